"""One digit as a cloud of codes: mu and log variance, draws from them, and what each draw decodes to.

Draws are made and decoded in the browser, from the same numbers as Python's (`ae_core.latent.seeded_normal`); Python
learns the seed and the count once they rest. The decoder and the test codes come as the blob of the latent map
(`ui.resources.latent_planes`).
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import NamedTuple

import streamlit as st

from ae_core.latent.seeded_normal import SEEDS
from ui.components import text
from ui.components.shared import messages
from ui.shell.language import _, ngettext
from ui.shell.theme import CLASS_COLOURS, text_on
from ui.visuals.markup import render

MOST = 1000  # draws
_STEPS = {"mu": "μ", "logvar": "log σ²", "sigma": "σ", "epsilon": "ε", "z": "z", "kl": "KL"}


_component = st.components.v2.component(
    "lab_cloud",
    html=render("components/cloud/cloud.html", steps=_STEPS),
    css=text("cloud/cloud.css"),
    js=text("cloud/cloud.js"),
)


@dataclass(frozen=True)
class Chosen:
    """Which draws are on screen: the first `count` of `seed`."""

    seed: int
    count: int


class Drawn(NamedTuple):
    """The browser's last choice: its number, and which draws."""

    sequence: int
    chosen: Chosen


@dataclass(frozen=True)
class Settings:
    """What the cloud shows.

    blob: name of the blob with decoder and codes. home: what the whole map shows, from x to x and from y to y.
    x: 784 grey values of the digit in [0, 1], nothing where there is none. posterior: its "mu" and "logvar", two
    numbers each. floor: entropy of its pixels. kl: KL of each dimension; both in nats. chosen: what is drawn at first;
    from then on the browser knows. arriving: whether these draws come one by one before one's eyes. answered: number of
    the last choice that Python has taken over. empty: the sentence to show where there is no digit.
    """

    blob: str
    home: tuple[float, float, float, float]
    x: list[float]
    posterior: dict[str, list[float]] | None
    floor: float
    kl: list[float]
    chosen: Chosen
    arriving: bool
    answered: int
    empty: str


def _labels() -> dict[str, str]:
    return {
        "one": _("Draw one"),
        "hundred": _("Draw 100"),
        "clear": _("Start over"),
        "seed": _("Seed"),
        "seedHelp": _("Seed: the same one gives the same draws"),
        "dice": _("Other draws"),
        # One draw, several.
        "count": [ngettext("{count} draw", "{count} draws", n) for n in (1, 2)],
        "draw": _("draw {number}"),
        "atMean": _("at μ"),
        "map": _("Test digits on the map, the prior's circles and this digit's cloud"),
        "mapCaption": _("The map; prior at 1, 2, 3 σ"),
        "lens": _("The cloud of this digit, enlarged"),
        "lensCaption": _("The square: q(z|x) at 1, 2 σ"),
        "decodedZ": _("This draw, decoded"),
        "decodedMean": _("The mean, decoded"),
        "decodedAverage": _("The decoded draws, averaged"),
        "average": _("average"),
        "grid": _("The last 100 draws, decoded. Arrow keys go through them."),
        "floor": _("Floor: this image's own grey"),
        "above": _("Reconstruction above it"),
        "nats": _("nats"),
    }


def cloud(settings: Settings, *, key: str, on_change: Callable[[], None]) -> None:
    """Show the cloud. `on_change` is called before the run that new draws cause."""
    badges = [[colour, text_on(colour)] for colour in CLASS_COLOURS]
    chosen = asdict(settings.chosen)
    data = {
        **asdict(settings),
        **chosen,
        "labels": _labels(),
        "badges": badges,
        "most": MOST,
        "seeds": SEEDS,
    }
    _component(key=key, data=data, on_draws_change=on_change)


def sent(key: str) -> Drawn | None:
    """Number and content of the browser's last choice; None where it made none, or none that a cloud of ours makes."""
    draws = messages.message(key, "draws")
    sequence, seed, count = (draws.get(name) for name in ("sequence", "seed", "count"))
    if not all(map(messages.is_whole, (sequence, seed, count))):
        return None
    return Drawn(sequence, Chosen(seed, count)) if 0 <= seed < SEEDS and 0 <= count <= MOST else None
