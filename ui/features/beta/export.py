"""What one may want to take home of the beta dial: all notches on one picture, and the curve as a table."""

import csv
import io

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ui.features.beta import state
from ui.features.beta.state import Notch
from ui.inputs import drawing

_ZOOM, _MARGIN = 2, 64
_ROW, _STRIP = 28 * _ZOOM, 280 * _ZOOM


def picture(there: list[Notch], seed: int) -> bytes:
    """PNG: the ten digits, then for each notch its beta, its reconstructions and its first ten draws from the prior."""
    found = state.pictures(tuple(notch.name for notch in there), seed)
    sheet = Image.new("L", (2 * (_MARGIN + _STRIP), (len(there) + 1) * _ROW))
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(22)

    def place(row: int, left: int, images: np.ndarray) -> None:
        strip = Image.fromarray(np.concatenate(list(images), axis=1))
        sheet.paste(strip.resize((_STRIP, _ROW), Image.Resampling.NEAREST), (left, row * _ROW))

    place(0, _MARGIN, found["inputs"])
    for row, notch in enumerate(there, start=1):
        pen.text((8, row * _ROW + _ROW // 2), f"{notch.beta:g}", 255, font, anchor="lm")
        place(row, _MARGIN, found["xhat"][row - 1])
        place(row, 2 * _MARGIN + _STRIP, found["samples"][row - 1][:10])
    return drawing.as_png(np.asarray(sheet))


def table(there: list[Notch]) -> str:
    """CSV of the rate-distortion curve: a line a notch, nats per test image."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    dimensions = [f"kl_z{j}" for j in range(1, len(there[0].mean_kl) + 1)]
    writer.writerow(
        ["model", "beta", "rate", "distortion", "negative_elbo", "active_dimensions", *dimensions]
    )
    for notch in there:
        figures = [notch.name, notch.beta, notch.rate, notch.distortion, notch.loss, notch.active]
        writer.writerow([*figures, *notch.mean_kl])
    return out.getvalue()
