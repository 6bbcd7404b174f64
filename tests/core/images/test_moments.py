"""Measures of a digit against scipy's and scikit-image's, and on figures whose measures are known."""

import numpy as np
import pytest
import torch
from scipy import ndimage
from skimage.measure import moments_central

from ae_core import data
from ae_core.images import moments as shape


@pytest.fixture(scope="module")
def digits() -> torch.Tensor:
    return data.as_input(data.test_set()[0][:200])


def central(image: np.ndarray) -> np.ndarray:
    """scikit-image's central moments over the ink: [rows, columns]."""
    return moments_central(image) / image.sum()


def test_the_centre_of_mass_is_scipys(digits):
    expected = [ndimage.center_of_mass(image)[::-1] for image in digits[:, 0].double().numpy()]
    np.testing.assert_allclose(shape.centre_of_mass(digits).numpy(), expected, atol=1e-4)


def test_ink_is_the_zeroth_moment(digits):
    expected = [image.sum() for image in digits[:, 0].double().numpy()]
    np.testing.assert_allclose(shape.ink(digits).numpy(), expected, rtol=1e-5)


def test_size_and_slant_are_second_moments(digits):
    moments = [central(image) for image in digits[:, 0].double().numpy()]
    size = [np.sqrt(m[2, 0] + m[0, 2]) for m in moments]
    slant = [-m[1, 1] / m[2, 0] for m in moments]
    np.testing.assert_allclose(shape.size(digits).numpy(), size, rtol=1e-4)
    np.testing.assert_allclose(shape.slant(digits).numpy(), slant, atol=1e-4)


def test_a_line_leans_as_it_was_drawn():
    image = torch.zeros(1, 1, 28, 28)
    rows = torch.arange(4, 24)
    image[0, 0, rows, 24 - rows // 2] = 1  # half a pixel to the right for each pixel up
    assert shape.slant(image).item() == pytest.approx(0.5, abs=0.01)


def test_an_image_without_ink_lies_in_the_middle():
    blank = torch.zeros(2, 1, 28, 28)
    assert shape.centre_of_mass(blank).tolist() == [[13.5, 13.5]] * 2
    for measure in (shape.ink, shape.size, shape.slant):
        assert measure(blank).tolist() == [0, 0]
