"""Widgets that keep their value when the visitor leaves the page and comes back, or changes the language."""

from collections.abc import Callable
from typing import Any

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
