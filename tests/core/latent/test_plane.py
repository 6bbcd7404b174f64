"""What a map shows of a plane of codes, and the errors of coding painted over it."""

import numpy as np
import pytest
import torch

import ae_core
from ae_core.latent import plane

CROWD = np.random.default_rng(0).normal(size=(5000, 2))


def test_without_stragglers_nearly_all_codes_are_shown():
    codes = CROWD
    low, high = plane.extent(codes)
    assert ((codes >= low) & (codes <= high)).all(axis=1).mean() > 0.99


def test_long_arms_leave_the_crowd_its_room():
    arms = np.concatenate([CROWD, np.linspace([3, 3], [300, 300], 100)])
    low, high = plane.extent(arms)
    inner, outer = np.quantile(arms, [0.05, 0.95], axis=0)
    assert (low <= inner).all()
    assert (high >= outer).all()
    assert (high - low <= 2.3 * (outer - inner)).all()


def test_any_number_of_axes_has_an_extent():
    assert [len(side) for side in plane.extent(np.random.default_rng(1).normal(size=(100, 3)))] == [3, 3]


def test_home_is_the_extent_in_the_order_of_a_range():
    low, high = plane.extent(CROWD)
    assert plane.home(CROWD) == (low[0], high[0], low[1], high[1])


@pytest.mark.parametrize("shown", [(0.0, 1.0, 0.0, 9.0), (-4.0, 4.0, 1.0, 2.0), (0.0, 3.0, 0.0, 2.0)])
def test_ranges_around_a_range_hold_it_about_the_same_middle(shown):
    for wider in (plane.area(shown), plane.landscape(shown)):
        assert wider[0] <= shown[0] <= shown[1] <= wider[1]
        assert wider[2] <= shown[2] <= shown[3] <= wider[3]
        middles = [((r[0] + r[1]) / 2, (r[2] + r[3]) / 2) for r in (shown, wider)]
        assert middles[0] == pytest.approx(middles[1])
    left, right, bottom, top = plane.landscape(shown)
    assert right - left == pytest.approx(2 * (top - bottom))


def test_what_is_within_reach_stays_and_what_is_not_comes_to_the_edge():
    low, high = np.array([-1.0, 0.0]), np.array([1.0, 4.0])
    assert plane.within_reach((2.5, -3.0), low, high) == (2.5, -3.0)
    assert plane.within_reach((1e30, -1e30), low, high) == (3.0, -4.0)


@torch.inference_mode()
def test_the_errors_over_a_plane_are_those_of_its_squares():
    model = ae_core.load_model("ae_d2", device="cpu")
    over = (-10.0, 10.0, -5.0, 5.0)
    errors = plane.reencoding_errors(model, over, columns=20)
    assert errors.shape == (10, 20)
    for row, column in ((0, 0), (3, 17), (9, 5)):
        z = torch.tensor([[-9.5 + column, 4.5 - row]])
        expected = float((model.encode(model.decode(z)) - z).norm())
        assert float(errors[row, column]) == pytest.approx(expected, rel=1e-3)
    # A strip has one row at least.
    assert plane.reencoding_errors(model, (0.0, 10.0, 0.0, 0.1), columns=4).shape == (1, 4)
