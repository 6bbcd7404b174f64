import io

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw

from ae_core import data
from ae_core.data import drawing
from ae_core.data.drawing import DrawingError, prepare_drawing, read_image, resize_drawing
from ae_core.latent import nearest, vote
from tests.support.strokes import PLACES, rendered


def encoded(image: Image.Image, kind: str = "PNG", **options) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def ink(mode: str = "L", paper=255, pen=0, size=(200, 160)) -> Image.Image:
    image = Image.new(mode, size, paper)
    ImageDraw.Draw(image).line([(60, 30), (60, 130), (120, 130)], fill=pen, width=14)
    return image


def codes_of_trouble(data_: bytes) -> str:
    with pytest.raises(DrawingError) as trouble:
        read_image(data_)
    sentence = str(trouble.value)
    assert sentence.endswith(".")
    assert sentence.count("\n") == 0
    return trouble.value.code


def test_prepared_as_mnist_was():
    x = prepare_drawing(rendered(3, "corner"))
    assert x.shape == (1, 1, 28, 28)
    assert x.dtype == torch.float32
    rows, columns = x[0, 0].sum(1).nonzero(), x[0, 0].sum(0).nonzero()
    assert max(rows.max() - rows.min(), columns.max() - columns.min()) + 1 == 20
    centre = (torch.arange(28.0) @ x[0, 0].sum(1)) / x.sum()
    assert abs(centre - 14) <= 0.5
    assert x.max() == 1


def test_aspect_is_kept():
    x = prepare_drawing(rendered(1))[0, 0]
    assert (x.sum(1) > 0).sum() == 20
    assert (x.sum(0) > 0).sum() < 6


@pytest.fixture(scope="module")
def reader():
    """What 5 nearest neighbours in the pixels of the test set read in each of the ten drawn digits."""
    images, labels = data.test_set()
    pixels, labels = data.as_input(images).flatten(1), torch.tensor(labels)

    def read(prepare, place: str) -> list[int]:
        x = torch.cat([prepare(rendered(digit, place)) for digit in range(10)]).flatten(1)
        return vote(labels[nearest(x, pixels, 5)[1]]).tolist()

    return read


@pytest.mark.parametrize("place", PLACES)
def test_the_same_digit_anywhere_at_any_size(reader, place):
    read = reader(prepare_drawing, place)
    assert sum(a == b for a, b in zip(read, range(10), strict=True)) >= 9, read


@pytest.mark.parametrize("place", ["corner", "tiny"])
def test_a_plain_resize_is_not_read(reader, place):
    read = reader(resize_drawing, place)
    assert sum(a == b for a, b in zip(read, range(10), strict=True)) <= 3, read


@pytest.mark.parametrize("prepare", [prepare_drawing, resize_drawing])
def test_empty_canvas(prepare):
    with pytest.raises(DrawingError, match="nothing drawn") as trouble:
        prepare(np.zeros((280, 280), np.uint8))
    assert trouble.value.code == "empty"


def test_one_dot_and_a_full_canvas_give_something():
    dot = np.zeros((280, 280), np.uint8)
    dot[100, 200] = 255
    for image in (dot, np.full((280, 280), 255, np.uint8), np.full((1, 1), 255, np.uint8)):
        x = prepare_drawing(image)
        assert x.shape == (1, 1, 28, 28)
        assert x.max() == 1
        assert (x[0, 0] > 0.5).sum() == 400


def test_extreme_aspect():
    line = np.zeros((300, 300), np.uint8)
    line[150, 10:290] = 255
    assert prepare_drawing(line).sum() > 5


@pytest.mark.parametrize("bad", [np.zeros((2, 2, 3), np.uint8), np.ones((4, 4)), np.zeros((0, 5), np.uint8)])
def test_what_is_no_drawing(bad):
    with pytest.raises(DrawingError) as trouble:
        prepare_drawing(bad)
    assert trouble.value.code == "shape"


def test_a_faint_drawing_is_made_bright():
    assert prepare_drawing(rendered(5) // 5).max() == 1


@pytest.mark.parametrize(
    "picture",
    [
        ink(),
        ink("L", 0, 255),
        ink("RGB", "white", "navy"),
        ink("RGBA", (0, 0, 0, 0), (0, 0, 0, 255)),
        ink("RGBA", (0, 0, 0, 0), (255, 255, 255, 255)),
        ink("1", 1, 0),
        ink().convert("P"),
        ink("L", 110, 0),
        ink("LA", (0, 0), (20, 255)),
        ink("I;16", 65535, 0),
        ink("I;16", 0, 40000),
    ],
    ids=lambda picture: f"{picture.mode}-{picture.getpixel((0, 0))}",
)
def test_every_kind_of_png_becomes_white_ink_on_black(picture):
    image = read_image(encoded(picture))
    assert image.dtype == np.uint8
    assert image.shape == (160, 200)
    assert image[80, 60] > 200, "the ink is white"
    assert image[5, 5] < 10, "the paper is black"


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_jpeg(mode):
    image = read_image(encoded(ink("RGB", "white", "black").convert(mode), "JPEG"))
    assert image[80, 60] > 200
    assert image[5, 5] < 10


def test_animation_gives_its_first_frame():
    frames = [ink(), Image.new("L", (200, 160), 255)]
    image = read_image(encoded(frames[0], "PNG", save_all=True, append_images=frames[1:]))
    assert image[80, 60] > 200


def test_one_pixel_is_one_even_grey():
    assert codes_of_trouble(encoded(Image.new("L", (1, 1), 0))) == "blank"


def test_even_pictures_hold_no_digit():
    assert codes_of_trouble(encoded(Image.new("RGB", (50, 50), "white"))) == "blank"
    assert codes_of_trouble(encoded(Image.new("RGBA", (50, 50), (0, 0, 0, 0)))) == "blank"


def test_text_renamed_png():
    assert codes_of_trouble(b"Dear lab, please read me.") == "not_an_image"
    assert codes_of_trouble(b"") == "not_an_image"


def test_truncated_png_and_jpeg():
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 255, (100, 100), dtype=np.uint8))
    png, jpeg = encoded(noise), encoded(noise, "JPEG")
    assert codes_of_trouble(png[: len(png) // 2]) == "truncated"
    assert codes_of_trouble(jpeg[: len(jpeg) // 2]) == "truncated"
    assert codes_of_trouble(png[:20]) == "not_an_image"


def test_altered_png():
    png = bytearray(encoded(ink()))
    png[len(png) // 2] ^= 0xFF
    assert codes_of_trouble(bytes(png)) == "truncated"


def test_other_formats():
    assert codes_of_trouble(encoded(ink(), "GIF")) == "format"
    assert codes_of_trouble(encoded(ink(), "BMP")) == "format"


def test_too_large():
    assert codes_of_trouble(encoded(Image.new("L", (5000, 5000), 255))) == "too_many_pixels"
    assert codes_of_trouble(encoded(Image.new("1", (30_000, 30_000), 1))) == "too_many_pixels"
    assert codes_of_trouble(b"\x89PNG" + b"0" * drawing.MAX_BYTES) == "too_large_file"
