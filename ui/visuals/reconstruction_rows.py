"""The one picture that runs through all pages: x on the left, the code in the middle, x-hat on the right.

`input_figure` makes the left part, `rows` the rest, one row a model; both return HTML for
`ui.components.live`.
"""

from collections.abc import Mapping

import numpy as np

from ae_core.latent.inspection import NEIGHBOURS, DecodedCode, Reconstruction
from ui.resources import models
from ui.shell.language import _, ngettext
from ui.visuals import class_names, code_figure, digits
from ui.visuals.markup import Markup, macro

_ROW_HEIGHT = 146
_TEMPLATE = "visuals/reconstruction_rows.html"
_input, _against_pca, _near, _one_row, _failed, _rows, _message = (
    macro(_TEMPLATE, name) for name in ("input", "against_pca", "near", "row", "failed", "rows", "message")
)


def input_figure(x: np.ndarray, *, heading: str, lines: list[str]) -> Markup:
    """x, in the input's frame, with what is to be said of it beside it. x: (28, 28) in [0, 1]."""
    picture = digits.figure(digits.to_pixels(x), alt=_("The input x"), caption=_("784 numbers"), kind="x")
    return _input(picture, heading, lines)


def against_pca(error: float, pca: float) -> Markup:
    """How a model's error compares with PCA's on the very same images; says so where it loses."""
    return _against_pca(error / max(pca, 1e-9))


def vote_sentence(one: Reconstruction | DecodedCode) -> str:
    """What the nearest test images say, without a full stop."""
    source = models.entry(one.name).data
    if source == "mnist":
        sentence = ngettext(
            "{votes} of the {count} nearest test digits is a {digit}",
            "{votes} of the {count} nearest test digits are a {digit}",
            one.votes,
        )
        return sentence.format(votes=one.votes, count=NEIGHBOURS, digit=one.vote)
    sentence = ngettext(
        "{votes} of the {count} nearest test images is labelled {name}",
        "{votes} of the {count} nearest test images are labelled {name}",
        one.votes,
    )
    name = class_names.names(source)[one.vote]
    return sentence.format(votes=one.votes, count=NEIGHBOURS, name=name)


def neighbours(reconstruction: Reconstruction | DecodedCode) -> Markup:
    """The nearest test images and their vote."""
    source = models.entry(reconstruction.name).data
    note = _("Test digit {index}") if source == "mnist" else _("Test image {index}")
    thumbs = [
        digits.labelled_test_digit(index, label, note.format(index=index), source)
        for index, label in zip(reconstruction.neighbours, reconstruction.labels, strict=True)
    ]
    badge = digits.class_badge(reconstruction.vote, source)
    return _near(
        vote_sentence(reconstruction),
        thumbs,
        reconstruction.vote,
        badge,
        f"{reconstruction.votes}/{NEIGHBOURS}",
    )


def _row(reconstruction: Reconstruction, x: np.ndarray, errors: Mapping[str, float]) -> Markup:
    entry = models.entry(reconstruction.name)
    x_hat = digits.figure(
        digits.to_pixels(reconstruction.x_hat),
        alt=_("Reconstruction by {model}").format(model=models.label(reconstruction.name)),
        caption=_("error {value}").format(value=f"{reconstruction.error:.1f}"),
        note=_("Squared error, summed over the 784 pixels"),
        kind="xhat",
    )
    error = digits.figure(
        digits.error_pixels(reconstruction.x_hat, x),
        alt=_("Error map"),
        caption=f"{reconstruction.psnr:.1f} dB",
        note=_("Blue: ink that is missing. Orange: ink that was not there."),
        kind="error",
    )
    below = against_pca(reconstruction.error, errors[entry.baseline]) if entry.baseline in errors else ""
    code = code_figure.code_figure(reconstruction.name, reconstruction.z)
    return _one_row(entry, below, [code, x_hat, error, neighbours(reconstruction)])


def rows(reconstructions: Mapping[str, Reconstruction | str], x: np.ndarray) -> Markup:
    """The rows: for each model its code, x-hat, error map and nearest test digits.

    Args:
        reconstructions: by model name, in the order to show; a text in the place of one is said instead of the row.
        x: (28, 28) in [0, 1].
    """
    errors = {
        name: reconstruction.error
        for name, reconstruction in reconstructions.items()
        if isinstance(reconstruction, Reconstruction)
    }
    return _rows(
        _failed(models.entry(name), reconstruction)
        if isinstance(reconstruction, str)
        else _row(reconstruction, x, errors)
        for name, reconstruction in reconstructions.items()
    )


def message(sentence: str, count: int = 0) -> Markup:
    """A sentence in place of the rows, where there is nothing to show; as tall as `count` of them: nothing jumps."""
    return _message(sentence, _ROW_HEIGHT * count)
