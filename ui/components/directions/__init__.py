"""The board of sliders: a digit moved in pixels and in its code, measured and drawn by the browser itself.

The decoder and the directions come as one blob (`ui.components.blob`); Python hears where the sliders came to rest.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from ae_core.directions.directions import METHODS
from ae_core.images import transformations
from ui.components import text
from ui.components.shared import messages
from ui.shell.language import _
from ui.visuals.markup import render

_component = st.components.v2.component(
    "lab_directions",
    html=render("components/directions/directions.html", rows=len(transformations.NAMES), methods=METHODS),
    css=text("directions/directions.css"),
    js=text("directions/directions.js"),
)


@dataclass(frozen=True)
class Moved:
    """Where the sliders rest: units of each of `warp.NAMES`, and the method that moves the code."""

    units: tuple[float, ...]
    method: str
    sequence: int = 0


@dataclass(frozen=True)
class Board:
    """What the board shows.

    blob: name of the blob with decoder and directions. digit: names the digit. image: its (28, 28) uint8 pixels.
    z: its code, None where there is none. moved: where the sliders stand; from then on the browser knows. rows: for
    each transformation "name", "unit", "changes", "decimals" and "most", the largest change that the curve shows.
    bands: by method, for each transformation quartiles (3, 7) of the property's change at -3 to 3 units.
    """

    blob: str
    digit: str
    image: np.ndarray
    z: Sequence[float] | None
    moved: Moved
    rows: Sequence[Mapping[str, Any]]
    bands: Mapping[str, Sequence[Sequence[Sequence[float]]]]


def _labels() -> dict[str, str]:
    return {
        "x": _("The digit x"),
        "pixels": _("Moved in pixels"),
        "xhat": _("Moved in the code"),
        "field": _("Field"),
        "arrow": _("One arrow"),
        "reset": _("All to zero"),
        "note": _(
            "Band: the middle half of 1,000 test digits. Dashed: in pixels. Double-click a slider for zero."
        ),
    }


def directions_board(board: Board, *, key: str, on_change: Callable[[], None]) -> None:
    """Show the board. `on_change` is called before the run that a slider at rest causes."""
    data = {
        "blob": board.blob,
        "digit": board.digit,
        "image": board.image.flatten().tolist(),
        "z": None if board.z is None else list(board.z),
        "units": board.moved.units,
        "method": board.moved.method,
        "sequence": board.moved.sequence,
        "rows": board.rows,
        "bands": board.bands,
        "reach": transformations.REACH,
        "unit": {
            "shift": transformations.SHIFT_PIXELS,
            "zoom": transformations.ZOOM_FACTOR,
            "stroke": transformations.STROKE_PIXELS,
            "slant": transformations.SLANT,
        },
        "labels": _labels(),
    }
    _component(key=key, data=data, on_moved_change=on_change)


def valid_units(values: object) -> tuple[float, ...] | None:
    """As many finite numbers as there are transformations, each brought within reach; None for anything else."""
    if not isinstance(values, list | tuple) or len(values) != len(transformations.NAMES):
        return None
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        return None
    if not all(math.isfinite(value) for value in values if isinstance(value, float)):
        return None
    return tuple(
        round(float(min(max(value, -transformations.REACH), transformations.REACH)), 1) for value in values
    )


def sent_moved(key: str) -> Moved | None:
    """Where the browser says that the sliders rest; None where it said nothing, or what no board of ours says."""
    moved = messages.message(key, "moved")
    units, method, sequence = valid_units(moved.get("units")), moved.get("method"), moved.get("sequence")
    if units is None or method not in METHODS or not messages.is_whole(sequence):
        return None
    return Moved(units, method, sequence)
