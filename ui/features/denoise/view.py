"""What the methods made of one spoiled picture, as HTML for `ui.components.live`, and who wins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import isinf

import numpy as np
import streamlit as st
import torch

from ae_core import metrics
from ae_core.restoration import table
from ui.features.denoise import choices
from ui.features.denoise.choices import KINDS, Spoil
from ui.resources import models
from ui.shell.language import N_, _
from ui.visuals import digits

_SPOILED = "spoiled"  # the row of the test-set table that no method made
_TAUGHT = {"denoise": N_("taught to denoise"), "upscale": N_("taught to enlarge")}
_TOLD = {
    "nlm": N_("told sigma"),
    "tv": N_("told sigma"),
    "telea": N_("told the mask"),
    "navier_stokes": N_("told the mask"),
}
_OTHER_METHODS = {"ridge linear map": N_("Ridge linear map")}


@dataclass(frozen=True)
class Quality:
    """How near a picture is to the clean one: PSNR in dB (inf where they are equal) and SSIM."""

    psnr: float
    ssim: float


@dataclass(frozen=True)
class Restored:
    """What one method made, (28, 28) in [0, 1]."""

    x_hat: np.ndarray
    quality: Quality


Answer = Restored | str | None  # None: still to come


def quality(picture: torch.Tensor, x: torch.Tensor) -> Quality:
    """Of (1, 1, 28, 28) against the clean x, both as they are shown, in [0, 1]."""
    shown = picture.clamp(0, 1)
    return Quality(float(metrics.psnr_per_image(shown, x)[0]), float(metrics.ssim_per_image(shown, x)[0]))


def answers(keys: Iterable[str], x: torch.Tensor, y: torch.Tensor, spoil: Spoil) -> dict[str, Restored | str]:
    """Each method's answer, or the sentence that says why there is none. Measured all at once: that is quicker."""
    made = {key: choices.restore_or_say(key, y, spoil) for key in keys}
    pictures = {key: x_hat for key, x_hat in made.items() if isinstance(x_hat, torch.Tensor)}
    if not pictures:
        return {key: one for key, one in made.items() if isinstance(one, str)}
    stack = torch.cat(list(pictures.values()))
    clean = x.expand_as(stack)
    psnr = metrics.psnr_per_image(stack, clean).tolist()
    ssim = metrics.ssim_per_image(stack, clean).tolist()
    found = {
        key: Restored(picture.numpy(), Quality(*figures))
        for key, picture, *figures in zip(pictures, stack[:, 0], psnr, ssim, strict=True)
    }
    return {key: one if isinstance(one, str) else found[key] for key, one in made.items()}


def decibels(value: float) -> str:
    """PSNR as people read it."""
    return _("identical") if isinf(value) else f"{value:.1f} dB"


def quality_line(found: Quality) -> str:
    return f"{decibels(found.psnr)} · SSIM {found.ssim:.2f}"


def _change(before: Quality, after: Quality) -> tuple[str, str]:
    """PSNR and SSIM before and after; the arrow rises where the picture got better."""
    first = _("identical") if isinf(before.psnr) else f"{before.psnr:.1f}"
    psnr = f"{first} {_arrow(before.psnr, after.psnr, 1)} {decibels(after.psnr)}"
    return psnr, f"SSIM {before.ssim:.2f} {_arrow(before.ssim, after.ssim, 2)} {after.ssim:.2f}"


def _arrow(before: float, after: float, places: int) -> str:
    """Level where both read the same."""
    first, second = (one if isinf(one) else round(one, places) for one in (before, after))
    return "→" if first == second else "↗" if second > first else "↘"


def best(answers: Mapping[str, Answer], figure: str) -> str | None:
    """The method with the highest "psnr" or "ssim" among those that are there."""
    found = {key: getattr(one.quality, figure) for key, one in answers.items() if isinstance(one, Restored)}
    return max(found, key=found.__getitem__) if found else None


def _knows(key: str) -> str:
    """What a method was taught or told, in a word or two."""
    if key in choices.CLASSICAL:
        return _(_TOLD[key]) if key in _TOLD else ""
    return _(_TAUGHT.get(models.entry(key).task, N_("never saw noise")))


def _head(key: str, spoil: Spoil) -> str:
    name = _(choices.label(key))
    note = name if key in choices.CLASSICAL else _(models.entry(key).idea)
    lecture = spoil.kind == "dropout" and key not in choices.CLASSICAL
    if lecture and table.sees_the_lectures_dropout(key):
        note += " " + _(
            "It sees the same mask as nn.Dropout makes it: dropped pixels mid-grey, the others stretched."
        )
    return f'<div class="name" title="{escape(note)}"><b>{escape(name)}</b><small>{escape(_knows(key))}</small></div>'


def _card(key: str, found: Answer, before: Quality, spoil: Spoil, wins: bool, old: np.ndarray | None) -> str:
    if isinstance(found, str):
        return (
            f'<article class="restored failed" data-key="{key}-failed" data-model="{key}">{_head(key, spoil)}'
            f"<p>{escape(found)}</p></article>"
        )
    if found is None:
        picture = np.zeros((28, 28), np.float32) if old is None else old
        lines, css = ("…", _("still at work")), "pending"
    else:
        picture, lines = found.x_hat, _change(before, found.quality)
        css = "best" if wins else "worse" if "↘" in lines[0] else ""
    shown = digits.figure(
        digits.to_pixels(picture),
        alt=_("Restored by {method}").format(method=_(choices.label(key))),
        caption=lines[0],
        note=_("PSNR of the spoiled and of the restored picture"),
        kind="xhat",
    )
    return (
        f'<article class="restored {css}" data-key="{key}" data-model="{key}">{_head(key, spoil)}{shown}'
        f'<p class="ssim">{escape(lines[1])}</p></article>'
    )


def cards(answers: Mapping[str, Answer], before: Quality, spoil: Spoil, old: Mapping[str, np.ndarray]) -> str:
    """All restored pictures: nets above, methods without a net below.

    Args:
        answers: by method, in the order to show.
        before: of the spoiled picture.
        old: the last picture of a slow method, to stand where its new one is still to come.
    """
    winner = best(answers, "psnr")
    others = choices.classical(spoil.kind)
    groups = [
        (_("Networks"), [key for key in answers if key not in others]),
        (_("Without a network"), [key for key in answers if key in others]),
    ]
    html = ""
    for heading, keys in groups:
        inside = "".join(_card(key, answers[key], before, spoil, key == winner, old.get(key)) for key in keys)
        html += f'<section class="restoreds"><h4>{escape(heading)}</h4>{inside}</section>' if keys else ""
    return html


@st.cache_resource(show_spinner=False)
def measured() -> list[table.Score]:
    """The test-set table as `evaluate` wrote it; empty where it has not."""
    return table.results()


def _method_name(compared_as: str) -> str:
    """A method of the test-set table as the page calls it."""
    known = {choices.compared_as(key): choices.label(key) for key in [*choices.CLASSICAL, choices.PCA]}
    return _((known | _OTHER_METHODS).get(compared_as, compared_as))


def strength_text(kind: str, strength: float) -> str:
    """ "Dropout 50 %", "Gaussian 0.5", ...; a patch and a resolution in pixels."""
    texts = {
        "gaussian": f"{strength:g}",
        "patch": f"{strength:g} × {strength:g}",
        "downsample": f"{28 / strength:g} × {28 / strength:g}",
    }
    return f"{_(KINDS[kind].label)} {texts.get(kind, f'{100 * strength:g} %')}"


def _test_set_winners(spoil: Spoil) -> tuple[str, dict[str, str]]:
    """What the third column is about, and its winners by figure; none where nothing was measured."""
    nearest = choices.measured_spoil(spoil)
    scores = [one for one in measured() if one.spoil == nearest.label and one.method != _SPOILED]
    if not scores:
        return _("The test set has not been measured yet."), {}
    winners = {}
    for figure, text in (("psnr", "{:.1f} dB"), ("ssim", "{:.2f}")):
        first = max(scores, key=lambda one: getattr(one, figure))
        winners[figure] = f"{_method_name(first.method)}, {text.format(getattr(first, figure))}"
    return _("Best on {count} test digits, {spoil}").format(
        count=table.IMAGES, spoil=strength_text(spoil.kind, nearest.strength)
    ), winners


def winners(answers: Mapping[str, Answer], spoil: Spoil) -> str:
    """The small table: who wins on this picture, who on the test set."""
    heading, elsewhere = _test_set_winners(spoil)
    rows = ""
    for figure, name in (("psnr", "PSNR"), ("ssim", "SSIM")):
        first = best(answers, figure)
        here = "–"
        if first is not None:
            found = answers[first]
            value = found.quality if isinstance(found, Restored) else Quality(0, 0)
            said = decibels(value.psnr) if figure == "psnr" else f"{value.ssim:.2f}"
            here = f"{_(choices.label(first))}, {said}"
        rows += (
            f'<tr data-key="{figure}"><th>{name}</th><td data-best="{first or ""}">{escape(here)}</td>'
            f"<td>{escape(elsewhere.get(figure, '–'))}</td></tr>"
        )
    return (
        f'<table class="winners"><thead><tr><th></th><th>{escape(_("Best on this picture"))}</th>'
        f"<th>{escape(heading)}</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def heading(text: str) -> str:
    """What stands over the clean picture."""
    return f'<h4 class="clean">{escape(text)}</h4>'


def source(text: str) -> str:
    """Where the clean picture comes from; two lines high, so that nothing jumps."""
    return f'<p class="source">{escape(text)}</p>'


def sentence(text: str) -> str:
    return f'<p class="said" role="status">{escape(text)}</p>' if text else ""


def empty(text: str) -> str:
    """A sentence where there is nothing to restore."""
    return f'<section class="restoreds none"><p class="empty">{escape(text)}</p></section>'


def described(
    answers: Mapping[str, Answer], before: Quality, spoil: Spoil, source: Mapping[str, object]
) -> dict:
    """Everything on the page as plain values, for a JSON file; a PSNR that is infinite is null."""

    def figures(one: Quality) -> dict[str, float | None]:
        return {"psnr_db": None if isinf(one.psnr) else round(one.psnr, 3), "ssim": round(one.ssim, 4)}

    return {
        "input": dict(source),
        "spoil": {name: getattr(spoil, name) for name in ("kind", "strength", "seed", "top", "left")},
        "spoiled": figures(before),
        "restored": {
            key: {"label": choices.label(key), **figures(one.quality)}
            for key, one in answers.items()
            if isinstance(one, Restored)
        },
    }


def methods(nets: Sequence[str], spoil: Spoil) -> list[str]:
    """All methods to show: the chosen nets, the net that was taught to enlarge from this very resolution, then what
    suits the noise without one."""
    others = choices.classical(spoil.kind)
    enlarger = f"sr_x{spoil.strength:g}" if spoil.kind == "downsample" else ""
    own = [enlarger] if enlarger in choices.nets() and enlarger not in nets else []
    return [*own, *(name for name in nets if name not in others), *others]
