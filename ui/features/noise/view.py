"""A few test digits, corrupted and restored: a row a method, as HTML for `ui.components.live`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from torch import Tensor

from ae_core.restoration import curves
from ae_core.restoration.corruptions import Corrupted
from ae_core.restoration.curves import CEILING
from ae_core.restoration.methods import NOTHING
from ui.shell.language import _
from ui.visuals import digits, method_names, numbers
from ui.visuals.markup import Markup, render


def decibels(value: float) -> str:
    """A PSNR; at the ceiling the images came back as they were."""
    return numbers.decibels(value, "∞", CEILING)


@dataclass(frozen=True)
class Row:
    """A row of digits: heading, what stands below it and is said on hovering, the digits or why there are none."""

    heading: str
    below: str = ""
    note: str = ""
    figures: Sequence[Markup] = ()
    problem: str = ""
    best: bool = False


def _figures(images: Tensor, heading: str, kind: str, captions: Iterable[str]) -> list[Markup]:
    return [
        Markup(digits.figure(digits.to_pixels(image), alt=heading, caption=caption, kind=kind))
        for image, caption in zip(images, captions, strict=True)
    ]


def restored_row(
    key: str, images: Tensor | str, given: Corrupted, mean: float | None, best: bool = False
) -> Row:
    """What one method made of the digits shown: PSNR of each below it, the mean of all that were measured beside it.

    Args:
        images: (N, 1, 28, 28) in [0, 1], or the sentence that says why there are none.
    """
    heading, note = method_names.short(key), method_names.full(key)
    below = "" if mean is None else _("mean {value} dB").format(value=decibels(mean))
    if isinstance(images, str):
        return Row(heading, below, note, problem=images, best=best)
    captions = [decibels(value) for value in curves.psnr(images, given.x).tolist()]
    kind = "noise" if key == NOTHING else "xhat"
    return Row(heading, below, note, _figures(images, heading, kind, captions), best=best)


def originals(given: Corrupted) -> Row:
    """The test digits as they were."""
    heading = _("Originals")
    return Row(heading, figures=_figures(given.x, heading, "x", [""] * len(given.x)))


def html(rows: Iterable[Row]) -> Markup:
    """All rows, one below the other."""
    return render("features/noise/rows.html", rows=list(rows))
