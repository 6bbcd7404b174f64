"""A path's frames by their definition, its curves by the formula, and the votes along it."""

import numpy as np
import pytest
import torch

import ae_core
from ae_core import data, latent
from ae_core.latent import interpolation, path
from ae_core.latent.interpolation import lerp, slerp


@pytest.fixture(scope="module")
def pca():
    return ae_core.load_model("pca_d2", device="cpu")


@pytest.fixture(scope="module")
def images() -> torch.Tensor:
    return data.as_input(data.test_set("mnist")[0][:600])


@pytest.fixture(scope="module")
def walk(pca, images) -> path.Path:
    return path.between_images(pca, images[:3], steps=4)


@torch.inference_mode()
def test_way_points_are_frames_and_what_lies_between_is_mixed(pca, images, walk):
    assert walk.stations == (0, 4, 8)
    assert walk.middle == 2
    assert len(walk.pixels) == len(walk.codes) == len(walk.decoded) == 9
    assert torch.equal(walk.pixels[::4], images[:3])
    assert torch.equal(walk.codes[::4], pca.encode(images[:3]))
    torch.testing.assert_close(walk.pixels[2], (images[0] + images[1]) / 2)
    torch.testing.assert_close(walk.codes[6], (walk.codes[4] + walk.codes[8]) / 2)
    assert torch.equal(walk.decoded, pca.decode(walk.codes))


@pytest.mark.parametrize("interpolant", [lerp, slerp])
def test_codes_follow_the_interpolant_and_pixels_do_not(pca, images, interpolant):
    found = path.between_images(pca, images[:2], 8, interpolant)
    a, b = found.codes[[0, -1]]
    expected = interpolant(a, b, torch.arange(1, 8) / 8)
    torch.testing.assert_close(found.codes[1:-1], expected)
    torch.testing.assert_close(found.pixels[4], (images[0] + images[1]) / 2)


def test_a_broken_line_is_followed_at_constant_speed(pca):
    corners = torch.tensor([[-1.0, 1.0], [0.0, 0.0], [3.0, 0.0]])
    found = path.along_corners(pca, corners, steps=16)
    speed = (found.codes[1:] - found.codes[:-1]).norm(dim=1)
    assert found.stations == (0, 16)
    # The one step around the corner is shorter.
    assert sorted(speed.tolist())[1:] == pytest.approx([float((2**0.5 + 3) / 16)] * 15, rel=1e-4)
    torch.testing.assert_close(found.pixels[8], (found.decoded[0] + found.decoded[-1]) / 2)


def test_no_path_without_way_points(pca):
    with pytest.raises(ValueError, match="no path"):
        path.between_images(pca, torch.zeros(0, 1, 28, 28), 4)
    with pytest.raises(ValueError, match="no path"):
        path.along_corners(pca, torch.zeros(0, 2), 4)


def test_curves_of_pictures_are_theirs_and_curves_of_codes_have_no_pixels(pca, images, walk):
    energy = path.curve(pca, walk, "energy", images, usual=1.5)
    assert energy.usual == 1.5
    np.testing.assert_allclose(energy.pixels, interpolation.energy(pca, walk.pixels))
    np.testing.assert_allclose(energy.decoded, interpolation.energy(pca, walk.decoded))
    near = path.curve(pca, walk, "nearest", images, usual=0.0)
    assert near.pixels[::4].tolist() == [0.0] * 3
    back, length = (path.curve(pca, walk, kind, images, 0.0) for kind in ("back", "length"))
    assert back.pixels is None
    assert length.pixels is None
    np.testing.assert_allclose(back.decoded, interpolation.reencoding_error(pca, walk.codes))
    np.testing.assert_allclose(length.decoded, walk.codes.norm(dim=1))


def test_a_double_exposure_lies_above_what_is_decoded(pca, images, walk):
    energy = path.curve(pca, walk, "energy", images, usual=0.0)
    assert energy.pixels[walk.middle] > energy.decoded[walk.middle]


@torch.inference_mode()
def test_what_is_usual_is_a_median_over_the_images(pca, images):
    codes = latent.encode_all(pca, images)
    energy = interpolation.energy(pca, images)
    assert path.usual(pca, "energy", images, codes) == float(energy.median())
    assert path.usual(pca, "length", images, codes) == float(codes.norm(dim=1).median())
    assert path.usual(pca, "back", images, codes) == interpolation.usual_reencoding_error(pca, codes)
    # An image is not its own nearest one.
    assert path.usual(pca, "nearest", images, codes) > 1


def test_every_curve_has_a_name(pca, images, walk):
    codes = latent.encode_all(pca, images)
    for kind in path.CURVES:
        assert len(path.curve(pca, walk, kind, images, 0.0).decoded) == 9
        assert path.usual(pca, kind, images, codes) >= 0


def test_the_nearest_known_codes_vote_along_a_path(pca):
    images, labels = data.test_set("mnist")
    known, labels = latent.encode_all(pca, data.as_input(images[:500])), torch.tensor(labels[:500]).long()
    codes = known[[3, 10]] + 1e-4
    votes, agreeing = path.votes_along(codes, known, labels, k=5)
    for code, vote, number in zip(codes, votes, agreeing, strict=True):
        near = labels[(known - code).norm(dim=1).argsort()[:5]].tolist()
        assert number == near.count(vote) == max(map(near.count, near))
