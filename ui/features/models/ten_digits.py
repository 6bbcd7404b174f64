"""Ten test images, one a class, as several models bring them back."""

from dataclasses import dataclass

import numpy as np
import torch

from ae_core import Autoencoder, CheckpointError, data, latent, metrics
from ae_core.data import selections
from ae_core.images.corruption import CORRUPTIONS
from ae_core.registry import Entry
from ui.features.models.results import DIGITS
from ui.resources import models
from ui.shell import errors


@dataclass(frozen=True)
class TenDigits:
    """What one model makes of ten images. x_hat: (10, 28, 28) in [0, 1]. errors: (10,) squared error an image."""

    x_hat: np.ndarray
    errors: np.ndarray

    @property
    def mean(self) -> float:
        return float(self.errors.mean())


def indices(name: str, number: int) -> list[int]:
    """The images of a set from a data set: the number-th of each class, starting again where it has no more."""
    return selections.one_of_each(data.test_set(name)[1], number)


def numbers() -> int:
    """How many different sets a link can name."""
    return selections.set_count(data.test_set(DIGITS)[1])


def _seen(entry: Entry, x: torch.Tensor) -> torch.Tensor:
    """What a model is given: the images as they are, to one that enlarges the small ones that it is made for."""
    if entry.task != "upscale" or entry.recipe.corruption is None:
        return x
    strength = entry.recipe.strength
    return CORRUPTIONS[entry.recipe.corruption](
        x, strength if isinstance(strength, float) else max(strength), None
    )


def ten_digits(entry: Entry, net: Autoencoder, number: int) -> TenDigits:
    """Ten test images of the model's own data, encoded and decoded."""
    x = data.as_input(data.test_set(entry.data)[0][indices(entry.data, number)])
    x_hat = latent.reconstruct_all(net, _seen(entry, x)).cpu()
    return TenDigits(x_hat[:, 0].numpy(), metrics.squared_error_per_image(x_hat, x).numpy())


def each(names: list[str], number: int) -> dict[str, TenDigits | str]:
    """Each model's ten, or the sentence that says why there are none."""
    answers: dict[str, TenDigits | str] = {}
    for name in names:
        try:
            answers[name] = ten_digits(models.entry(name), models.model(name), number)
        except CheckpointError as error:
            answers[name] = errors.sentence(error)
    return answers
