"""The mismatch matrix: trained on one noise, tested on another. Nets are rows, test noises columns, mean PSNR cells.

Everything here reads measured curves (`ae_core.restoration.curves`); what is not measured has no cell.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ae_core import registry
from ae_core.restoration.curves import Curves
from ae_core.restoration.methods import NOTHING

# One architecture, trained on one sigma each, the first on clean digits.
SAME_NET = ("ae_conv_d64", *(entry.name for entry in registry.ONE_SIGMA.values()))
FOR_ALL_SIGMAS = "dae_gaussian"
ALL_STRENGTHS = (FOR_ALL_SIGMAS, "dae_dropout")
ROWS = (NOTHING, *SAME_NET, *ALL_STRENGTHS, "dae_nyu_d500")
TESTED_AT = (
    *(("gaussian", sigma) for sigma in (0.0, 0.1, 0.3, 0.5, 1.0)),
    ("dropout", 0.5),
    ("dropout", 0.8),
)
_GAUSSIAN = [where for where in TESTED_AT if where[0] == "gaussian"]

Column = tuple[str, float]


@dataclass(frozen=True)
class Cell:
    """A net and the noise that it is tested on."""

    row: str
    kind: str
    strength: float

    @property
    def name(self) -> str:
        """As a link writes it: "dae_s03,gaussian,0.5"."""
        return f"{self.row},{self.kind},{self.strength:g}"


def trained_sigma(row: str) -> float | tuple[float, float]:
    """What noise a net of `SAME_NET` was trained on: 0 for the one that saw clean digits."""
    recipe = registry.get(row).recipe
    return recipe.strength if recipe.corruption else 0.0


def cells(curves: Curves) -> dict[str, Cell]:
    """The cells that are measured, by name, row by row."""
    measured = [
        Cell(row, kind, strength) for row in ROWS for kind, strength in TESTED_AT if (kind, row) in curves
    ]
    return {cell.name: cell for cell in measured}


def value(curves: Curves, cell: Cell) -> float:
    """Mean PSNR of a measured cell in dB."""
    return curves[cell.kind, cell.row].at(cell.strength)


def column(curves: Curves, where: Column, rows: Iterable[str] = ROWS) -> dict[str, float]:
    """Mean PSNR in dB by row, of what is measured in a column."""
    kind, strength = where
    return {row: curves[kind, row].at(strength) for row in rows if (kind, row) in curves}


def winner(values: dict[str, float]) -> str | None:
    """The row with the highest value; None for an empty column."""
    return max(values, key=lambda row: values[row], default=None)


def absent(curves: Curves) -> list[str]:
    """Rows that have no figure yet."""
    present = {cell.row for cell in cells(curves).values()}
    return [row for row in ROWS if row not in present]


def diagonal(curves: Curves) -> tuple[int, int]:
    """Of the columns whose own net is measured among at least two equal ones: won by that net, and all of them."""
    trained_at = {trained_sigma(row): row for row in SAME_NET}
    won = asked = 0
    for kind, strength in _GAUSSIAN:
        values = column(curves, (kind, strength), SAME_NET)
        own = trained_at.get(strength)
        if own in values and len(values) > 1:
            asked += 1
            won += winner(values) == own
    return won, asked


def largest_loss(curves: Curves) -> tuple[Cell, float] | None:
    """The cell of an equal net that falls farthest below the best equal net of its column, and by how many dB."""
    losses = []
    for where in _GAUSSIAN:
        values = column(curves, where, SAME_NET)
        if len(values) > 1:
            losses += [(Cell(row, *where), max(values.values()) - one) for row, one in values.items()]
    return max(losses, key=lambda pair: pair[1], default=None)


def price(curves: Curves) -> tuple[float, float] | None:
    """Least and most dB that the net for all sigmas gains on the best equal net, over the noisy Gaussian columns."""
    gains = []
    for kind, strength in _GAUSSIAN:
        equals = column(curves, (kind, strength), SAME_NET[1:])
        if strength > 0 and equals and (kind, FOR_ALL_SIGMAS) in curves:
            gains.append(curves[kind, FOR_ALL_SIGMAS].at(strength) - max(equals.values()))
    return (min(gains), max(gains)) if gains else None
