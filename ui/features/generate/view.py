"""Grids of samples side by side, each with what the classifier reads in it, as HTML."""

from collections.abc import Iterable

from ae_core.generation.sampling import Batch
from ae_core.registry import Entry
from ui.features.generate.results import Samples
from ui.resources import samples
from ui.shell.language import _
from ui.shell.theme import CLASS_COLOURS
from ui.visuals import png
from ui.visuals.contact_sheet import grid
from ui.visuals.markup import Markup, render
from ui.visuals.numbers import percent, percentage

COLUMNS, ROWS, GAP = 5, 6, 2
SHOWN = COLUMNS * ROWS
REAL = "real"
FEW = 3  # so many grids are shown at twice the size
_BAR, _HEIGHT = 15.8, 32  # of a histogram: width of a class, height of 20 %
_FULL = 0.2


def _bars(batch: Batch) -> list[dict[str, object]]:
    """A bar a digit, in the units of the histogram's picture."""
    bars = []
    for digit, share in enumerate(batch.histogram):
        height = min(share / _FULL, 1.15) * _HEIGHT
        bars.append(
            {
                "digit": digit,
                "share": percent(share),
                "colour": CLASS_COLOURS[digit],
                "left": digit * _BAR + 1.5,
                "top": _HEIGHT - height,
                "height": height,
                "middle": digit * _BAR + _BAR / 2,
            }
        )
    return bars


def origin(entry: Entry, temperature: float, digit: int | None) -> str:
    """Where a model's codes are drawn from, in one line."""
    if not entry.model_class.has_prior:
        return _("z ~ a Gaussian fitted to its codes")
    if not entry.model_class.told_the_label:
        return "z ~ N(0, I)" if temperature == 1 else f"z ~ {temperature:g} · N(0, I)"
    told = _("all digits") if digit is None else str(digit)
    return f"s ~ N(0, I), y: {told}" if temperature == 1 else f"s ~ {temperature:g} · N(0, I), y: {told}"


def _column(name: str, heading: str, origin: str, batch: Batch | str) -> dict[str, object]:
    if isinstance(batch, str):
        return {"name": name, "heading": heading, "failed": batch}
    read = {"share": percent(batch.share), "coverage": batch.coverage, "bars": _bars(batch)}
    return {
        "name": name,
        "heading": heading,
        # A label whose dimension, "2-D", stays on one line.
        "unbroken": heading.replace("-D", "\N{NON-BREAKING HYPHEN}D"),
        "failed": "",
        "kind": "real" if name == REAL else "drawn",
        "origin": origin,
        "sheet": png.data_uri(grid(batch.pictures[:SHOWN], COLUMNS, GAP)),
        "read": read if batch.is_read else None,
    }


def html(real: Batch, drawn: Iterable[Samples], temperature: float, digit: int | None) -> Markup:
    """Real digits, then each model's samples, or the sentence that says why there are none."""
    columns = [_column(REAL, _("Real digits"), _("from the test set"), real)]
    for one in drawn:
        where = origin(one.entry, temperature, digit)
        columns.append(_column(one.entry.name, _(one.entry.label), where, one.batch))
    accuracy = samples.classifier_accuracy()
    return render(
        "features/generate/samples.html",
        columns=columns,
        few=len(columns) <= FEW,
        shown=SHOWN,
        count=samples.COUNT,
        accuracy=None if accuracy is None else percentage(accuracy, 2),
        bar=_BAR,
        height=_HEIGHT,
    )
