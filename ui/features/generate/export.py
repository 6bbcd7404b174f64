"""What can be taken home: all samples of the page as one picture."""

from collections.abc import Mapping

import numpy as np

from ae_core.generation import sampling
from ae_core.generation.sampling import SURE, Batch
from ui.features.generate import results
from ui.features.generate.state import State
from ui.features.generate.view import COLUMNS, GAP, REAL, SHOWN
from ui.resources import samples
from ui.visuals.contact_sheet import Sheet, grid

_ZOOM, _EDGE, _LINE = 2, 16, 20


def picture(batches: Mapping[str, Batch], row: np.ndarray | None, caption: str) -> bytes:
    """One PNG: the grids side by side, each with its key and its share below, then the row of ten digits.

    Args:
        batches: samples by key. row: (10, 28, 28) uint8 or None. caption: seed and temperature, below all.
    """
    sheets = {name: grid(batch.pictures[:SHOWN], COLUMNS, GAP) for name, batch in batches.items()}
    height, width = (_ZOOM * side for side in next(iter(sheets.values())).shape)
    ten = np.zeros((0, 0), np.uint8) if row is None else grid(row, 10, GAP)
    ten_height, ten_width = (_ZOOM * side for side in ten.shape)
    below = 3 * _EDGE + height + 2 * _LINE
    end = below + (ten_height + _EDGE if ten.size else 0)
    wide = max(_EDGE + len(sheets) * (width + _EDGE), 2 * _EDGE + ten_width)
    paper = Sheet(wide, end + _LINE + _EDGE, colour=True)
    for position, (name, sheet) in enumerate(sheets.items()):
        left = _EDGE + position * (width + _EDGE)
        paper.place(sheet, left, _EDGE, _ZOOM)
        batch = batches[name]
        share = f"\n{batch.share:.1%} p >= {SURE:g}" if batch.is_read else ""
        paper.write(name + share, left + width / 2, _EDGE + height + 4, "ma")
    if ten.size:
        paper.place(ten, _EDGE, below, _ZOOM)
    paper.write(caption, _EDGE, end + 4)
    return paper.png()


def of_page(state: State) -> bytes:
    """The picture of what this visitor sees."""
    drawn = [
        results.of_model(name, state.seed, state.temperature, state.chosen.digit) for name in state.names
    ]
    batches = {REAL: samples.real(state.seed)}
    batches |= {one.entry.name: one.batch for one in drawn if isinstance(one.batch, Batch)}
    caption = f"seed {state.seed}, temperature {state.temperature:g}"
    teller = results.teller()
    if teller is None:
        return picture(batches, None, caption)
    x, y = state.chosen.style
    row = sampling.in_one_style(teller.net, state.chosen.style)
    return picture(batches, row, f"{caption}, style ({x:g}, {y:g})")
