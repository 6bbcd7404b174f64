"""From any drawing or uploaded picture to what a network trained on MNIST expects.

A raw canvas scaled to 28x28 is off the training distribution: MNIST's digits fill a 20x20 box and sit with their
centre of mass at the centre of the field (LeCun et al. 1998). `prepare_drawing` does to a drawing what was done to
them.
"""

import io

import numpy as np
from PIL import Image, UnidentifiedImageError
from torch import Tensor

from ae_core.data import as_input

BOX, FIELD = 20, 28
INK = 16  # grey levels below this are paper: anti-aliasing and JPEG leave a faint haze
MAX_BYTES = 5 * 1024 * 1024
MAX_SIDE = 4096
FORMATS = ("PNG", "JPEG")


class DrawingError(ValueError):
    """A picture that cannot be used. `code` names the reason for programs, str() says it in a sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def _checked(image: np.ndarray) -> np.ndarray:
    if image.ndim != 2 or image.dtype != np.uint8 or image.size == 0:
        raise DrawingError(
            "shape", f"A drawing is a (height, width) uint8 array, this is {image.shape} {image.dtype}."
        )
    if image.max() < INK:
        raise DrawingError("empty", "There is nothing drawn yet.")
    return image


def prepare_drawing(image: np.ndarray) -> Tensor:
    """Fit and centre a drawing as MNIST's digits were.

    The bounding box of the ink is scaled into 20x20 pixels keeping its aspect (anti-aliased), the darkest ink is
    made full white, and the result is placed in a 28x28 field with its centre of mass at the centre.

    Args:
        image: (H, W) uint8, white ink (255) on black (0), any size, drawn at any place.

    Returns:
        (1, 1, 28, 28) float32 in [0, 1].

    Raises:
        DrawingError: code "empty" where nothing is drawn, "shape" where the array is not such an image.
    """
    image = _checked(image)
    inked = image >= INK
    rows, columns = np.flatnonzero(inked.any(1)), np.flatnonzero(inked.any(0))
    crop = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    scale = BOX / max(crop.shape)
    height, width = (max(1, round(side * scale)) for side in crop.shape)
    small = _resize(crop, width, height).astype(np.float64)
    small *= 255 / small.max()

    total = small.sum()
    centre_row = (small.sum(1) @ np.arange(height)) / total
    centre_column = (small.sum(0) @ np.arange(width)) / total
    # Pixel (14, 14) is MNIST's centre. Clipping keeps a lopsided drawing whole inside the field.
    top = int(np.clip(round(FIELD / 2 - centre_row), 0, FIELD - height))
    left = int(np.clip(round(FIELD / 2 - centre_column), 0, FIELD - width))
    field = np.zeros((FIELD, FIELD), np.uint8)
    field[top : top + height, left : left + width] = small.round()
    return as_input(field)


def resize_drawing(image: np.ndarray) -> Tensor:
    """The whole canvas scaled to 28x28, as naive demos do it: no fitting, no centring, aspect not kept.

    Same argument, result and errors as `prepare_drawing`.
    """
    return as_input(_resize(_checked(image), FIELD, FIELD))


def _resize(image: np.ndarray, width: int, height: int) -> np.ndarray:
    # Pillow's bilinear filter widens its support when it shrinks, so it is an anti-aliasing one.
    return np.asarray(Image.fromarray(image).resize((width, height), Image.Resampling.BILINEAR))


def read_image(data: bytes) -> np.ndarray:
    """An uploaded PNG or JPEG as a drawing: (H, W) uint8, white ink on black.

    The first frame of an animation; transparent parts are paper; colour, CMYK and 16-bit pictures become grey.
    Dark ink on light paper is inverted: paper is the median of the picture's border, ink what differs most.

    Raises:
        DrawingError: codes "too_large_file" (over 5 MB), "not_an_image", "format" (an image, but neither PNG nor
            JPEG), "too_many_pixels" (a side over 4096), "truncated" (broken inside), "blank" (one even grey).
    """
    if len(data) > MAX_BYTES:
        raise DrawingError("too_large_file", "The file is larger than 5 MB.")
    try:
        image = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise DrawingError("not_an_image", "The file is not a picture that can be read.") from error
    if image.format not in FORMATS:
        raise DrawingError("format", f"The picture is a {image.format}; only PNG and JPEG are read.")
    # The header is enough to refuse a picture: its pixels have not been decoded yet.
    if max(image.size) > MAX_SIDE:
        raise _too_many_pixels()
    try:
        image.load()
        grey = _to_grey(image)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise DrawingError("truncated", "The picture is broken or cut off.") from error
    return _white_on_black(grey)


def _too_many_pixels() -> DrawingError:
    return DrawingError("too_many_pixels", f"The picture is larger than {MAX_SIDE} x {MAX_SIDE} pixels.")


def _to_grey(image: Image.Image) -> np.ndarray:
    """Luminance (H, W) uint8 with transparent parts as the paper: the colour that opposes the ink."""
    if image.mode.startswith("I"):
        # Pillow clips 16 bits to 8 instead of scaling them.
        return (np.asarray(image, np.float64) / 257).clip(0, 255).astype(np.uint8)
    if "A" not in image.getbands() and "transparency" not in image.info:
        return np.asarray(image.convert("L"))
    grey, alpha = (np.asarray(band, np.float64) for band in image.convert("LA").split())
    weight = alpha.sum()
    mean_ink = (grey * alpha).sum() / weight if weight else 0.0
    paper = 255.0 if mean_ink < 128 else 0.0
    return (paper + (grey - paper) * alpha / 255).round().astype(np.uint8)


def _white_on_black(grey: np.ndarray) -> np.ndarray:
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    paper = float(np.median(border))
    darker = np.clip(paper - grey.astype(np.float64), 0, None)
    lighter = np.clip(grey.astype(np.float64) - paper, 0, None)
    # Ink is what differs most from the paper, whichever of the two is the lighter.
    ink = darker if darker.max() >= lighter.max() else lighter
    if ink.max() < INK:
        raise DrawingError("blank", "The picture is one even colour: there is no digit in it.")
    return (ink * (255 / ink.max())).round().astype(np.uint8)
