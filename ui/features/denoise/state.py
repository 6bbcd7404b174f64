"""How this visitor spoils the picture: kept in the session, written into the URL, and checked where it comes back."""

import math
import secrets
from dataclasses import dataclass, field

import streamlit as st

from ui.components.spoiler import Sent
from ui.features.denoise.choices import KINDS, LARGEST_SEED, SIDE, Spoil
from ui.shell import url

_STATE = "spoiling"


@dataclass
class State:
    """spoil: how it is spoiled now. strengths: the last one of each kind. answered: number of the browser's last word.

    memory: names this state in the browser. refused: parameters of the URL that could not be taken as they were.
    """

    spoil: Spoil
    strengths: dict[str, float] = field(
        default_factory=lambda: {name: kind.default for name, kind in KINDS.items()}
    )
    answered: int = 0
    memory: str = field(default_factory=lambda: secrets.token_hex(8))
    refused: tuple[str, ...] = ()


def checked(kind: object, strength: object, seed: object, top: object, left: object, former: Spoil) -> Spoil:
    """What the browser or the URL asks for, each part within its range; a part that is none stays as it was."""
    name = kind if isinstance(kind, str) and kind in KINDS else former.kind
    given = isinstance(strength, int | float) and not isinstance(strength, bool) and math.isfinite(strength)
    fallback = former.strength if name == former.kind else KINDS[name].default
    nearest = KINDS[name].nearest(float(strength) if given else fallback)  # type: ignore[arg-type]
    # A patch is inside the picture, whole.
    most = SIDE - int(nearest) if name == "patch" else SIDE - 1
    return Spoil(
        kind=name,
        strength=nearest,
        seed=_whole(seed, former.seed, LARGEST_SEED),
        top=min(_whole(top, former.top, SIDE - 1), most),
        left=min(_whole(left, former.left, SIDE - 1), most),
    )


def _whole(value: object, former: int, most: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else former


def state() -> State:
    """This visitor's; at first as the URL says."""
    if _STATE not in st.session_state:
        st.session_state[_STATE] = _from_url()
    return st.session_state[_STATE]


def _from_url() -> State:
    refused = []
    kind = next(iter(url.names("kind", KINDS) or []), None)
    if url.given("kind") and kind is None:
        refused.append("kind")
    plain = Spoil()
    asked = url.point("strength", 1)
    corner = url.point("at", 2) or (plain.top, plain.left)
    spoil = checked(
        kind,
        asked[0] if asked else None,
        url.whole_number("seed", 0, LARGEST_SEED),
        *(int(place) if float(place).is_integer() else None for place in corner),
        plain,
    )
    if url.given("strength") and (not asked or abs(asked[0] - spoil.strength) > KINDS[spoil.kind].step):
        refused.append("strength")
    if url.given("seed") and str(spoil.seed) != st.query_params["seed"].lstrip("0").rjust(1, "0"):
        refused.append("seed")
    made = State(spoil, refused=tuple(refused))
    made.strengths[spoil.kind] = spoil.strength
    return made


def put_in_url(now: State) -> None:
    """Only what differs from the start is written."""
    spoil, plain = now.spoil, Spoil()
    url.put(
        kind=spoil.kind if spoil.kind != plain.kind else None,
        strength=f"{spoil.strength:g}" if spoil.strength != KINDS[spoil.kind].default else None,
        seed=spoil.seed,
        at=f"{spoil.top},{spoil.left}" if spoil.kind == "patch" else None,
    )


def receive(now: State, sent: Sent | None) -> bool:
    """Take over what the browser sent, once. True where it asks for the slow methods too."""
    if sent is None or sent.sequence <= now.answered:
        return False
    now.answered = sent.sequence
    asked = checked(sent.kind, sent.strength, sent.seed, sent.top, sent.left, now.spoil)
    if asked != now.spoil:
        now.spoil, now.refused = asked, ()
        now.strengths[asked.kind] = asked.strength
    return sent.all_of_it


def covers_all(spoil: Spoil) -> bool:
    """Whether nothing of the picture is left to see."""
    return (spoil.kind == "dropout" and spoil.strength >= 1) or (
        spoil.kind == "patch" and spoil.strength >= SIDE
    )
