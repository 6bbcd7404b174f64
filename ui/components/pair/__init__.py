"""Two pictures to choose between, by click, tap or key; the answer is shown in their place at once."""

from dataclasses import asdict, dataclass

import streamlit as st

from ui.components import text
from ui.components.shared import messages
from ui.shell.language import _

_component = st.components.v2.component(
    "lab_pair",
    html=text("pair/pair.html"),
    css=text("pair/pair.css"),
    js=text("pair/pair.js"),
)


@dataclass(frozen=True)
class Answer:
    """What is shown after a guess.

    picked, real: sides, 0 for left. captions: under the pictures. verdict: one sentence. why: HTML; text in it must be
    escaped by whoever wrote it.
    """

    picked: int
    real: int
    captions: tuple[str, str]
    verdict: str
    why: str


@dataclass(frozen=True)
class Act:
    """What the visitor did last: chose a `side` in round `number`, or went on from it (`side` is None)."""

    sequence: int
    number: int
    side: int | None


def pair(pictures: tuple[str, str], number: int, answer: Answer | None, answered: int, *, key: str) -> None:
    """Show the pictures.

    Args:
        pictures: addresses, left and right. number: of the round. answer: None while there is no guess.
        answered: number of the last act that Python has worked on.
    """
    labels = {
        "task": _("Which of the two was written by hand?"),
        "sides": [_("left: press 1 or ←"), _("right: press 2 or →")],
        "next": _("Next pair (Enter)"),
    }
    data = {
        "pictures": list(pictures),
        "number": number,
        "answer": asdict(answer) if answer else None,
        "answered": answered,
        "labels": labels,
    }
    _component(key=key, data=data, on_act_change=messages.unanswered)


def sent(key: str) -> Act | None:
    """The visitor's last act; None where the browser sent none, or what no pair of ours sends."""
    act = messages.message(key, "act")
    sequence, number, side = (act.get(name) for name in ("sequence", "number", "side"))
    if not (messages.is_whole(sequence) and messages.is_whole(number)):
        return None
    if act.get("kind") == "next":
        return Act(sequence, number, None)
    return Act(sequence, number, side) if act.get("kind") == "guess" and side in (0, 1) else None
