"""What can be taken home of the beta dial: all settings on one picture, and the curve as a table."""

from collections.abc import Mapping

import numpy as np

from ae_core.generation.rate_distortion import Setting
from ui.visuals.contact_sheet import SIDE, Sheet, grid
from ui.visuals.tables import as_csv

_ZOOM, _MARGIN = 2, 64
_ROW, _STRIP = SIDE * _ZOOM, 10 * SIDE * _ZOOM


def picture(there: list[Setting], pictures: Mapping[str, np.ndarray]) -> bytes:
    """PNG: the ten digits, then for each setting its beta, its reconstructions and its first ten draws."""
    sheet = Sheet(2 * (_MARGIN + _STRIP), (len(there) + 1) * _ROW, colour=False, ground=0, size=22)
    sheet.place(grid(pictures["inputs"], 10), _MARGIN, 0, _ZOOM)
    for row, setting in enumerate(there, start=1):
        sheet.write(f"{setting.beta:g}", 8, row * _ROW + _ROW // 2, "lm")
        sheet.place(grid(pictures["xhat"][row - 1], 10), _MARGIN, row * _ROW, _ZOOM)
        sheet.place(grid(pictures["samples"][row - 1][:10], 10), 2 * _MARGIN + _STRIP, row * _ROW, _ZOOM)
    return sheet.png()


def table(there: list[Setting]) -> str:
    """CSV of the rate-distortion curve: a line a setting, nats per test image."""
    dimensions = [f"kl_z{j}" for j in range(1, len(there[0].mean_kl) + 1)]
    heads = ["model", "beta", "rate", "distortion", "negative_elbo", "active_dimensions", *dimensions]
    rows = [
        [one.name, one.beta, one.rate, one.distortion, one.loss, one.active, *one.mean_kl] for one in there
    ]
    return as_csv(heads, rows)
