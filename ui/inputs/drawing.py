"""The visitor's drawing: kept in the session, so that it survives a change of page, and shared by pages that use it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import streamlit as st
import torch
from PIL import Image

from ae_core import DrawingError, data, prepare_drawing
from ae_core.data.drawing import resize_drawing
from ui.components.canvas import SIDE, Sent, Start, canvas, sent
from ui.shell import errors, url
from ui.shell.language import _
from ui.shell.session import taken_once
from ui.visuals import png

_STATE = "drawing"
_FIRST_DIGIT = 32  # a plain 3: where a visit begins when the URL names no other
_DATA = {"test": "mnist", "fashion": "fashion"}  # what a token's first part names


@dataclass
class Drawing:
    """What lies on the canvas.

    test_index: the test digit that lies there untouched. pixels: else the drawing, (280, 280) uint8 white on black;
    None where the canvas is blank. start: what the canvas was told to start from. answered: sequence number of the
    browser's last picture. memory: names this drawing in the browser. fashion_index: the Fashion image that lies there
    untouched; `pixels` holds it enlarged.
    """

    test_index: int | None
    pixels: np.ndarray | None
    start: Start
    answered: int
    memory: str
    fashion_index: int | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing lies there."""
        return self.test_index is None and (self.pixels is None or not self.pixels.any())


def _test_start(index: int) -> Start:
    image = data.test_set("mnist")[0][index]
    return Start(secrets.token_hex(8), png.data_uri(image), f"test:{index}")


def drawing() -> Drawing:
    """This visitor's drawing; at first the test digit or Fashion image that the URL names, or a plain digit."""
    if _STATE not in st.session_state:
        count = len(data.test_set("mnist")[1])
        asked = url.whole_number("digit", 0, count - 1)
        index = _FIRST_DIGIT if asked is None else asked
        st.session_state[_STATE] = Drawing(index, None, _test_start(index), 0, secrets.token_hex(8))
        fashion = url.whole_number("fashion", 0, len(data.test_set("fashion")[1]) - 1)
        if fashion is not None:
            take_fashion(fashion)
    return st.session_state[_STATE]


def take_test_digit(index: int) -> None:
    """Put a test digit on the canvas; the drawing before it can be brought back with undo."""
    now = drawing()
    now.test_index, now.pixels, now.fashion_index = index, None, None
    now.start = _test_start(index)


def take_fashion(index: int) -> None:
    """Put a Fashion test image on the canvas; the drawing before it can be brought back with undo."""
    now = drawing()
    _lay_fashion(now, index)
    image = data.test_set("fashion")[0][index]
    now.start = Start(secrets.token_hex(8), png.data_uri(image), f"fashion:{index}")


def take_another_fashion() -> None:
    """Put a random Fashion test image on the canvas."""
    take_fashion(secrets.randbelow(len(data.test_set("fashion")[1])))


def _lay_fashion(now: Drawing, index: int) -> None:
    scale = SIDE // 28
    now.pixels = data.test_set("fashion")[0][index].repeat(scale, 0).repeat(scale, 1)
    now.test_index, now.fashion_index = None, index


def take_another_test_digit() -> None:
    """Put a random other test digit on the canvas."""
    count = len(data.test_set("mnist")[1])
    other = secrets.randbelow(count - 1)
    here = drawing().test_index
    take_test_digit(other + (here is not None and other >= here))


def take_image(image: np.ndarray) -> None:
    """Put an uploaded picture on the canvas, (H, W) uint8 white on black, as large as fits with its aspect kept."""
    now = drawing()
    fitted = Image.fromarray(image)
    scale = SIDE / max(fitted.size)
    fitted = fitted.resize([max(1, round(side * scale)) for side in fitted.size], Image.Resampling.BILINEAR)
    canvas = Image.new("L", (SIDE, SIDE))
    canvas.paste(fitted, ((SIDE - fitted.width) // 2, (SIDE - fitted.height) // 2))
    pixels = np.asarray(canvas)
    now.test_index, now.pixels, now.fashion_index = None, pixels, None
    now.start = Start(secrets.token_hex(8), png.data_uri(pixels))


def receive(picture: Sent | None) -> None:
    """Take over what the browser sent, once. A token that names no test digit of ours changes nothing."""
    now = drawing()
    fresh = taken_once(now, picture)
    if fresh is None:
        return
    if not fresh.token:
        now.test_index, now.pixels, now.fashion_index = None, fresh.pixels, None
        return
    kind, _colon, number = fresh.token.partition(":")
    if kind not in _DATA or not number.isdecimal() or int(number) >= len(data.test_set(_DATA[kind])[1]):
        return
    if kind == "fashion":
        _lay_fashion(now, int(number))
    else:
        now.test_index, now.pixels, now.fashion_index = int(number), None, None


def test_digit_line(index: int) -> str:
    """What is said beside a test digit."""
    label = int(data.test_set("mnist")[1][index])
    return _("Test digit {index}, labelled {label}.").format(index=index, label=label)


def fitted_line() -> str:
    """What is said of a drawing that goes in as MNIST's digits were made."""
    return _("Your drawing, fitted into 20 × 20 and centred by its mass, as MNIST's digits were.")


def model_input(now: Drawing, raw: bool) -> torch.Tensor:
    """What the networks see of the drawing: (1, 1, 28, 28) in [0, 1].

    A test image goes in as it is. A drawing is fitted and centred as MNIST was, or only scaled down where `raw`.

    Raises:
        ae_core.DrawingError: code "empty" where nothing is drawn.
    """
    if now.test_index is not None:
        return data.as_input(data.test_set("mnist")[0][now.test_index])
    if now.fashion_index is not None:
        return data.as_input(data.test_set("fashion")[0][now.fashion_index])
    pixels = now.pixels if now.pixels is not None else np.zeros((SIDE, SIDE), np.uint8)
    return (resize_drawing if raw else prepare_drawing)(pixels)


def current(raw: bool = False) -> torch.Tensor:
    """What the networks see of what lies there now. Raises what `model_input` raises."""
    return model_input(drawing(), raw)


def current_or_why(raw: bool = False) -> tuple[torch.Tensor | None, str]:
    """The same; or None, and the sentence that says why there is nothing to see."""
    try:
        return current(raw), ""
    except DrawingError as error:
        return None, errors.sentence(error)


def in_words(now: Drawing, *, fashion: str, drawn: str) -> str:
    """What lies there: a test digit with its label, else what the page says of a Fashion image or of a drawing.

    `fashion` may name the image by its {index}.
    """
    if now.test_index is not None:
        return test_digit_line(now.test_index)
    return drawn if now.fashion_index is None else fashion.format(index=now.fashion_index)


def take(key: str) -> Drawing:
    """Take over what the canvas of this key sent, and give what lies there then."""
    receive(sent(key))
    return drawing()


def pen_is_down(key: str) -> bool:
    """Whether the canvas of this key sent its last picture in the middle of a stroke."""
    picture = sent(key)
    return picture is not None and not picture.at_rest


def has_come_to_rest(key: str) -> bool:
    """Whether the canvas of this key sent a picture with the pen up."""
    picture = sent(key)
    return picture is not None and picture.at_rest


def surface(key: str, on_change: Callable[[], None]) -> None:
    """The canvas with what lies there. Call it last in its fragment: it lets the browser send the next picture."""
    now = drawing()
    canvas(now.start, memory=now.memory, answered=now.answered, key=key, on_change=on_change)


def another_button() -> None:
    """The button that lays another test digit on the canvas."""
    st.button(_("Another test digit"), on_click=take_another_test_digit, width="stretch")
