"""The moving picture of the start page: x, its code and x-hat while the code walks from digit to digit.

All frames travel in one picture; play, pause, the jump to a digit and the slider need no server.
"""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from ui.components import text
from ui.shell.language import _, ngettext
from ui.visuals import png

STEPS = 16  # pictures from one digit to the next
_component = st.components.v2.component(
    "lab_walk",
    html=text("walk/walk.html"),
    css=text("walk/walk.css"),
    js=text("walk/walk.js"),
)


@dataclass(frozen=True)
class Walk:
    """A closed walk over the digits 0 to 9.

    model: its name. inputs: (10, 28, 28) uint8, a typical test digit of each class. codes: (10, d). errors: (10,)
    squared error of each. frames: (10 * STEPS, 28, 28) uint8, the decoded codes; frame STEPS * i belongs to digit i.
    """

    model: str
    inputs: np.ndarray
    codes: np.ndarray
    errors: np.ndarray
    frames: np.ndarray


def walk_player(walk: Walk, *, model_label: str, key: str) -> None:
    """Show the walk. It starts by itself, except for visitors who asked for reduced motion."""
    dimension = walk.codes.shape[1]
    data = {
        "frames": png.data_uri(walk.frames.reshape(-1, 28)),
        "inputs": png.data_uri(walk.inputs.reshape(-1, 28)),
        "codes": walk.codes.round(4).tolist(),
        "errors": [f"{error:.1f}" for error in walk.errors],
        "steps": STEPS,
        "labels": {
            "x": _("Input x: 784 numbers"),
            "faded": _("Pixels faded into each other"),
            "z": ngettext("Code z: {count} number", "Code z: {count} numbers", dimension).format(
                count=dimension
            ),
            "xhat": _("Reconstruction x̂: error {value}"),
            "walking": _("Codes on the way, decoded"),
            "encoder": _("encoder"),
            "decoder": _("decoder"),
            "play": _("Play"),
            "pause": _("Pause"),
            "position": _("Position on the walk"),
            "digit": _("Walk to the {digit}"),
            "model": model_label,
        },
    }
    _component(key=key, data=data)
