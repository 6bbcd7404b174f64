"""Transformations in pixels do to the measures what their units say."""

import pytest
import torch

from ae_core import data
from ae_core.images import moments, transformations


@pytest.fixture(scope="module")
def digits() -> torch.Tensor:
    return data.as_input(data.test_set()[0][:100])


def test_nothing_changes_nothing(digits):
    assert torch.equal(transformations.warp(digits), digits)


@pytest.mark.parametrize(("name", "axis"), [("right", 3), ("down", 2)])
def test_two_units_of_shift_are_one_whole_pixel(digits, name, axis):
    expected = digits.roll(1, axis)
    expected.select(axis, 0).zero_()  # what left on one side does not come back on the other
    torch.testing.assert_close(transformations.warp(digits, **{name: 2}), expected, atol=1e-4, rtol=0)


def test_zoom_scales_the_size_about_the_centre_of_mass(digits):
    small = transformations.warp(digits, zoom=-3)
    torch.testing.assert_close(
        moments.centre_of_mass(small), moments.centre_of_mass(digits), atol=0.2, rtol=0
    )
    ratio = moments.size(small) / moments.size(digits)
    torch.testing.assert_close(ratio, torch.full_like(ratio, 1.05**-3), atol=0.02, rtol=0)


def test_a_shear_adds_its_own_amount_to_the_slant(digits):
    leaning = moments.slant(transformations.warp(digits, slant=2)) - moments.slant(digits)
    torch.testing.assert_close(leaning, torch.full_like(leaning, 0.2), atol=0.03, rtol=0)


def test_strokes_grow_as_wide_as_the_unit_says():
    bar = torch.zeros(1, 1, 28, 28)
    bar[..., 2:26, 10:16] = 1
    inner = slice(6, 22)  # away from the ends, ink a row is the width
    for units in (-3, -1.5, 1.5, 3):
        width = transformations.warp(bar, stroke=units)[0, 0, inner].sum(1)
        # Bilinear refinement turns the sharp edge into a ramp, so the width is near the unit, not on it.
        assert width.mean().item() == pytest.approx(6 + units / 3, abs=0.3 * abs(units) / 3)


def test_heavier_strokes_keep_all_ink_and_lighter_ones_add_none(digits):
    heavy, light = transformations.warp(digits, stroke=3), transformations.warp(digits, stroke=-3)
    assert (moments.ink(heavy) > moments.ink(digits)).all()
    assert (moments.ink(light) < moments.ink(digits)).all()
    for changed in (heavy, light):
        assert changed.min() >= 0
        assert changed.max() <= 1


def test_stroke_weight_beyond_reach_is_an_error(digits):
    with pytest.raises(ValueError, match="stroke"):
        transformations.warp(digits, stroke=transformations.REACH + 0.1)
