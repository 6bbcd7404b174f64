"""The style pad: a plane of styles, and all ten digits in the style under the pointer, decoded in the browser.

Moving never reaches Python; where the point is let go and which digit is pressed do. The decoder comes as a blob
(`ui.components.blob`).
"""

from dataclasses import dataclass

import streamlit as st

from ui.components import text
from ui.components.shared import messages
from ui.shell.language import _

REACH = 3.0  # the same in style_pad.js
_component = st.components.v2.component(
    "lab_style_pad",
    html=text("style_pad/style_pad.html"),
    css=text("style_pad/style_pad.css"),
    js=text("style_pad/style_pad.js"),
)


@dataclass(frozen=True)
class Chosen:
    """What the visitor chose: a style, each number within +-REACH, and a digit, None for all of them.

    `sequence` counts the choices.
    """

    sequence: int = 0
    style: tuple[float, float] = (0.0, 0.0)
    digit: int | None = None


def within_reach(style: tuple[float, ...]) -> tuple[float, float]:
    """A style on the plane: the nearest to the one given, in hundredths."""
    x, y = (round(min(max(value, -REACH), REACH), 2) for value in style)
    return x, y


def style_pad(chosen: Chosen, blob: str, note: str, *, key: str) -> None:
    """Show the pad. A choice runs the fragment that it stands in once more.

    Args:
        chosen: what is chosen at first; from then on the browser knows. blob: name of the blob with the decoder.
        note: a sentence beside the digits.
    """
    labels = {
        "plane": _("Style: drag the point, or move it with the arrow keys"),
        "row": _("The same style for all ten digits"),
        "style": _("style s = {style}"),
        "asked": _("told: {digit}"),
        "choose": _("Draw only the {digit}, or all digits again"),
    }
    data = {
        "style": list(chosen.style),
        "digit": chosen.digit,
        "answered": chosen.sequence,
        "blob": blob,
        "note": note,
        "labels": labels,
    }
    _component(key=key, data=data, on_chosen_change=messages.unanswered)


def sent(key: str) -> Chosen | None:
    """The visitor's last choice; None where the browser sent none, or what no pad of ours sends."""
    chosen = messages.message(key, "chosen")
    sequence, digit = chosen.get("sequence"), chosen.get("digit")
    style = messages.pair([chosen.get("x"), chosen.get("y")])
    known = digit is None or (messages.is_whole(digit) and 0 <= digit <= 9)
    if not messages.is_whole(sequence) or not known or style is None or max(map(abs, style)) > REACH:
        return None
    return Chosen(sequence, within_reach(style), digit)
