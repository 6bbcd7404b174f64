"""Rows of the same digits as several methods leave them, for `ui.components.live`: of ten, or of a few.

The head of such a row, a name with words below it, is a macro for other templates too:
`{% from "visuals/digit_rows.html" import head %}`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ui.visuals.markup import Markup, macro

_articles = macro("visuals/digit_rows.html", "articles")
_tens = macro("visuals/digit_rows.html", "tens")


@dataclass(frozen=True)
class Row:
    """A row: its name, what stands below it (None: nothing) and is said on hovering, and its digits or why there are
    none."""

    name: str
    figures: Sequence[Markup] = ()
    below: str | None = None
    note: str | None = None
    problem: str = ""
    best: bool = False


def of_ten(rows: Iterable[Row]) -> Markup:
    """Rows of ten digits, one below the other."""
    return _tens(list(rows))


def of_few(rows: Iterable[Row]) -> Markup:
    """Rows of a few digits, which may be larger."""
    return _articles(list(rows), "few")
