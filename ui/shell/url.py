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
    return _numbers(_text(name) or "", dimension)


def _numbers(text: str, count: int) -> tuple[float, ...] | None:
    try:
        values = tuple(float(part) for part in text[:200].split(","))
    except ValueError:
        return None
    return values if len(values) == count and all(map(math.isfinite, values)) else None


def points(name: str, at_most: int) -> tuple[list[tuple[float, float]], bool] | None:
    """Points of a plane separated by semicolons, "0.31,-1.2;0.5,2", of which the first `at_most` are read.

    Returns:
        them, and whether there were more; None where nothing is given or one of them is no pair of finite numbers.
    """
    parts = (_text(name) or "").split(";", at_most)
    pairs = [_numbers(part, 2) for part in parts[:at_most]]
    if None in pairs:
        return None
    return [(pair[0], pair[1]) for pair in pairs if pair], len(parts) > at_most


def of_points(path: Iterable[tuple[float, float]]) -> str:
    """Points as `points` reads them."""
    return ";".join(f"{x:.3f},{y:.3f}" for x, y in path)


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
