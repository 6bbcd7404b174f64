"""Grids of samples side by side, each with what the classifier reads in it: as HTML and as one picture to keep."""

from collections.abc import Mapping
from html import escape

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ui.inputs import drawing
from ui.resources import models, samples
from ui.resources.samples import Batch
from ui.shell.language import _
from ui.shell.theme import CLASS_COLOURS
from ui.visuals import png

COLUMNS, ROWS, GAP = 5, 6, 2
SHOWN = COLUMNS * ROWS
REAL = "real"
FEW = 3  # so many grids are shown at twice the size
_BAR, _HEIGHT = 15.8, 32  # of a histogram: width of a class, height of 20 %
_FULL = 0.2


def grid(pictures: np.ndarray, columns: int = COLUMNS) -> np.ndarray:
    """The first pictures (N, 28, 28) uint8 in rows, two black pixels between them."""
    rows = -(-len(pictures) // columns)
    sheet = np.zeros((rows * (28 + GAP) - GAP, columns * (28 + GAP) - GAP), np.uint8)
    for position, picture in enumerate(pictures):
        top, left = (28 + GAP) * (position // columns), (28 + GAP) * (position % columns)
        sheet[top : top + 28, left : left + 28] = picture
    return sheet


def percent(share: float) -> str:
    """A share as people read it: "64 %"; one decimal where it is close to all or nothing, but not quite."""
    close = 0.0005 <= share < 0.01 or 0.99 < share < 0.9995
    return f"{share:.{int(close)}%}".replace("%", " %")


def judge_accuracy() -> str:
    """On how many of the real test digits the classifier is right; "–" where there is none."""
    accuracy = samples.judge_accuracy()
    return "–" if accuracy is None else f"{accuracy:.2%}".replace("%", " %")


def _histogram(batch: Batch) -> str:
    bars = []
    for digit, share in enumerate(batch.histogram):
        height = min(share / _FULL, 1.15) * _HEIGHT
        left = digit * _BAR
        title = _("{share} are read as a {digit}").format(share=percent(share), digit=digit)
        bars.append(
            f"<g><title>{escape(title)}</title>"
            f'<rect x="{left + 1.5:.1f}" y="{_HEIGHT - height:.1f}" width="{_BAR - 3:.1f}" height="{height:.1f}" '
            f'fill="{CLASS_COLOURS[digit]}"/><text x="{left + _BAR / 2:.1f}" y="{_HEIGHT + 12}">{digit}</text></g>'
        )
    even = _HEIGHT / 2
    return (
        f'<svg viewBox="0 0 158 46" role="img" aria-label="{escape(_("How often each digit is read"))}">'
        f'<line class="even" x1="0" x2="158" y1="{even}" y2="{even}"/>{"".join(bars)}</svg>'
    )


def _readings(batch: Batch) -> str:
    if not batch.is_read:
        return ""
    share = _("{share} read with confidence").format(share=f"<b>{percent(batch.share)}</b>")
    covers = _("variety of {count} digits").format(count=f"<b>{batch.coverage:.1f}</b>")
    return f'<p class="read">{share}</p><p class="read">{covers}</p>{_histogram(batch)}'


def _unbroken(label: str) -> str:
    """A label whose dimension, "2-D", stays on one line."""
    return escape(label.replace("-D", "\N{NON-BREAKING HYPHEN}D"))


def _column(name: str, heading: str, origin: str, batch: Batch) -> str:
    sheet = png.data_uri(grid(batch.pictures[:SHOWN]))
    kind = "real" if name == REAL else "drawn"
    alt = _("{count} samples: {model}").format(count=SHOWN, model=heading)
    return (
        f'<article class="prior {kind}" data-key="{name}" data-model="{name}"><h4>{_unbroken(heading)}</h4>'
        f'<p class="from">{escape(origin)}</p><img class="sheet" src="{sheet}" alt="{escape(alt)}">'
        f"{_readings(batch)}</article>"
    )


def origin(name: str, temperature: float, digit: int | None) -> str:
    """Where a model's codes are drawn from, in one line."""
    if not samples.has_prior(name):
        return _("z ~ a Gaussian fitted to its codes")
    if not samples.is_conditional(name):
        return "z ~ N(0, I)" if temperature == 1 else f"z ~ {temperature:g} · N(0, I)"
    told = _("all digits") if digit is None else str(digit)
    return f"s ~ N(0, I), y: {told}" if temperature == 1 else f"s ~ {temperature:g} · N(0, I), y: {told}"


def _who_reads() -> str:
    if samples.judge_accuracy() is None:
        return ""
    text = _(
        "Shares of {count} samples, {shown} of them shown, read by an independent classifier that is right on "
        "{accuracy} of the real test digits."
    ).format(count=samples.COUNT, shown=SHOWN, accuracy=judge_accuracy())
    return f'<p class="who">{escape(text)}</p>'


def html(real: Batch, found: Mapping[str, Batch | str], temperature: float, digit: int | None) -> str:
    """Real digits, then each model's samples, or the sentence that says why there are none."""
    columns = [_column(REAL, _("Real digits"), _("from the test set"), real)]
    for name, batch in found.items():
        label = models.label(name)
        if isinstance(batch, str):
            columns.append(
                f'<article class="prior failed" data-key="{name}-failed"><h4>{escape(label)}</h4>'
                f"<p>{escape(batch)}</p></article>"
            )
        else:
            columns.append(_column(name, label, origin(name, temperature, digit), batch))
    few = " few" if len(columns) <= FEW else ""
    return f'<div class="priors{few}">{"".join(columns)}</div>{_who_reads()}'


def _enlarged(image: np.ndarray, zoom: int) -> Image.Image:
    picture = Image.fromarray(image)
    return picture.resize((picture.width * zoom, picture.height * zoom), Image.Resampling.NEAREST)


def picture(found: Mapping[str, Batch], row: np.ndarray | None, caption: str) -> bytes:
    """One PNG: the grids side by side, each with its key and its share below, then the row of ten digits.

    Args:
        found: samples by key. row: (10, 28, 28) uint8 or None. caption: seed and temperature, below all.
    """
    zoom, edge, line = 2, 16, 20
    font = ImageFont.load_default(14)
    sheets = {name: _enlarged(grid(batch.pictures[:SHOWN]), zoom) for name, batch in found.items()}
    ten = None if row is None else _enlarged(grid(row, 10), zoom)
    width, height = next(iter(sheets.values())).size
    wide = max(edge + len(sheets) * (width + edge), 2 * edge + (ten.width if ten else 0))
    below = 3 * edge + height + 2 * line
    paper = Image.new("RGB", (wide, below + (ten.height + edge if ten else 0) + line + edge), "white")
    pen = ImageDraw.Draw(paper)
    for position, (name, sheet) in enumerate(sheets.items()):
        left = edge + position * (width + edge)
        paper.paste(sheet, (left, edge))
        said = f"{name}\n{found[name].share:.1%} p >= {samples.SURE:g}" if found[name].is_read else name
        pen.text((left + width / 2, edge + height + 4), said, "black", font, anchor="ma", align="center")
    if ten:
        paper.paste(ten, (edge, below))
    pen.text((edge, paper.height - edge - line + 4), caption, "black", font)
    return drawing.as_png(np.asarray(paper))
