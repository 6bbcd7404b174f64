"""The mismatch matrix in words and as HTML for `ui.components.matrix`; `ae_core.restoration.mismatch` computes it."""

from ae_core.restoration import mismatch
from ae_core.restoration.curves import CEILING, Curves
from ae_core.restoration.methods import NOTHING
from ae_core.restoration.mismatch import ALL_STRENGTHS, SAME_NET, TESTED_AT, Cell
from ui.features.noise.view import decibels
from ui.resources import models
from ui.shell.language import _
from ui.visuals.markup import Markup, render
from ui.visuals.numbers import NO_BREAK, level

_FULL_COLOUR_UP_TO = 8.0  # dB below the best of the column, at which a cell has no colour left


def trained_on(row: str) -> str:
    """What a row was trained on, in words for its head."""
    if row == NOTHING:
        return _("Nothing done")
    recipe = models.entry(row).recipe
    if recipe.corruption is None:
        return _("clean digits")
    kind, strength = recipe.corruption, recipe.strength
    if isinstance(strength, tuple):
        low, high = strength
        if kind == "gaussian":
            return f"σ = {low:g} … {high:g}".replace(" ", NO_BREAK)
        return _("Dropout up to {share}").format(share=level(kind, high))
    at = level(kind, strength)
    return at if kind == "gaussian" else _("Dropout {share}").format(share=at)


def said(cell: Cell, psnr: float) -> str:
    """A cell as a sentence without its full stop."""
    words = {"tested": level(cell.kind, cell.strength), "value": decibels(psnr)}
    if cell.row == NOTHING:
        return _("Nothing done, tested on {tested}: {value} dB").format(**words)
    return _("Trained on {trained}, tested on {tested}: {value} dB").format(
        trained=trained_on(cell.row), **words
    )


def _cell(measured: Curves, cell: Cell, chosen: Cell | None) -> dict[str, object]:
    values = mismatch.column(measured, (cell.kind, cell.strength))
    equals = mismatch.column(measured, (cell.kind, cell.strength), SAME_NET)
    mine = values[cell.row]
    # Where the corrupted image is the original nothing can be better: colour then compares the nets.
    top = max((one for one in values.values() if one < CEILING), default=mine)
    share = max(0.0, 1 - max(0.0, top - mine) / _FULL_COLOUR_UP_TO)
    best = cell.row == mismatch.winner(values)
    leader = len(equals) > 1 and cell.row == mismatch.winner(equals)
    return {
        "look": " ".join(["best"] * best + ["leader"] * leader),
        "name": cell.name,
        "share": f"{share:.2f}",
        "pressed": cell == chosen,
        "said": said(cell, mine),
        "figure": decibels(mine),
    }


def _row(measured: Curves, row: str, present: list[Cell], chosen: Cell | None) -> dict[str, object]:
    of_row = {(cell.kind, cell.strength): cell for cell in present}
    return {
        "apart": row in (SAME_NET[0], ALL_STRENGTHS[0]),
        "head": trained_on(row),
        "dimension": "" if row == NOTHING else _("{count}-D").format(count=models.entry(row).latent_dim),
        "cells": [_cell(measured, of_row[where], chosen) if where in of_row else None for where in TESTED_AT],
    }


def html(measured: Curves, chosen: Cell | None) -> Markup:
    """The matrix of what is measured; a row without a single figure is left out."""
    gaussian = sum(kind == "gaussian" for kind, _strength in TESTED_AT)
    by_row: dict[str, list[Cell]] = {}
    for cell in mismatch.cells(measured).values():
        by_row.setdefault(cell.row, []).append(cell)
    return render(
        "features/noise/matrix.html",
        groups=[
            (gaussian, _("Tested on Gaussian noise")),
            (len(TESTED_AT) - gaussian, _("on dropout")),
        ],
        heads=[level(*where) for where in TESTED_AT],
        rows=[_row(measured, row, present, chosen) for row, present in by_row.items()],
    )
