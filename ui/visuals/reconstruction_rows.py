"""The one picture that runs through all pages: x on the left, the code in the middle, x-hat on the right.

`input_figure` makes the left part, `bench` the rows of the rest, one row a model; both return HTML for
`ui.components.live`.
"""

from collections.abc import Mapping
from html import escape

import numpy as np

from ui.resources import models
from ui.resources.readings import NEIGHBOURS, Reading, Spot
from ui.shell.language import _, ngettext
from ui.visuals import class_names, code_figure, digits

_ROW_HEIGHT = 146


def input_figure(x: np.ndarray, *, heading: str, lines: list[str]) -> str:
    """x, in the input's frame, with what is to be said of it beside it. x: (28, 28) in [0, 1]."""
    text = "".join(f"<p>{escape(line)}</p>" for line in lines)
    picture = digits.figure(digits.to_pixels(x), alt=_("The input x"), caption=_("784 numbers"), kind="x")
    return f'<section class="input">{picture}<div><h4>{escape(heading)}</h4>{text}</div></section>'


def against_pca(error: float, pca: float) -> str:
    """How a model's error compares with PCA's on the very same images; says so where it loses."""
    ratio = error / max(pca, 1e-9)
    text = _("PCA does better here") if ratio > 1 else _("{ratio} × PCA's error").format(ratio=f"{ratio:.2f}")
    return f'<small class="{"loses" if ratio > 1 else ""}">{escape(text)}</small>'


def vote_sentence(found: Reading | Spot) -> str:
    """What the nearest test images say, without a full stop."""
    source = models.entry(found.name).data
    if source == "mnist":
        sentence = ngettext(
            "{votes} of the {count} nearest test digits is a {digit}",
            "{votes} of the {count} nearest test digits are a {digit}",
            found.votes,
        )
        return sentence.format(votes=found.votes, count=NEIGHBOURS, digit=found.vote)
    sentence = ngettext(
        "{votes} of the {count} nearest test images is labelled {name}",
        "{votes} of the {count} nearest test images are labelled {name}",
        found.votes,
    )
    name = class_names.names(source)[found.vote]
    return sentence.format(votes=found.votes, count=NEIGHBOURS, name=name)


def neighbours(reading: Reading | Spot) -> str:
    """The nearest test images and their vote."""
    source = models.entry(reading.name).data
    note = _("Test digit {index}") if source == "mnist" else _("Test image {index}")
    thumbs = "".join(
        digits.labelled_test_digit(index, label, note.format(index=index), source)
        for index, label in zip(reading.neighbours, reading.labels, strict=True)
    )
    said = vote_sentence(reading)
    badge = digits.class_badge(reading.vote, source)
    return (
        f'<div class="near" role="img" aria-label="{escape(said)}">{thumbs}'
        f'<span class="vote" title="{escape(said)}" data-vote="{reading.vote}">{badge}'
        f"<i>{reading.votes}/{NEIGHBOURS}</i></span></div>"
    )


def _name(name: str, below: str = "") -> str:
    label, idea = (_(text) for text in (models.entry(name).label, models.entry(name).idea))
    return f'<div class="name" title="{escape(idea)}"><b>{escape(label)}</b>{below}</div>'


def _row(reading: Reading, x: np.ndarray, errors: Mapping[str, float]) -> str:
    label = models.label(reading.name)
    x_hat = digits.figure(
        digits.to_pixels(reading.x_hat),
        alt=_("Reconstruction by {model}").format(model=label),
        caption=_("error {value}").format(value=f"{reading.error:.1f}"),
        note=_("Squared error, summed over the 784 pixels"),
        kind="xhat",
    )
    error = digits.figure(
        digits.error_pixels(reading.x_hat, x),
        alt=_("Error map"),
        caption=f"{reading.psnr:.1f} dB",
        note=_("Blue: ink that is missing. Orange: ink that was not there."),
        kind="error",
    )
    baseline = models.entry(reading.name).baseline
    below = against_pca(reading.error, errors[baseline]) if baseline in errors else ""
    return (
        f'<article class="row" data-key="{reading.name}" data-model="{reading.name}">'
        f"{_name(reading.name, below)}{code_figure.code_figure(reading.name, reading.z)}"
        f"{x_hat}{error}{neighbours(reading)}</article>"
    )


def _failed_row(name: str, sentence: str) -> str:
    return (
        f'<article class="row failed" data-key="{name}-failed" data-model="{name}">{_name(name)}'
        f"<p>{escape(sentence)}</p></article>"
    )


def bench(readings: Mapping[str, Reading | str], x: np.ndarray) -> str:
    """The rows: for each model its code, x-hat, error map and nearest test digits.

    Args:
        readings: by model name, in the order to show; a text in the place of a reading is said instead of the row.
        x: (28, 28) in [0, 1].
    """
    heads = (
        ("name", ""),
        ("z", _("Code z")),
        ("xhat", _("Reconstruction x̂")),
        ("err", _("Error x̂ − x")),
        ("near", _("Nearest in the code")),
    )
    head = "".join(f'<span class="{kind}">{escape(text)}</span>' for kind, text in heads)
    errors = {name: reading.error for name, reading in readings.items() if isinstance(reading, Reading)}
    rows = "".join(
        _failed_row(name, reading) if isinstance(reading, str) else _row(reading, x, errors)
        for name, reading in readings.items()
    )
    return f'<section class="bench"><header>{head}</header>{rows}</section>'


def message(sentence: str, rows: int = 0) -> str:
    """A sentence in the bench's place, where there is nothing to show; as tall as `rows` rows, so nothing jumps."""
    height = f' style="min-height:{_ROW_HEIGHT * rows}px"'
    return f'<section class="bench"{height}><p class="empty">{escape(sentence)}</p></section>'
