"""The corrupted picture with the controls of its noise: it follows slider and finger in the browser itself.

Python sends the clean picture and the noise as it was drawn; the browser corrupts the one with the other in the way of
`ae_core.images.corruption`, at pointer rate, and says what it did, one word under way at a time, the latest wins.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import streamlit as st

from ui.components import text
from ui.components.shared import messages
from ui.shell.language import _

_component = st.components.v2.component(
    "lab_spoiler",
    html=text("spoiler/spoiler.html"),
    css=text("spoiler/spoiler.css"),
    js=text("spoiler/spoiler.js"),
)


@dataclass(frozen=True)
class Sent:
    """What the browser sent, unchecked but for its being there: see `ui.features.denoise.state.checked`.

    at_rest: nothing was held down when it was sent. all_of_it: the quick answers are shown, the slow ones are wanted.
    """

    sequence: int
    kind: object
    strength: object
    seed: object
    top: object
    left: object
    at_rest: bool
    all_of_it: bool


@dataclass(frozen=True)
class Scale:
    """The slider of one kind of noise. label: the kind's name. unit: what stands before the strength. note: below."""

    label: str
    unit: str
    low: float
    high: float
    step: float
    choices: tuple[float, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Shown:
    """What Python says of it. clean: (28, 28) in [0, 1], None for a blank one. fields: the noise, (28, 28) float32.

    before: a line about the corrupted picture. complete: no slow method is still to come.
    """

    clean: np.ndarray | None
    fields: list[np.ndarray]
    before: str
    complete: bool


def _packed(array: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(array, np.float32).tobytes()).decode()


def spoiler(
    shown: Shown,
    corruption: object,
    scales: dict[str, Scale],
    strengths: dict[str, float],
    *,
    memory: str,
    answered: int,
    key: str,
    on_change: Callable[[], None],
) -> None:
    """Show it. Call it last in its fragment: it lets the browser send the next word.

    Args:
        corruption: has kind, strength, seed, top and left.
        scales: by kind, in the order to show.
        strengths: by kind, where the sliders stand.
        memory: names this state in the browser, where it lives on while the tab does.
        answered: number of the last word that Python has worked on.
        on_change: called before the run that a new word causes; `sent(key)` gives it.
    """
    labels = {
        "heading": _("Spoiled"),
        "canvas": _("The spoiled picture"),
        "patch": _("The spoiled picture: drag the patch, or move it with the arrow keys"),
        "kinds": _("Kind of noise"),
        "again": _("New noise"),
        "seed": _("seed {number}"),
        "square": _("{side} × {side} pixels"),
    }
    names = ("kind", "strength", "seed", "top", "left")
    data = {
        "clean": "" if shown.clean is None else _packed(shown.clean),
        "fields": [_packed(one) for one in shown.fields],
        "before": shown.before,
        "complete": shown.complete,
        "spoil": {name: getattr(corruption, name) for name in names},
        "scales": {name: vars(scale) for name, scale in scales.items()},
        "strengths": strengths,
        "memory": memory,
        "answered": answered,
        "labels": labels,
    }
    _component(key=key, data=data, on_spoil_change=on_change)


def sent(key: str) -> Sent | None:
    """The last word of the browser for this key; None where it is none."""
    payload = messages.message(key, "spoil")
    if not messages.is_whole(payload.get("sequence")):
        return None
    parts = (payload.get(name) for name in ("sequence", "kind", "strength", "seed", "top", "left"))
    return Sent(*parts, payload.get("atRest") is True, payload.get("all") is True)
