"""The drawing surface: mouse, pen or finger in the browser, pixels here.

The browser owns the drawing while it changes and sends it as it does, one picture under way at a time. Python says
what the canvas starts from (`Start`); a new `Start.id` puts its image on the canvas as one more undoable step.
"""

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import streamlit as st
from PIL import Image

from ui.components import text
from ui.components.shared import messages
from ui.shell.language import _
from ui.visuals.markup import render

SIDE = 280  # pixels of the picture that the browser sends
_MAX_CHARACTERS = 400_000  # a PNG of 280 x 280 never needs more; what is longer did not come from our canvas
_ICONS = {
    "undo": "M9 14 4 9l5-5 M4 9h9a6.5 6.5 0 0 1 0 13h-2",
    "redo": "m15 14 5-5-5-5 M20 9h-9a6.5 6.5 0 0 0 0 13h2",
    "clear": "M4 7h16 M10 11v6 M14 11v6 M6 7l1 13h10l1-13 M9 7V4h6v3",
}
_component = st.components.v2.component(
    "lab_canvas",
    html=render("components/canvas/canvas.html", icons=_ICONS),
    css=text("canvas/canvas.css"),
    js=text("canvas/canvas.js"),
)


@dataclass(frozen=True)
class Start:
    """What the canvas starts from: a data address ("" for blank), and a token that comes back while it is untouched."""

    id: str
    image: str
    token: str = ""


@dataclass(frozen=True)
class Sent:
    """What the browser sent: the token of an untouched start image, else pixels, None where the canvas is blank.

    at_rest: no pen was down when it was sent.
    """

    sequence: int
    token: str
    pixels: np.ndarray | None
    at_rest: bool


def canvas(start: Start, *, memory: str, answered: int, key: str, on_change: Callable[[], None]) -> None:
    """Show the canvas. Call it last in its fragment: it lets the browser send the next picture.

    Args:
        start: what lies on it at first, or from now on where its id is new.
        memory: names the drawing in the browser; it keeps the steps to undo while the tab lives, across pages.
        answered: sequence number of the last picture that Python has worked on.
        on_change: called before the run that a new picture causes; `sent(key)` gives the picture.
    """
    labels = {
        "undo": _("Undo"),
        "redo": _("Redo"),
        "clear": _("Clear"),
        "brush": _("Brush width"),
        "canvas": _("Canvas: draw a digit here"),
    }
    data = {
        "start": {"id": start.id, "image": start.image, "token": start.token},
        "memory": memory,
        "answered": answered,
        "labels": labels,
    }
    _component(key=key, data=data, on_drawing_change=on_change)


def sent(key: str) -> Sent | None:
    """The last picture the browser sent for this key, checked as any upload; None where it is not one."""
    payload = messages.message(key, "drawing")
    sequence, token, picture = (payload.get(name) for name in ("sequence", "token", "png"))
    if not (messages.is_whole(sequence) and isinstance(token, str) and isinstance(picture, str)):
        return None
    at_rest = payload.get("atRest") is True
    if token or not picture:
        return Sent(sequence, token[:64], None, at_rest)
    pixels = _decoded(picture)
    return None if pixels is None else Sent(sequence, "", pixels, at_rest)


def _decoded(picture: str) -> np.ndarray | None:
    head, _comma, body = picture.partition(",")
    if head != "data:image/png;base64" or len(body) > _MAX_CHARACTERS:
        return None
    try:
        image = Image.open(io.BytesIO(base64.b64decode(body, validate=True)), formats=("PNG",))
        if image.size != (SIDE, SIDE):
            return None
        return np.asarray(image.convert("L"))
    except (OSError, ValueError, SyntaxError):
        return None
