"""The pictures the pages are made of: our PNG, the grey map, the error map, the maps of the code."""

import io

import numpy as np
import pytest
from PIL import Image

from ui.shell.theme import CLASS_COLOURS, MISSING, SURPLUS, text_on
from ui.visuals import digits, png

RANDOM = np.random.default_rng(0)


@pytest.mark.parametrize("shape", [(28, 28), (1, 1), (5, 7), (28, 28, 3), (28, 28, 4)])
def test_our_png_is_read_by_pillow_without_loss(shape):
    image = RANDOM.integers(0, 256, shape, dtype=np.uint8)
    with Image.open(io.BytesIO(png.encode(image))) as read:
        assert read.format == "PNG"
        assert np.array_equal(np.asarray(read), image)


def test_the_grey_map_is_the_same_for_all_and_clips():
    x = np.zeros((28, 28), np.float32)
    x[0, :4] = [-0.5, 0.5, 1.0, 1.5]
    assert digits.to_pixels(x)[0, :5].tolist() == [0, 128, 255, 255, 0]


def test_the_error_map_tells_missing_from_surplus_ink():
    x, x_hat = np.zeros((2, 28, 28), np.float32)
    x[0, 0], x_hat[0, 1] = 1.0, 0.5
    image = digits.error_pixels(x_hat, x)
    assert image[0, 0].tolist() == [*MISSING, 255]
    assert image[0, 1].tolist() == [*SURPLUS, 128]
    assert image[1:, :, 3].max() == 0


def test_captions_are_escaped():
    html = digits.figure(np.zeros((28, 28), np.uint8), alt='"><script>', caption="<b>", note='"')
    assert "<script>" not in html
    assert "<b>" not in html


def test_ten_class_colours_that_carry_their_label():
    assert len(set(CLASS_COLOURS)) == 10
    assert {text_on(colour) for colour in CLASS_COLOURS} == {"#000000", "#ffffff"}
    config = (digits.__file__.rsplit("/", 3)[0] + "/.streamlit/config.toml",)
    with open(config[0], encoding="utf-8") as file:
        text = file.read()
    assert all(colour in text for colour in CLASS_COLOURS)
