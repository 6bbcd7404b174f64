"""The same ten test images, one a class, as several models bring them back: one row a model, the originals on top."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import numpy as np
import torch

from ae_core import CheckpointError, data, latent, metrics
from ae_core.data import selections
from ae_core.images.corruption import CORRUPTIONS
from ae_core.registry import Entry
from ui.features.models import results
from ui.resources import models
from ui.shell import errors
from ui.shell.language import N_, _
from ui.visuals import digits, reconstruction_rows

CLASSES = 10
# What is said of a model that was made for another input than the digits as they are.
_GIVEN = {"upscale": N_("sees them small"), "denoise": N_("sees them without noise here")}


@dataclass(frozen=True)
class Ten:
    """What one model makes of ten images. x_hat: (10, 28, 28) in [0, 1]. errors: (10,) squared error an image."""

    x_hat: np.ndarray
    errors: np.ndarray

    @property
    def mean(self) -> float:
        return float(self.errors.mean())


def members(name: str) -> tuple[np.ndarray, ...]:
    """Indices of the test images of each class."""
    return selections.by_class(data.test_set(name)[1])


def sets(name: str) -> int:
    """How many sets of ten the test set gives, none sharing an image."""
    return selections.set_count(data.test_set(name)[1])


def indices(name: str, number: int) -> list[int]:
    """The test images of a set: the number-th of each class, starting again where a test set has no more."""
    return selections.one_of_each(data.test_set(name)[1], number)


def _seen(entry: Entry, x: torch.Tensor) -> torch.Tensor:
    """What a model is given: the images as they are, to one that enlarges the small ones that it is made for."""
    if entry.task != "upscale" or entry.recipe.corruption is None:
        return x
    strength = entry.recipe.strength
    return CORRUPTIONS[entry.recipe.corruption](
        x, strength if isinstance(strength, float) else max(strength), None
    )


def ten(name: str, number: int) -> Ten:
    """Ten test images of the model's own data, encoded and decoded.

    Raises:
        ae_core.CheckpointError: the model cannot be loaded; one sentence.
    """
    net, entry = models.model(name), models.entry(name)
    x = data.as_input(data.test_set(entry.data)[0][indices(entry.data, number)])
    x_hat = latent.reconstruct_all(net, _seen(entry, x)).cpu()
    return Ten(x_hat[:, 0].numpy(), metrics.squared_error_per_image(x_hat, x).numpy())


def ten_each(names: list[str], number: int) -> dict[str, Ten | str]:
    """Each model's ten, or the sentence that says why there are none."""
    found: dict[str, Ten | str] = {}
    for name in names:
        try:
            found[name] = ten(name, number)
        except CheckpointError as error:
            found[name] = errors.sentence(error)
    return found


def _name(label: str, *below: str, note: str = "") -> str:
    return f'<div class="name" title="{escape(note)}"><b>{escape(label)}</b>{"".join(below)}</div>'


def _originals(name: str, number: int) -> str:
    images = data.test_set(name)[0]
    figures = "".join(
        digits.figure(
            images[index], alt=_("Test image {index}").format(index=index), caption=f"#{index}", kind="x"
        )
        for index in indices(name, number)
    )
    below = _("{data} test images, squared error below each").format(data=data.TORCHVISION_NAMES[name])
    return (
        f'<article class="ten">{_name(_("Originals"), f"<small>{escape(below)}</small>")}{figures}</article>'
    )


def _meter(share: float) -> str:
    return f'<span class="meter"><i style="width:{share:.1%}"></i></span>'


def _row(name: str, found: Ten, base: Ten | str | None, least: np.ndarray, worst: float) -> str:
    entry = models.entry(name)
    label = _(entry.label)
    below = f"<small>{escape(_('mean {value}').format(value=f'{found.mean:.1f}'))}</small>"
    if entry.task in _GIVEN:
        below += f"<small>{escape(_(_GIVEN[entry.task]))}</small>"
    figures = "".join(
        digits.figure(
            digits.to_pixels(x_hat),
            alt=_("Reconstruction by {model}").format(model=label),
            caption=f"{error:.1f}",
            kind="xhat least" if error <= best else "xhat",
        )
        for x_hat, error, best in zip(found.x_hat, found.errors, least, strict=True)
    )
    against = reconstruction_rows.against_pca(found.mean, base.mean) if isinstance(base, Ten) else ""
    title = _name(label, below, against, _meter(found.mean / worst), note=_(entry.idea))
    return f'<article class="ten" data-key="{name}" data-model="{name}">{title}{figures}</article>'


def _failed(name: str, sentence: str) -> str:
    return (
        f'<article class="ten failed" data-key="{name}-failed" data-model="{name}">'
        f"{_name(models.label(name))}<p>{escape(sentence)}</p></article>"
    )


def _block(name: str, rows: Mapping[str, Ten | str], number: int) -> str:
    tens = [found.errors for found in rows.values() if isinstance(found, Ten)]
    least = np.min(tens, axis=0) if len(tens) > 1 else np.full(CLASSES, -1.0)
    worst = max((errors.mean() for errors in tens), default=1.0)
    shown = "".join(
        _failed(model, found)
        if isinstance(found, str)
        else _row(model, found, rows.get(models.entry(model).baseline or ""), least, worst)
        for model, found in rows.items()
    )
    return f'<section class="tens" data-key="{name}">{_originals(name, number)}{shown}</section>'


def html(names: list[str], number: int) -> str:
    """Originals and reconstructions; models of clothes under the clothes they know.

    Args:
        names: of the models, in the order to show.
        number: of the set of ten.
    """
    found = ten_each(names, number)
    by_data: dict[str, dict[str, Ten | str]] = {}
    for name, one in found.items():
        by_data.setdefault(models.entry(name).data, {})[name] = one
    return "".join(_block(name, rows, number) for name, rows in by_data.items())


def numbers() -> int:
    """How many different sets a link can name."""
    return sets(results.DIGITS)
