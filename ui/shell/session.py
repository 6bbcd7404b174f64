"""What lasts from run to run: widgets that keep their value when the visitor leaves the page and comes back or changes
the language, and messages of the browser that are to be worked on once."""

from collections.abc import Callable
from typing import Any, Protocol, TypeGuard, TypeVar

import streamlit as st

from ui.shell import language


def widget_key(name: str) -> str:
    """The key of a choice between texts: the browser holds it by its label, so each language needs its own widget."""
    return f"{name}_{language.current()}"


def sticky(key: str, initial: Callable[[], Any], kept_as: str | None = None) -> Any:
    """Call it before the widget with this key: gives it the value it had before a change of page, else the initial one.

    Streamlit forgets the value of a widget that is not on the page. `kept_as` lets several keys share one value.
    Returns the value the widget will have.
    """
    kept = f"kept:{kept_as or key}"
    if key not in st.session_state:
        st.session_state[key] = st.session_state[kept] if kept in st.session_state else initial()
    st.session_state[kept] = st.session_state[key]
    return st.session_state[key]


def sticky_choice(name: str, initial: Callable[[], Any]) -> Any:
    """The same for a choice between texts, whose key is `widget_key(name)`: one value in all languages."""
    return sticky(widget_key(name), initial, kept_as=name)


class Numbered(Protocol):
    """A message of the browser: each new one has a higher number."""

    @property
    def sequence(self) -> int: ...


class Answering(Protocol):
    """A visitor's state that knows the number of the last message it has worked on."""

    answered: int


M = TypeVar("M", bound=Numbered)


def is_new(sent: M | None, answered: int) -> TypeGuard[M]:
    """Whether a message has come since the one with the number `answered`."""
    return sent is not None and sent.sequence > answered


def taken_once(state: Answering, sent: M | None) -> M | None:
    """The message where it is a new one, which is noted in the state; None where it has been worked on already.

    A component's message stays what it is from run to run, and one on the way may be overtaken by the next.
    """
    if not is_new(sent, state.answered):
        return None
    state.answered = sent.sequence
    return sent


def latest(former: M, sent: M | None) -> M:
    """The newer of two messages: what the browser said last, where the message itself is what counts from then on."""
    return sent if is_new(sent, former.sequence) else former
