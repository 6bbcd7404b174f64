"""The mismatch matrix: trained on one noise, tested on another. Nets are rows, test noises columns, mean PSNR cells."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from ae_core import registry
from ae_core.restoration.curves import ALL_STRENGTHS, CEILING, MATRIX, NOTHING, SAME_NET, TESTED_AT, Curves
from ui.features.noise import view
from ui.resources import models
from ui.shell.language import _

_FULL_COLOUR_UP_TO = 8.0  # dB below the best of the column, at which a cell has no colour left

Column = tuple[str, float]


@dataclass(frozen=True)
class Cell:
    """A net and the noise that it is tested on."""

    row: str
    kind: str
    strength: float

    @property
    def name(self) -> str:
        """As the URL and the browser write it: "dae_s03,gaussian,0.5"."""
        return f"{self.row},{self.kind},{self.strength:g}"


def cells(curves: Curves) -> dict[str, Cell]:
    """The cells that are measured, by name, row by row."""
    found = [
        Cell(row, kind, strength) for row in MATRIX for kind, strength in TESTED_AT if (kind, row) in curves
    ]
    return {cell.name: cell for cell in found}


def default_cell(curves: Curves) -> Cell | None:
    """A mismatch worth looking at: weak training noise, strong test noise; else whatever there is."""
    found = cells(curves)
    wanted = [
        Cell(row, "gaussian", 0.5).name for row in ("dae_s01", "ae_conv_d64", "dae_gaussian", "dae_nyu_d500")
    ]
    return next((found[name] for name in wanted if name in found), next(iter(found.values()), None))


def value(curves: Curves, cell: Cell) -> float:
    """Mean PSNR of a measured cell in dB."""
    return curves[cell.kind, cell.row].at(cell.strength)


def column(curves: Curves, where: Column, rows: Iterable[str] = MATRIX) -> dict[str, float]:
    """Mean PSNR by row of what is measured in a column."""
    kind, strength = where
    return {row: curves[kind, row].at(strength) for row in rows if (kind, row) in curves}


def winner(values: dict[str, float]) -> str | None:
    """The row with the highest value; None for an empty column."""
    return max(values, key=lambda row: values[row], default=None)


def trained_on(row: str) -> str:
    """What a row was trained on, in words for its head."""
    if row == NOTHING:
        return _("Nothing done")
    if row == "ae_conv_d64":
        return _("clean digits")
    strength = registry.get(row).recipe.strength
    kind = registry.get(row).recipe.corruption or ""
    if isinstance(strength, tuple):
        low, high = strength
        if kind == "gaussian":
            return f"σ = {low:g} … {high:g}".replace(" ", view.NO_BREAK)
        return _("Dropout up to {share}").format(share=view.level(kind, high))
    at = view.level(kind, strength)
    return at if kind == "gaussian" else _("Dropout {share}").format(share=at)


def said(cell: Cell, psnr: float) -> str:
    """A cell as a sentence without its full stop."""
    words = {"tested": view.level(cell.kind, cell.strength), "value": view.decibels(psnr)}
    if cell.row == NOTHING:
        return _("Nothing done, tested on {tested}: {value} dB").format(**words)
    return _("Trained on {trained}, tested on {tested}: {value} dB").format(
        trained=trained_on(cell.row), **words
    )


def _head() -> str:
    gaussian = sum(kind == "gaussian" for kind, _strength in TESTED_AT)
    groups = (
        (gaussian, _("Tested on Gaussian noise")),
        (len(TESTED_AT) - gaussian, _("on dropout")),
    )
    top = "".join(
        f'<th class="group" colspan="{count}" scope="colgroup">{escape(text)}</th>' for count, text in groups
    )
    below = "".join(f'<th scope="col">{escape(view.level(*where))}</th>' for where in TESTED_AT)
    corner = f'<th class="corner" rowspan="2">{escape(_("Trained on"))}</th>'
    return f"<thead><tr>{corner}{top}</tr><tr>{below}</tr></thead>"


def _cell(curves: Curves, cell: Cell, chosen: Cell | None) -> str:
    values = column(curves, (cell.kind, cell.strength))
    equals = column(curves, (cell.kind, cell.strength), SAME_NET)
    mine = values[cell.row]
    # Where the spoiled image is the original nothing can be better: colour then compares the nets.
    top = max((one for one in values.values() if one < CEILING), default=mine)
    share = max(0.0, 1 - max(0.0, top - mine) / _FULL_COLOUR_UP_TO)
    css = " ".join(
        name
        for name, holds in (
            ("best", cell.row == winner(values)),
            ("leader", cell.row == winner(equals) and len(equals) > 1),
        )
        if holds
    )
    label = said(cell, mine)
    return (
        f'<td><button type="button" class="{css}" data-cell="{escape(cell.name)}" style="--share:{share:.2f}" '
        f'aria-pressed="{"true" if cell == chosen else "false"}" aria-label="{escape(label)}" '
        f'title="{escape(label)}">{view.decibels(mine)}</button></td>'
    )


def html(curves: Curves, chosen: Cell | None) -> str:
    """The matrix of what is measured; a row without a single figure is left out."""
    body = []
    for row in MATRIX:
        present = [cell for cell in cells(curves).values() if cell.row == row]
        if not present:
            continue
        of_row = {(cell.kind, cell.strength): cell for cell in present}
        figures = "".join(
            _cell(curves, of_row[where], chosen) if where in of_row else '<td class="none">–</td>'
            for where in TESTED_AT
        )
        below = (
            ""
            if row == NOTHING
            else f"<small>{_('{count}-D').format(count=models.entry(row).latent_dim)}</small>"
        )
        apart = ' class="apart"' if row in (SAME_NET[0], ALL_STRENGTHS[0]) else ""
        body.append(f'<tr{apart}><th scope="row">{escape(trained_on(row))}{below}</th>{figures}</tr>')
    return f"<table>{_head()}<tbody>{''.join(body)}</tbody></table>"


def absent(curves: Curves) -> list[str]:
    """Rows that have no figure yet."""
    present = {cell.row for cell in cells(curves).values()}
    return [row for row in MATRIX if row not in present]


def diagonal(curves: Curves) -> tuple[int, int]:
    """Of the columns whose own net is measured among at least two equal ones: won by that net, and all of them."""
    trained_at = {0.0 if row == "ae_conv_d64" else registry.get(row).recipe.strength: row for row in SAME_NET}
    won = asked = 0
    for kind, strength in TESTED_AT:
        values = column(curves, (kind, strength), SAME_NET)
        own = trained_at.get(strength)
        if kind == "gaussian" and own in values and len(values) > 1:
            asked += 1
            won += winner(values) == own
    return won, asked


def as_csv(curves: Curves) -> str:
    """The matrix: model, tested noise and strength, mean PSNR in dB."""
    sheet = io.StringIO()
    pen = csv.writer(sheet)
    pen.writerow(["model", "tested_on", "strength", "psnr_mean_per_image_db"])
    for cell in cells(curves).values():
        pen.writerow([cell.row, cell.kind, cell.strength, value(curves, cell)])
    return sheet.getvalue()


def largest_loss(curves: Curves) -> tuple[Cell, float] | None:
    """The cell of an equal net that falls farthest below the best equal net of its column, and by how many dB."""
    losses = []
    for where in TESTED_AT[: sum(kind == "gaussian" for kind, _strength in TESTED_AT)]:
        values = column(curves, where, SAME_NET)
        if len(values) > 1:
            losses += [(Cell(row, *where), max(values.values()) - one) for row, one in values.items()]
    return max(losses, key=lambda pair: pair[1], default=None)


def price(curves: Curves) -> tuple[float, float] | None:
    """Least and most dB that the net for all sigmas gains on the best equal net, over the noisy Gaussian columns."""
    gains = []
    for kind, strength in TESTED_AT:
        equals = column(curves, (kind, strength), SAME_NET[1:])
        if kind == "gaussian" and strength > 0 and equals and (kind, "dae_gaussian") in curves:
            gains.append(curves[kind, "dae_gaussian"].at(strength) - max(equals.values()))
    return (min(gains), max(gains)) if gains else None
