"""What the methods made of one corrupted picture, as HTML for `ui.components.live`, and who wins."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isinf

import numpy as np

from ae_core.models import FAMILIES
from ae_core.restoration import table
from ae_core.restoration.corruptions import Corruption
from ui.features.denoise import choices, results
from ui.features.denoise.results import Answer, Candidate, Candidates, Quality, Restored
from ui.shell.language import N_, _
from ui.visuals import digits, numbers
from ui.visuals.markup import Markup, render

_TAUGHT = {"denoise": N_("taught to denoise"), "upscale": N_("taught to enlarge")}
_TOLD = {"sigma": N_("told sigma"), "mask": N_("told the mask")}


def decibels(value: float) -> str:
    """PSNR as people read it here."""
    return numbers.decibels(value, _("identical"), unit=" dB")


def quality_line(quality: Quality) -> str:
    return f"{decibels(quality.psnr)} · SSIM {quality.ssim:.2f}"


def _change(before: Quality, after: Quality) -> tuple[str, str]:
    """PSNR and SSIM before and after; the arrow rises where the picture got better."""
    first = numbers.decibels(before.psnr, _("identical"))
    psnr = f"{first} {_arrow(before.psnr, after.psnr, 1)} {decibels(after.psnr)}"
    return psnr, f"SSIM {before.ssim:.2f} {_arrow(before.ssim, after.ssim, 2)} {after.ssim:.2f}"


def _arrow(before: float, after: float, places: int) -> str:
    """Level where both read the same."""
    first, second = (one if isinf(one) else round(one, places) for one in (before, after))
    return "→" if first == second else "↗" if second > first else "↘"


def _knows(one: Candidate) -> str:
    """What a method was taught or told, in a word or two."""
    if one.entry is not None:
        return _(_TAUGHT.get(one.entry.task, N_("never saw noise")))
    told = "" if isinstance(one.method, str) else one.method.told
    return _(_TOLD[told]) if told in _TOLD else ""


def _note(one: Candidate, kind: str) -> str:
    if one.entry is None:
        return _(one.label)
    note = _(one.entry.idea)
    if kind == "dropout" and FAMILIES[one.entry.family].sees_lecture_dropout:
        note += " " + _(
            "It sees the same mask as nn.Dropout makes it: dropped pixels mid-grey, the others stretched."
        )
    return note


@dataclass(frozen=True)
class _Card:
    """What the template asks for. problem: why there is no picture, and then no picture."""

    key: str
    name: str
    note: str
    knows: str
    problem: str = ""
    look: str = ""
    picture: str = ""
    ssim: str = ""


def _card(
    key: str, one: Candidate, answer: Answer, before: Quality, wins: bool, old: np.ndarray | None, kind: str
) -> _Card:
    head = (key, _(one.label), _note(one, kind), _knows(one))
    if isinstance(answer, str):
        return _Card(*head, problem=answer)
    if answer is None:
        picture = np.zeros((28, 28), np.float32) if old is None else old
        lines, look = ("…", _("still at work")), "pending"
    else:
        picture, lines = answer.x_hat, _change(before, answer.quality)
        look = "best" if wins else "worse" if "↘" in lines[0] else ""
    figure = digits.figure(
        digits.to_pixels(picture),
        alt=_("Restored by {method}").format(method=_(one.label)),
        caption=lines[0],
        note=_("PSNR of the spoiled and of the restored picture"),
        kind="xhat",
    )
    return _Card(*head, look=look, picture=figure, ssim=lines[1])


def cards(
    candidates: Candidates,
    answers: Mapping[str, Answer],
    before: Quality,
    kind: str,
    old: Mapping[str, np.ndarray],
) -> Markup:
    """All restored pictures: nets above, methods without a net below.

    Args:
        candidates, answers: by method, in the order to show.
        before: of the corrupted picture. kind: of the corruption.
        old: the last picture of a slow method, to stand where its new one is still to come.
    """
    winner = results.best(answers, "psnr")
    groups: tuple[list[_Card], list[_Card]] = ([], [])
    for key, one in candidates.items():
        without_net = one.entry is None or key == choices.PCA
        card = _card(key, one, answers[key], before, key == winner, old.get(key), kind)
        groups[without_net].append(card)
    headings = (_("Networks"), _("Without a network"))
    return render("features/denoise/cards.html", groups=list(zip(headings, groups, strict=True)))


def _best_here(candidates: Candidates, answers: Mapping[str, Answer], figure: str) -> tuple[str, str]:
    """Key of the method with the highest figure on this picture, and what is said of it."""
    first = results.best(answers, figure)
    answer = answers[first] if first else None
    if first is None or not isinstance(answer, Restored):
        return "", "–"
    quality = answer.quality
    value = decibels(quality.psnr) if figure == "psnr" else f"{quality.ssim:.2f}"
    return first, f"{_(candidates[first].label)}, {value}"


def winners(candidates: Candidates, answers: Mapping[str, Answer], corruption: Corruption) -> Markup:
    """The small table: who wins on this picture, who on the test set."""
    nearest, scores = results.best_on_test_set(corruption)
    heading = _("Best on {count} test digits, {spoil}").format(
        count=table.IMAGES, spoil=choices.strength_text(nearest.kind, nearest.strength)
    )
    labels = table.labels()
    rows = []
    for figure, name, text in (("psnr", "PSNR", "{:.1f} dB"), ("ssim", "SSIM", "{:.2f}")):
        best, here = _best_here(candidates, answers, figure)
        elsewhere = "–"
        if figure in scores:
            method = scores[figure].method
            elsewhere = f"{_(labels.get(method, method))}, {text.format(getattr(scores[figure], figure))}"
        rows.append({"figure": figure, "name": name, "best": best, "here": here, "elsewhere": elsewhere})
    return render(
        "features/denoise/winners.html",
        heading=heading if scores else _("The test set has not been measured yet."),
        rows=rows,
    )


def heading(text: str) -> Markup:
    """What stands over the clean picture."""
    return render("features/denoise/line.html", kind="heading", text=text)


def source(text: str) -> Markup:
    """Where the clean picture comes from; two lines high, so that nothing jumps."""
    return render("features/denoise/line.html", kind="source", text=text)


def sentence(text: str) -> Markup:
    """What is to be said below all of it, if anything is."""
    return render("features/denoise/line.html", kind="said", text=text)


def empty(text: str) -> Markup:
    """A sentence where there is nothing to restore."""
    return render("features/denoise/line.html", kind="empty", text=text)
