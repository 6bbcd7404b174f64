"""State in the URL. What comes from there is checked like an upload: anything odd falls back to the default."""

import math
from collections.abc import Iterable

import streamlit as st


def _text(name: str) -> str | None:
    return st.query_params.get(name)


def names(name: str, allowed: Iterable[str]) -> list[str] | None:
    """A comma-separated list, reduced to allowed names in the order given; None where nothing of it is left."""
    known = set(allowed)
    chosen = dict.fromkeys(part for part in (_text(name) or "").split(",") if part in known)
    return list(chosen) or None


def whole_number(name: str, low: int, high: int) -> int | None:
    """A whole number within low..high, or None. Written in plain digits only."""
    text = _text(name) or ""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return None
    return int(text) if low <= int(text) <= high else None


def given(name: str) -> bool:
    """Whether the URL says anything under this name."""
    return bool(_text(name))


def point(name: str, dimension: int = 2) -> tuple[float, ...] | None:
    """Finite numbers separated by commas, "0.31,-1.2", as many as asked for; else None."""
    parts = (_text(name) or "")[:200].split(",")
    try:
        values = tuple(float(part) for part in parts)
    except ValueError:
        return None
    return values if len(values) == dimension and all(map(math.isfinite, values)) else None


def flag(name: str) -> bool:
    """True for "1", False for all else."""
    return _text(name) == "1"


def put(**values: str | int | bool | None) -> None:
    """Write values into the URL; None and False take their parameter out. Only differences are sent."""
    for name, value in values.items():
        if value is None or value is False:
            if name in st.query_params:
                del st.query_params[name]
        else:
            text = "1" if value is True else str(value)
            if st.query_params.get(name) != text:
                st.query_params[name] = text
