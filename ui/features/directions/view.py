"""What the board of sliders shows: a digit with its code, and what people call what moves it."""

from dataclasses import dataclass

import numpy as np
import torch

from ae_core import data, latent
from ae_core.directions.directions import METHODS, Directions
from ae_core.images import transformations
from ui.components.directions import Board, Moved
from ui.features.directions.results import Movable
from ui.shell.language import N_, _

_ROOM = 1.15  # of a curve's height over the largest change


@dataclass(frozen=True)
class _Words:
    """Of a transformation: its name, what one unit does, what the curve shows, digits after the point."""

    name: str
    unit: str
    changes: str
    decimals: int


_WORDS = {
    "right": _Words(
        N_("Shift right"),
        N_("One unit: {shift} pixels to the right"),
        N_("Centre of mass, pixels to the right"),
        2,
    ),
    "down": _Words(
        N_("Shift down"), N_("One unit: {shift} pixels down"), N_("Centre of mass, pixels down"), 2
    ),
    "zoom": _Words(
        N_("Zoom"), N_("One unit: {zoom} times as large"), N_("Size: RMS radius of the ink, pixels"), 2
    ),
    "stroke": _Words(
        N_("Stroke weight"),
        N_("One unit: strokes {stroke} pixels wider"),
        N_("Ink, pixels of full white"),
        1,
    ),
    "slant": _Words(
        N_("Slant"),
        N_("One unit: {slant} pixels further to the right for each pixel up"),
        N_("Slant, pixels to the right for each pixel up"),
        2,
    ),
}


def name_of(transformation: str) -> str:
    """What people call it."""
    return _(_WORDS[transformation].name)


def changes_of(transformation: str) -> str:
    """What people call the property that it changes."""
    return _(_WORDS[transformation].changes)


def decimals_of(transformation: str) -> int:
    """Digits after the point of that property."""
    return _WORDS[transformation].decimals


def _row(transformation: str, directions: Directions) -> dict[str, object]:
    words = _WORDS[transformation]
    sizes = {
        "shift": transformations.SHIFT_PIXELS,
        "zoom": transformations.ZOOM_FACTOR,
        "stroke": f"{transformations.STROKE_PIXELS:.2f}",
        "slant": transformations.SLANT,
    }
    band = np.abs(directions.measured[transformation]["pixels"]["band"])
    return {
        "name": _(words.name),
        "unit": _(words.unit).format(**sizes),
        "changes": _(words.changes),
        "decimals": words.decimals,
        "most": float(band.max()) * _ROOM,
    }


def board(movable: Movable, x: torch.Tensor | None, digit: str, moved: Moved) -> Board:
    """What the board shows of an image x (1, 1, 28, 28), or of none. digit: names it."""
    measured = movable.directions.measured
    return Board(
        blob=movable.blob,
        digit=digit,
        image=np.zeros((28, 28), np.uint8) if x is None else data.to_pixels(x),
        z=None if x is None else latent.encode_all(movable.net, x)[0].tolist(),
        moved=moved,
        rows=[_row(name, movable.directions) for name in transformations.NAMES],
        bands={
            method: [measured[name][method]["band"] for name in transformations.NAMES] for method in METHODS
        },
    )
