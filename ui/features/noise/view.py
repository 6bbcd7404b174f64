"""A few test digits, corrupted and restored: a row a method."""

from collections.abc import Iterable

from torch import Tensor

from ae_core.restoration import curves
from ae_core.restoration.corruptions import Corrupted
from ae_core.restoration.curves import CEILING
from ae_core.restoration.methods import NOTHING
from ui.shell.language import _
from ui.visuals import digits, method_names, numbers
from ui.visuals.digit_rows import Row
from ui.visuals.markup import Markup


def decibels(value: float) -> str:
    """A PSNR; at the ceiling the images came back as they were."""
    return numbers.decibels(value, "∞", CEILING)


def _figures(images: Tensor, heading: str, kind: str, captions: Iterable[str]) -> list[Markup]:
    return [
        digits.figure(digits.to_pixels(image), alt=heading, caption=caption, kind=kind)
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
    below = None if mean is None else _("mean {value} dB").format(value=decibels(mean))
    if isinstance(images, str):
        return Row(heading, below=below, note=note, problem=images, best=best)
    captions = [decibels(value) for value in curves.psnr(images, given.x).tolist()]
    kind = "noise" if key == NOTHING else "xhat"
    return Row(heading, _figures(images, heading, kind, captions), below, note, best=best)


def originals(given: Corrupted) -> Row:
    """The test digits as they were."""
    heading = _("Originals")
    return Row(heading, _figures(given.x, heading, "x", [""] * len(given.x)), note="")
