"""The same ten test images, one a class, as several models bring them back: one row a model, the originals on top."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
from ui.visuals.markup import Markup, render

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


def _originals(name: str, number: int) -> list[Markup]:
    images = data.test_set(name)[0]
    return [
        digits.figure(
            images[index], alt=_("Test image {index}").format(index=index), caption=f"#{index}", kind="x"
        )
        for index in indices(name, number)
    ]


def _row(name: str, found: Ten, base: Ten | str | None, least: np.ndarray, worst: float) -> dict[str, Any]:
    entry = models.entry(name)
    figures = [
        digits.figure(
            digits.to_pixels(x_hat),
            alt=_("Reconstruction by {model}").format(model=_(entry.label)),
            caption=f"{error:.1f}",
            kind="xhat least" if error <= best else "xhat",
        )
        for x_hat, error, best in zip(found.x_hat, found.errors, least, strict=True)
    ]
    return {
        "entry": entry,
        "problem": "",
        "mean": found.mean,
        "given": _(_GIVEN[entry.task]) if entry.task in _GIVEN else "",
        "against": reconstruction_rows.against_pca(found.mean, base.mean) if isinstance(base, Ten) else "",
        "share": found.mean / worst,
        "figures": figures,
    }


def _block(name: str, rows: Mapping[str, Ten | str], number: int) -> dict[str, Any]:
    tens = [found.errors for found in rows.values() if isinstance(found, Ten)]
    least = np.min(tens, axis=0) if len(tens) > 1 else np.full(CLASSES, -1.0)
    worst = max((errors.mean() for errors in tens), default=1.0)
    shown = [
        {"entry": models.entry(model), "problem": found}
        if isinstance(found, str)
        else _row(model, found, rows.get(models.entry(model).baseline or ""), least, worst)
        for model, found in rows.items()
    ]
    return {
        "data": name,
        "data_name": data.TORCHVISION_NAMES[name],
        "originals": _originals(name, number),
        "rows": shown,
    }


def html(names: list[str], number: int) -> Markup:
    """Originals and reconstructions; models of clothes under the clothes they know.

    Args:
        names: of the models, in the order to show.
        number: of the set of ten.
    """
    found = ten_each(names, number)
    by_data: dict[str, dict[str, Ten | str]] = {}
    for name, one in found.items():
        by_data.setdefault(models.entry(name).data, {})[name] = one
    blocks = [_block(name, rows, number) for name, rows in by_data.items()]
    return render("features/models/ten.html", blocks=blocks)


def numbers() -> int:
    """How many different sets a link can name."""
    return sets(results.DIGITS)
