"""The bottleneck dial: ten digits through codes of 1 to 64 numbers, beside PCA. All notches travel in one blob."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

import streamlit as st

from ui.components import text
from ui.components.shared import messages
from ui.shell.language import _, ngettext
from ui.visuals.markup import render

ROWS = ("x", "conv", "pca", "conv_samples", "pca_samples")
_component = st.components.v2.component(
    "lab_bottleneck_dial",
    html=render("components/bottleneck_dial/bottleneck_dial.html", rows=ROWS),
    css=text("bottleneck_dial/bottleneck_dial.css"),
    js=text("bottleneck_dial/bottleneck_dial.js"),
)


class Turned(NamedTuple):
    """The browser's last turn: its number, and the code's width where the dial rests."""

    sequence: int
    d: int


@dataclass(frozen=True)
class Dial:
    """What the dial shows.

    blob: name of the blob with the pictures (`ui.bottleneck.content`). d: where the dial stands at first; from then on
    the browser knows. sequence: number of the browser's last word. notches: numbers of dimensions. conv: squared error
    on the test set at each notch, None where there is no net. missing: the sentence that says so, "" where there is
    one. pca: squared error of PCA at 1, 2, ... dimensions. indices: of the ten test digits.
    """

    blob: str
    d: int
    sequence: int
    notches: Sequence[int]
    conv: Sequence[float | None]
    missing: Sequence[str]
    pca: Sequence[float]
    indices: Sequence[int]


def _labels() -> dict[str, str]:
    return {
        "x": _("Test digits x"),
        "conv": _("Convolutional autoencoder"),
        "pca": _("PCA, as many numbers"),
        "conv_samples": _("Its decoder, codes drawn at random"),
        "pca_samples": _("PCA, codes drawn at random"),
        "dial": _("Numbers in the code"),
        # One of a thing, several.
        "numbers": [ngettext("number", "numbers", n) for n in (1, 2)],
        "valuetext": [ngettext("{d} number", "{d} numbers", n) for n in (1, 2)],
        "curve": _("Squared error, 10,000 test digits"),
        "ofTen": _("these ten: {value}"),
        "ofAll": _("whole test set: {value}"),
    }


def dial(found: Dial, *, key: str, on_change: Callable[[], None]) -> None:
    """Show the dial. `on_change` is called before the run that it causes when it comes to rest."""
    _component(key=key, data={**asdict(found), "labels": _labels()}, on_turned_change=on_change)


def sent_turn(key: str, notches: Sequence[int]) -> Turned | None:
    """Sequence number and notch where the browser says that the dial rests; None where it said nothing of ours."""
    turned = messages.message(key, "turned")
    sequence, d = turned.get("sequence"), turned.get("d")
    return (
        Turned(sequence, d) if messages.is_whole(sequence) and messages.is_whole(d) and d in notches else None
    )
