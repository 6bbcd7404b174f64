"""What the page on noise shares: names of the methods, the visitor's choices and the digits under noise."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import streamlit as st
from torch import Tensor

from ae_core import CheckpointError
from ae_core.restoration import curves as robustness
from ae_core.restoration.curves import NOTHING, STRENGTHS, Curves, Spoiled
from ui.resources import models
from ui.shell import errors, url
from ui.shell.language import N_, _
from ui.visuals import digits

KINDS = {
    "gaussian": N_("Gaussian noise"),
    "dropout": N_("Dropped pixels"),
    "salt_and_pepper": N_("Salt and pepper"),
}
AXES = {
    "gaussian": N_("Standard deviation σ of the noise"),
    "dropout": N_("Share of pixels set to 0"),
    "salt_and_pepper": N_("Share of pixels set to 0 or 1"),
}
DEFAULT_KIND, DEFAULT_STRENGTH = "gaussian", 0.5
_SHORT = {
    NOTHING: N_("Nothing done"),
    "median": N_("Median, 3 × 3"),
    "telea": N_("Telea inpainting"),
    "navier_stokes": N_("Navier-Stokes inpainting"),
    "total_variation": N_("Total variation"),
    "non_local_means": N_("Non-local means"),
    "dae_gaussian": N_("DAE, Gaussian"),
    "dae_dropout": N_("DAE, dropout"),
    "dae_nyu_d500": N_("Lecture's DAE"),
    "ae_conv_d30": N_("Plain AE, 30-D"),
    "ae_conv_d64": N_("Plain AE, 64-D"),
}
_DEFAULTS = {
    "gaussian": ("dae_gaussian", "dae_nyu_d500", "ae_conv_d30", "pca_d30", "non_local_means"),
    "dropout": ("dae_dropout", "dae_nyu_d500", "ae_conv_d30", "pca_d30", "navier_stokes"),
    "salt_and_pepper": ("dae_gaussian", "dae_dropout", "ae_conv_d30", "pca_d30", "median"),
}
NO_BREAK = "\N{NO-BREAK SPACE}"
SHOWN = 4  # digits in a row
SETS = robustness.IMAGES // SHOWN


def short(method: str) -> str:
    """A method in a few words, for the end of its line."""
    if method in _SHORT:
        return _(_SHORT[method])
    entry = models.entry(method)
    if method in robustness.SAME_NET:
        return _("DAE, {level}").format(level=level("gaussian", float(entry.recipe.strength)))
    return _(entry.label)


def full(method: str) -> str:
    """A method as its card calls it."""
    return short(method) if method in (NOTHING, *robustness.CLASSICAL) else models.label(method)


def decibels(value: float) -> str:
    """A PSNR; at the ceiling the images came back as they were."""
    return "∞" if value >= robustness.CEILING else f"{value:.1f}"


def level(kind: str, strength: float) -> str:
    """A strength as people read it: "σ = 0.5", "50 %"."""
    if kind == "gaussian":
        return f"σ = {strength:g}".replace(" ", NO_BREAK)
    return f"{100 * strength:g}{NO_BREAK}%"


def choosable(kind: str) -> list[str]:
    """Methods of one kind of noise; doing nothing is always shown."""
    return [method for method in robustness.methods(kind) if method != NOTHING]


def default_methods(kind: str) -> list[str]:
    """A handful of nets and of classical methods; those whose checkpoint is missing are left out."""
    present = choosable(kind)
    return [method for method in _DEFAULTS[kind] if method in present]


def asked_strength(kind: str) -> float:
    """The strength in the URL if it is one that is measured, else the default."""
    asked = url.point("strength", dimension=1)
    return asked[0] if asked and asked[0] in STRENGTHS[kind] else DEFAULT_STRENGTH


@st.cache_data(max_entries=64, show_spinner=False)
def _under_noise(kind: str, strength: float, which: tuple[int, ...]) -> Spoiled:
    return robustness.spoiled(kind, strength).only(list(which))


def under_noise(kind: str, strength: float, number: int) -> Spoiled:
    """The `number`-th few of the measured test images with the very noise they were measured under."""
    first = number * SHOWN
    return _under_noise(kind, strength, tuple((first + i) % robustness.IMAGES for i in range(SHOWN)))


def restored(method: str, given: Spoiled) -> Tensor | str:
    """(N, 1, 28, 28) in [0, 1], or the sentence that says why there is nothing to show."""
    try:
        return robustness.restore(method, given, models.model)
    except CheckpointError as error:
        return errors.sentence(error)


@dataclass(frozen=True)
class Row:
    """A row of digits: heading, what stands under it, frame, images (N, 1, 28, 28) and PSNR, or why there are none."""

    heading: str
    below: str
    kind: str
    images: Tensor | str
    captions: tuple[str, ...] = ()
    best: bool = False
    note: str = ""

    def html(self) -> str:
        below = f"<small>{escape(self.below)}</small>" if self.below else ""
        css = "name best" if self.best else "name"
        name = f'<div class="{css}" title="{escape(self.note)}"><b>{escape(self.heading)}</b>{below}</div>'
        if isinstance(self.images, str):
            return f'<article class="few failed">{name}<p>{escape(self.images)}</p></article>'
        captions = self.captions or ("",) * len(self.images)
        figures = "".join(
            digits.figure(digits.to_pixels(image), alt=self.heading, caption=caption, kind=self.kind)
            for image, caption in zip(self.images, captions, strict=True)
        )
        return f'<article class="few">{name}{figures}</article>'


def restored_row(method: str, given: Spoiled, mean: float | None, best: bool = False) -> Row:
    """One method on the digits shown: PSNR of each below it, the mean over all that were measured beside it."""
    images = restored(method, given)
    captions: tuple[str, ...] = ()
    if not isinstance(images, str):
        captions = tuple(decibels(value) for value in robustness.psnr(images, given.x).tolist())
    below = "" if mean is None else _("mean {value} dB").format(value=decibels(mean))
    kind = "noise" if method == NOTHING else "xhat"
    return Row(short(method), below, kind, images, captions, best, full(method))


def originals(given: Spoiled) -> Row:
    """The test digits as they were."""
    return Row(_("Originals"), "", "x", given.x)


def best_method(curves: Curves, kind: str, strength: float, among: Iterable[str]) -> str | None:
    """The method with the highest mean PSNR at this strength, None where none is measured."""
    measured = [method for method in among if (kind, method) in curves]
    return max(measured, key=lambda method: curves[kind, method].at(strength), default=None)


def crossing(curves: Curves, kind: str, method: str) -> tuple[float, float] | None:
    """Between which two measured strengths a method begins to beat doing nothing; None where it never does."""
    if (kind, method) not in curves or (kind, NOTHING) not in curves:
        return None
    pairs = zip(curves[kind, method].psnr, curves[kind, NOTHING].psnr, strict=True)
    wins = [ours > theirs for ours, theirs in pairs]
    for i in range(1, len(wins)):
        if wins[i] and not wins[i - 1]:
            return STRENGTHS[kind][i - 1], STRENGTHS[kind][i]
    return None


def curves_csv(curves: Curves) -> str:
    """All curves: kind, strength, method, its label in English, mean PSNR in dB."""
    sheet = io.StringIO()
    pen = csv.writer(sheet)
    pen.writerow(["noise", "strength", "method", "psnr_mean_per_image_db"])
    for (kind, method), curve in curves.items():
        for strength, value in zip(STRENGTHS[kind], curve.psnr, strict=True):
            pen.writerow([kind, strength, method, value])
    return sheet.getvalue()
