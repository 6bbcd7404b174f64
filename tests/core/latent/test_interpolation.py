"""Ways between codes against SciPy and by their definition; the curves along them against the formula."""

import math

import numpy as np
import pytest
import torch
from scipy.spatial import geometric_slerp

import ae_core
from ae_core import data
from ae_core.latent import interpolation
from ae_core.latent.interpolation import evenly, lerp, slerp, through

T = torch.linspace(0, 1, 17)


def units(seed: int, dimension: int) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    a, b = torch.randn(2, dimension, generator=generator, dtype=torch.float64)
    return a / a.norm(), b / b.norm()


@pytest.mark.parametrize("dimension", [2, 3, 20, 30])
def test_slerp_of_unit_vectors_is_scipys(dimension):
    for seed in range(5):
        a, b = units(seed, dimension)
        expected = geometric_slerp(a.numpy(), b.numpy(), T.double().numpy())
        np.testing.assert_allclose(slerp(a, b, T).numpy(), expected, atol=1e-12)


def test_slerp_keeps_to_the_sphere_at_constant_speed_and_lerp_cuts_through_it():
    a, b = units(3, 20)
    arc, line = slerp(5 * a, 5 * b, T), lerp(5 * a, 5 * b, T.double())
    assert arc.norm(dim=1).numpy() == pytest.approx(5)
    speed = (arc[1:] - arc[:-1]).norm(dim=1)
    assert speed.numpy() == pytest.approx(float(speed[0]))
    half_angle = math.acos(float(a @ b)) / 2
    assert float(line[8].norm()) == pytest.approx(5 * math.cos(half_angle))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ([1.0, 2.0], [2.0, 4.0]),
        ([1.0, 2.0], [-2.0, -4.0]),
        ([0.0, 0.0], [1.0, 0.0]),
        ([1.0, 1.0], [1.0, 1.0]),
    ],
    ids=["parallel", "opposite", "from the origin", "the same"],
)
def test_where_there_is_no_arc_slerp_goes_straight(a, b):
    a, b = torch.tensor(a), torch.tensor(b)
    assert torch.equal(slerp(a, b, T), lerp(a, b, T))
    assert torch.isfinite(slerp(a, b, T)).all()


@pytest.mark.parametrize("way", [lerp, slerp])
def test_way_points_are_exact_and_the_order_does_not_matter(way):
    points = torch.randn(4, 20, generator=torch.Generator().manual_seed(1))
    path = through(points, 7, way)
    assert path.shape == (22, 20)
    assert torch.equal(path[::7], points)
    torch.testing.assert_close(through(points.flip(0), 7, way).flip(0), path, atol=1e-5, rtol=0)


def test_the_straight_line_has_constant_speed():
    a, b = torch.randn(2, 30, generator=torch.Generator().manual_seed(2))
    path = through(torch.stack([a, b]), 32)
    speed = (path[1:] - path[:-1]).norm(dim=1)
    assert speed.numpy() == pytest.approx(float((b - a).norm()) / 32, rel=1e-4)
    torch.testing.assert_close(path[16], (a + b) / 2)


def test_one_way_point_is_a_path_and_nothing_is_none():
    assert torch.equal(through(torch.ones(1, 3), 5), torch.ones(1, 3))
    for points, steps in ((torch.ones(0, 3), 5), (torch.ones(2, 3), 0), (torch.ones(3), 2)):
        with pytest.raises(ValueError, match="no path"):
            through(points, steps)


def test_evenly_has_constant_speed_along_the_corners():
    # An L of lengths 3 and 1, with a point that repeats.
    corners = torch.tensor([[0.0, 0.0], [3.0, 0.0], [3.0, 0.0], [3.0, 1.0]])
    path = evenly(corners, 9)
    torch.testing.assert_close(path[:7], torch.stack([torch.arange(7) / 2, torch.zeros(7)], 1))
    torch.testing.assert_close(path[7:], torch.tensor([[3.0, 0.5], [3.0, 1.0]]))


def test_evenly_keeps_its_ends_exactly():
    points = torch.randn(50, 2, generator=torch.Generator().manual_seed(4)) * 1e3
    path = evenly(points, 17)
    assert torch.equal(path[[0, -1]], points[[0, -1]])
    assert torch.isfinite(evenly(torch.ones(5, 2), 4)).all()
    assert torch.equal(evenly(torch.ones(1, 2), 4), torch.ones(4, 2))
    for points, count in ((torch.ones(0, 2), 5), (torch.ones(2, 2), 1)):
        with pytest.raises(ValueError, match="no path"):
            evenly(points, count)


@pytest.fixture(scope="module")
def pca():
    return ae_core.load_model("pca_d30", device="cpu")


@torch.inference_mode()
def test_the_curves_are_what_they_say(pca):
    x = data.as_input(data.test_set("mnist")[0][:600])
    z = pca.encode(x)
    assert interpolation.energy(pca, x)[550] == pytest.approx(
        float((x[550] - pca(x).x_hat[550]).square().sum())
    )
    expected = float((z[550] - pca.encode(pca.decode(z[550:551]))).norm())
    assert interpolation.reencoding_error(pca, z)[550] == pytest.approx(expected, rel=1e-4)
    noisy = (x[:3] + 0.01).clamp(0, 1)
    found = interpolation.to_nearest(noisy, x)
    assert found.numpy() == pytest.approx((noisy - x[:3]).square().flatten(1).sum(1).numpy(), rel=1e-5)
    assert interpolation.to_nearest(x[:5], x).tolist() == [0.0] * 5
    others = (x[7] - torch.cat([x[:7], x[8:]])).square().flatten(1).sum(1)
    assert interpolation.to_nearest(x[7:8], x, rank=2)[0] == pytest.approx(float(others.min()))


@torch.inference_mode()
def test_a_double_exposure_has_more_energy_than_the_decoded_middle(pca):
    """What the page wants to be believed, over a hundred pairs of different digits."""
    images, labels = data.test_set("mnist")
    pairs = [(i, i + 1) for i in range(200) if labels[i] != labels[i + 1]][:100]
    x = data.as_input(images)
    one, other = (x[[pair[side] for pair in pairs]] for side in (0, 1))
    exposure = interpolation.energy(pca, (one + other) / 2)
    decoded = interpolation.energy(pca, pca.decode((pca.encode(one) + pca.encode(other)) / 2))
    assert bool((decoded < exposure).all())
