"""Ways to spoil an image and ways to restore it, as the pages offer them: which method suits which noise, and what
each is told. The noise and the methods themselves are `ae_core`'s."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

import ae_core
from ae_core import CheckpointError, latent
from ae_core.images import corruption
from ae_core.images.corruption import CORRUPTIONS
from ae_core.restoration import classical as restoration
from ae_core.restoration import table
from ae_core.restoration.table import sees_the_lectures_dropout
from ui.resources import models
from ui.shell import errors
from ui.shell.language import N_

SIDE = 28
LARGEST_SEED = 999_999
# To begin with: the net that was taught the first noise in front, last one that never saw any.
DEFAULT_NETS = ["dae_dropout", "dae_gaussian", "dae_nyu_d500", "ae_conv_d30"]
PCA = "pca_d64"


@dataclass(frozen=True)
class Kind:
    """One kind of noise. low, high, step: of its strength. choices: the strengths there are, where not all between."""

    label: str
    low: float
    high: float
    step: float
    default: float
    choices: tuple[float, ...] = ()

    def nearest(self, strength: float) -> float:
        """The strength that can be had which lies nearest."""
        if self.choices:
            return min(self.choices, key=lambda choice: abs(choice - strength))
        steps = round((min(max(strength, self.low), self.high) - self.low) / self.step)
        return round(self.low + steps * self.step, 6)


KINDS = {
    "dropout": Kind(N_("Dropout"), 0, 1, 0.05, 0.5),
    "gaussian": Kind(N_("Gaussian"), 0, 1.5, 0.05, 0.5),
    "salt_and_pepper": Kind(N_("Salt and pepper"), 0, 1, 0.05, 0.3),
    "patch": Kind(N_("Patch"), 0, SIDE, 1, 10),
    "downsample": Kind(N_("Low resolution"), 1, 14, 1, 2, choices=(1, 2, 4, 7, 14)),
}
FIRST_KIND = "dropout"


@dataclass(frozen=True)
class Spoil:
    """One way to spoil an image, complete: the same spoil of the same image is the same picture for everybody.

    strength: rate, sigma, side in pixels or factor, by kind. top, left: corner of the patch.
    """

    kind: str = FIRST_KIND
    strength: float = KINDS[FIRST_KIND].default
    seed: int = 7
    top: int = 9
    left: int = 9

    def apply(self, x: Tensor) -> Tensor:
        """x (B, 1, 28, 28) in [0, 1], spoiled; Gaussian noise leaves that range."""
        if self.kind == "patch":
            return x.masked_fill(self._square(x), 0.0)
        return CORRUPTIONS[self.kind](x, self.strength, torch.Generator().manual_seed(self.seed))

    def missing(self, x: Tensor) -> Tensor | None:
        """Which pixels are gone, for a method that is told: bool like x. None where no pixel is simply gone."""
        if self.kind == "patch":
            return self._square(x).expand_as(x)
        return self.apply(torch.ones_like(x)) == 0 if self.kind == "dropout" else None

    def _square(self, x: Tensor) -> Tensor:
        return corruption.square(x, round(self.strength), self.top, self.left)

    def sigma(self) -> float:
        """The noise's standard deviation, for a method that is told."""
        return corruption.noise_deviation(self.kind, self.strength)

    def fields(self) -> list[np.ndarray]:
        """What `apply` draws for one image, (28, 28) float32 each, so that the browser can spoil it the same way."""
        generator = torch.Generator().manual_seed(self.seed)
        draws: dict[str, list[Callable[..., Tensor]]] = {
            "gaussian": [torch.randn],
            "dropout": [torch.rand],
            "salt_and_pepper": [torch.rand, torch.rand],
        }
        return [
            draw((1, 1, SIDE, SIDE), generator=generator)[0, 0].numpy() for draw in draws.get(self.kind, [])
        ]


@dataclass(frozen=True)
class Method:
    """A classical method. compared_as: its name in the table of the test set. slow: it may come after the others."""

    label: str
    compared_as: str
    restore: Callable[[Tensor, Spoil, Tensor | None], Tensor]
    slow: bool = False


def _told_sigma(
    method: Callable[[Tensor, float], Tensor],
) -> Callable[[Tensor, Spoil, Tensor | None], Tensor]:
    def restore(y: Tensor, spoil: Spoil, _missing: Tensor | None) -> Tensor:
        # Without noise there is nothing to take away; the methods themselves would divide by sigma.
        return method(y, spoil.sigma()) if spoil.sigma() > 0 else y.clamp(0, 1)

    return restore


def _told_the_mask(
    method: Callable[[Tensor, Tensor], Tensor],
) -> Callable[[Tensor, Spoil, Tensor | None], Tensor]:
    def restore(y: Tensor, _spoil: Spoil, missing: Tensor | None) -> Tensor:
        if missing is None:
            raise ValueError("inpainting needs to be told which pixels are missing")
        return method(y, missing)

    return restore


CLASSICAL = {
    "median": Method(N_("Median, 3 × 3"), "median 3x3", lambda y, _spoil, _missing: restoration.median(y)),
    "nlm": Method(
        N_("Non-local means"), "non-local means", _told_sigma(restoration.non_local_means), slow=True
    ),
    "tv": Method(
        N_("Total variation"), "total variation", _told_sigma(restoration.total_variation), slow=True
    ),
    "telea": Method(N_("Telea inpainting"), "Telea", _told_the_mask(restoration.telea)),
    "navier_stokes": Method(
        N_("Navier-Stokes inpainting"), "Navier-Stokes", _told_the_mask(restoration.navier_stokes)
    ),
    "bicubic": Method(
        N_("Bicubic enlargement"),
        "bicubic",
        lambda y, spoil, _missing: restoration.bicubic(F.avg_pool2d(y, int(spoil.strength))),
    ),
}
_SUITING = {
    "dropout": (PCA, "median", "telea", "navier_stokes"),
    "patch": (PCA, "median", "telea", "navier_stokes"),
    "gaussian": (PCA, "median", "nlm", "tv"),
    "salt_and_pepper": (PCA, "median", "nlm", "tv"),
    "downsample": (PCA, "bicubic"),
}


def nets() -> list[str]:
    """Every net that takes an MNIST digit and gives one back, in teaching order."""
    tasks = ("denoise", "reconstruct", "generate", "upscale")
    return [
        entry.name
        for entry in map(models.entry, ae_core.list_models(data="mnist"))
        if entry.task in tasks and entry.family != "conditional" and not entry.name.startswith("pca")
    ]


def classical(kind: str) -> tuple[str, ...]:
    """The methods without a net that suit this kind of noise, the projection on PCA's subspace first."""
    return _SUITING[kind]


def label(key: str) -> str:
    """What people read, in English; the catalogue knows it."""
    return CLASSICAL[key].label if key in CLASSICAL else models.entry(key).label


def compared_as(key: str) -> str:
    """The method's name in the table of the test set."""
    if key in CLASSICAL:
        return CLASSICAL[key].compared_as
    return "PCA projection, 64-D" if key == PCA else models.entry(key).label


def is_slow(key: str) -> bool:
    return key in CLASSICAL and CLASSICAL[key].slow


def seen_by(key: str, y: Tensor, spoil: Spoil) -> Tensor:
    """What a method gets of the spoiled image y: the lecture's own nets see dropout as nn.Dropout makes it."""
    missing = spoil.missing(y) if spoil.kind == "dropout" else None
    if missing is not None and key not in CLASSICAL and sees_the_lectures_dropout(key):
        return corruption.as_the_lecture_drops(y, missing, spoil.strength)
    return y


def restore(key: str, y: Tensor, spoil: Spoil) -> Tensor:
    """Restore spoiled images.

    Args:
        key: a model's name or one of `CLASSICAL`.
        y: (B, 1, 28, 28), what `spoil.apply` made.

    Returns:
        (B, 1, 28, 28) in [0, 1], on the CPU.

    Raises:
        ae_core.CheckpointError: the model cannot be loaded; one sentence.
    """
    if key in CLASSICAL:
        return CLASSICAL[key].restore(y, spoil, spoil.missing(y))
    return latent.reconstruct_all(models.model(key), seen_by(key, y, spoil)).cpu().clamp(0, 1)


def restore_or_say(key: str, y: Tensor, spoil: Spoil) -> Tensor | str:
    """What `restore` gives, or the sentence that says why there is nothing."""
    try:
        return restore(key, y, spoil)
    except CheckpointError as error:
        return errors.sentence(error)


def measured_spoil(spoil: Spoil) -> table.Spoil:
    """The spoil of the test-set table nearest to this one."""
    kind = "hole" if spoil.kind == "patch" else spoil.kind
    known = [one for one in table.SPOILS if one.kind == kind]
    return min(known, key=lambda one: abs(one.strength - spoil.strength))
