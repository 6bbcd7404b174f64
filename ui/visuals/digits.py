"""The one way digits are drawn: white on black, crisp pixels, their number right below in tabular figures.

Everything here returns HTML for `ui.components.live`; that component's stylesheet gives the classes their look.
"""

import functools

import numpy as np

from ae_core import data
from ae_core.data import to_pixels
from ui.shell.theme import CLASS_COLOURS, MISSING, SURPLUS, text_on
from ui.visuals import class_names, png
from ui.visuals.markup import Markup, macro

_figure = macro("visuals/digits.html", "figure")
_badge = macro("visuals/digits.html", "badge")
_thumb = macro("visuals/digits.html", "thumb")

__all__ = ["class_badge", "error_pixels", "figure", "labelled_test_digit", "to_pixels"]


def error_pixels(x_hat, x) -> np.ndarray:
    """x_hat - x as (28, 28, 4) uint8: missing ink blue, surplus ink orange, and clear where there is no error.

    Opacity is the size of the error (|error| = 1 is opaque), so the map sits on a light and on a dark ground.
    """
    error = (np.asarray(x_hat, np.float32) - np.asarray(x, np.float32)).reshape(28, 28)
    image = np.empty((28, 28, 4), np.uint8)
    image[..., :3] = np.where(error[..., None] < 0, MISSING, SURPLUS)
    image[..., 3] = np.rint(np.clip(np.abs(error), 0, 1) * 255)
    return image


def figure(image: np.ndarray, *, alt: str, caption: str = "", kind: str = "x", note: str = "") -> Markup:
    """A digit with its caption. `kind` sets the frame: "x" input, "xhat" output, "error", "noise" or "plain"."""
    return _figure(png.data_uri(image), alt, caption, kind, note)


@functools.lru_cache(maxsize=4096)
def _test_image_uri(source: str, index: int) -> str:
    return png.data_uri(data.test_set(source)[0][index])


def labelled_test_digit(index: int, label: int, note: str = "", source: str = "mnist") -> Markup:
    """A test image of the data set `source` at half size, with its class in a corner, in the class's colour."""
    name = class_names.names(source)[label]
    return _thumb(_test_image_uri(source, index), name, note, class_badge(label, source))


def class_badge(label: int, source: str = "mnist") -> Markup:
    """The class's name on its colour."""
    colour = CLASS_COLOURS[label]
    return _badge(class_names.names(source)[label], colour, text_on(colour))
