"""The beta dial: a slider of settings with which pictures, numbers and a point on a curve move, all in the browser.

The pictures of every setting come as one blob (`ae_core.generation.rate_distortion.pictures`), so that turning the
dial asks the server nothing; Python learns where it came to rest.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import NamedTuple

import streamlit as st

from ae_core.generation.elbo import COLLAPSED_BELOW
from ui.components import text
from ui.components.shared import messages
from ui.shell.language import _

_component = st.components.v2.component(
    "lab_dial",
    html=text("dial/dial.html"),
    css=text("dial/dial.css"),
    js=text("dial/dial.js"),
)


class Turned(NamedTuple):
    """The browser's last turn: its number, and the beta where the dial rests."""

    sequence: int
    beta: float


@dataclass(frozen=True)
class Mark:
    """A place on the dial. rate, distortion and kl, of each dimension: nats. active: dimensions not collapsed."""

    beta: float
    rate: float
    distortion: float
    kl: list[float]
    active: int


def _labels() -> dict[str, str]:
    return {
        "dial": _("beta: the weight of the KL term"),
        "low": _("copying"),
        "high": _("dreaming"),
        "x": _("x: ten test digits"),
        "xhat": _("x̂: the mean decoded, with its squared error"),
        "samples": _("New digits: the same 40 draws from the prior, decoded"),
        "rate": _("Rate: KL, nats"),
        "distortion": _("Distortion: cross entropy, nats"),
        "floor": _("floor {value}"),
        "slope": _("dashed: slope −β"),
        "sum": "−ELBO",
        "active": _("active dimensions"),
        "of": _("{active} of {count}"),
        "dimensions": _("Mean KL of each dimension, nats. Hatched: collapsed, below {below}").format(
            below=f"{COLLAPSED_BELOW:g}"
        ),
        "curve": _("The rate-distortion curve, a point a notch"),
    }


def dial(
    blob: str,
    marks: list[Mark],
    beta: float,
    answered: int,
    floor: float,
    *,
    key: str,
    on_change: Callable[[], None],
) -> None:
    """Show the dial.

    Args:
        blob: name of the blob with the pictures, its settings in the order of `marks`.
        beta: where it stands at first; from then on the browser knows.
        answered: number of the last turn that Python has taken over.
        floor: the least distortion there can be, in nats.
        on_change: called before the run that a turn of the dial causes.
    """
    data = {
        "blob": blob,
        "notches": [asdict(mark) for mark in marks],
        "beta": beta,
        "answered": answered,
        "floor": floor,
        "collapsedBelow": COLLAPSED_BELOW,
        "labels": _labels(),
    }
    _component(key=key, data=data, on_turned_change=on_change)


def sent(key: str) -> Turned | None:
    """Number and beta of the browser's last turn; None where it made none, or what no dial of ours sends."""
    turned = messages.message(key, "turned")
    sequence, beta = turned.get("sequence"), messages.number(turned.get("beta"))
    return Turned(sequence, beta) if messages.is_whole(sequence) and beta is not None and beta > 0 else None
