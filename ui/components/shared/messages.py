"""What the browser's components send. Anybody can send anything: it is checked as any upload is."""

from typing import Any, TypeGuard

import streamlit as st


def unanswered() -> None:
    """The callback of a component whose next run reads what it sent: without one Streamlit does not take it in."""


def value(key: str, name: str) -> Any:
    """What the component of this key sent last under `name`, unchecked; None where it sent nothing."""
    state = st.session_state.get(key)
    return state.get(name) if hasattr(state, "get") else None


def message(key: str, name: str) -> dict[str, Any]:
    """The same where it is an object of JSON, its values unchecked; an empty one where it is anything else."""
    found = value(key, name)
    return found if isinstance(found, dict) else {}


def is_whole(given: object) -> TypeGuard[int]:
    """Whether it is a whole number; true and false are none."""
    return isinstance(given, int) and not isinstance(given, bool)


def number(given: object) -> float | None:
    """A number of JSON as a float; None for anything else."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    # JSON knows whole numbers that no float can hold.
    return float(given) if -1e300 < given < 1e300 else None


def pair(given: object) -> tuple[float, float] | None:
    """Two numbers; None for anything else."""
    if not isinstance(given, list) or len(given) != 2:
        return None
    x, y = map(number, given)
    return None if x is None or y is None else (x, y)
