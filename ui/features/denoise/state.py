"""How this visitor corrupts the picture: kept in the session, put into the link, checked where it comes back."""

import math
import secrets
from dataclasses import dataclass, field
from typing import Any, Self

import streamlit as st

from ae_core.models.base import SIDE
from ae_core.restoration.corruptions import Corruption
from ui.components.spoiler import Sent
from ui.features.denoise import choices
from ui.features.denoise.choices import FIRST, KINDS, LARGEST_SEED
from ui.features.denoise.results import Answer, Restored
from ui.shell import url
from ui.shell.session import taken_once
from ui.shell.url_state import Number, OneOf, Point, Several, UrlState, Whole, in_link, in_links, link

NETS_AT_MOST = 8
_FINISHED = "denoise_finished"  # what the slow methods have answered, and to what


def checked(
    kind: object, strength: object, seed: object, top: object, left: object, former: Corruption
) -> Corruption:
    """What the browser or the URL asks for, each part within its range; a part that is none stays as it was."""
    name = kind if isinstance(kind, str) and kind in KINDS else former.kind
    given = isinstance(strength, int | float) and not isinstance(strength, bool) and math.isfinite(strength)
    fallback = former.strength if name == former.kind else KINDS[name].default
    nearest = KINDS[name].nearest(float(strength) if given else fallback)  # type: ignore[arg-type]
    # A patch is inside the picture, whole.
    most = SIDE - int(nearest) if name == "patch" else SIDE - 1
    corner = (
        min(_whole(top, former.top, SIDE - 1), most),
        min(_whole(left, former.left, SIDE - 1), most),
    )
    return Corruption(name, nearest, _whole(seed, former.seed, LARGEST_SEED), corner)


def _whole(value: object, former: int, most: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else former


def _from_link(kind: str, strength: float | None, seed: int, corner: tuple[float, float]) -> Corruption:
    top, left = (int(place) if float(place).is_integer() else None for place in corner)
    return checked(kind, strength, seed, top, left, FIRST)


def _of(state: Any) -> Corruption:
    return state.corruption


@dataclass
class State(UrlState, key="spoiling"):
    """corruption: as it is now. strengths: the last one of each kind. answered: number of the browser's last word.

    memory: names this state in the browser.
    """

    corruption: Corruption = in_links(
        _from_link,
        FIRST,
        kind=link(OneOf(KINDS), usual=FIRST.kind),
        strength=link(
            Number(lambda strength, _state: strength),
            usual=lambda state: KINDS[_of(state).kind].default,
            start=None,
        ),
        seed=link(Whole(0, LARGEST_SEED), start=FIRST.seed),
        corner=link(Point(), start=FIRST.corner, only_if=lambda state: _of(state).kind == "patch", name="at"),
    )
    strengths: dict[str, float] = field(
        default_factory=lambda: {name: kind.default for name, kind in KINDS.items()}
    )
    answered: int = 0
    memory: str = field(default_factory=lambda: secrets.token_hex(8))

    def __post_init__(self) -> None:
        self.strengths[self.corruption.kind] = self.corruption.strength

    @classmethod
    def from_url(cls, **known: Any) -> Self:
        """As the link says; a strength out of its range is brought into it, and still counts as refused."""
        state = super().from_url(**known)
        asked, corruption = url.point("strength", 1), state.corruption
        if asked and abs(asked[0] - corruption.strength) > KINDS[corruption.kind].step:
            state.refused += ("strength",)
        return state

    def receive(self, sent: Sent | None) -> bool:
        """Take over what the browser sent, once. True where it asks for the slow methods too."""
        fresh = taken_once(self, sent)
        if fresh is None:
            return False
        asked = checked(fresh.kind, fresh.strength, fresh.seed, fresh.top, fresh.left, self.corruption)
        if asked != self.corruption:
            self.corruption, self.refused = asked, ()
            self.strengths[asked.kind] = asked.strength
        return fresh.all_of_it


@dataclass
class Asked(UrlState):
    """What else stands in the link: the nets side by side; what lies on the canvas, which `ui.inputs.drawing` reads."""

    models: list[str] = in_link(
        Several(lambda _state: choices.nets(), at_most=NETS_AT_MOST), usual=choices.DEFAULT_NETS
    )
    digit: int | None = in_link(Whole(0, 9999), usual=None)
    fashion: int | None = in_link(Whole(0, 9999), usual=None)


def slow_answers(asked: object) -> dict[str, Answer]:
    """What the slow methods have answered to this very question; nothing where they were asked another one last."""
    question, answers = st.session_state.get(_FINISHED, (None, {}))
    return answers if question == asked else {}


def keep_slow_answers(asked: object, answers: dict[str, Answer]) -> None:
    """Keep them for the runs to come, in which nothing else changes."""
    st.session_state[_FINISHED] = (asked, answers)


def slow_pictures() -> dict[str, Any]:
    """The last picture of each slow method, whatever it was made of."""
    _question, answers = st.session_state.get(_FINISHED, (None, {}))
    return {key: one.x_hat for key, one in answers.items() if isinstance(one, Restored)}
