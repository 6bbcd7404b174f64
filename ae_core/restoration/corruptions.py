"""One corruption of an image, complete, and images under it: what every restoring method is given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from ae_core.images import corruption
from ae_core.images.corruption import CORRUPTIONS, as_the_lecture_drops, noise_deviation
from ae_core.models.base import SIDE

# In teaching order. The lecture's own dropout is no kind apart: its nets see "dropout" as `Corrupted.lecture` has it.
KINDS = ("dropout", "gaussian", "salt_and_pepper", "patch", "downsample")


def root_mean_square(damage: Tensor) -> float:
    """Over all values of a tensor of any shape."""
    return damage.pow(2).mean().sqrt().item()


@dataclass(frozen=True)
class Corruption:
    """One way to corrupt an image: the same corruption of the same images is the same picture for whoever asks.

    Args:
        kind: one of `KINDS`.
        strength: by kind the share of pixels, sigma, the patch's side in pixels, or the factor.
        seed: of what is drawn at random.
        corner: the patch's upper left pixel, row and column.
    """

    kind: str
    strength: float
    seed: int = 0
    corner: tuple[int, int] = (0, 0)

    @property
    def top(self) -> int:
        """The row of the patch's corner."""
        return self.corner[0]

    @property
    def left(self) -> int:
        """The column of the patch's corner."""
        return self.corner[1]

    def apply(self, x: Tensor) -> Tensor:
        """x (B, 1, 28, 28) in [0, 1] on the CPU, corrupted; Gaussian noise leaves that range."""
        if self.kind == "patch":
            return x.masked_fill(self._square(x), 0.0)
        return CORRUPTIONS[self.kind](x, self.strength, torch.Generator().manual_seed(self.seed))

    def missing(self, x: Tensor) -> Tensor | None:
        """Which pixels of x are gone, for a method that is told: bool like x. None where no pixel is simply gone."""
        if self.kind == "patch":
            return self._square(x).expand_as(x)
        return self.apply(torch.ones_like(x)) == 0 if self.kind == "dropout" else None

    def _square(self, x: Tensor) -> Tensor:
        return corruption.square(x, round(self.strength), *self.corner)

    def sigma(self, x: Tensor, y: Tensor) -> float:
        """The noise's standard deviation, for a method that is told.

        Of Gaussian noise, and of salt and pepper on pixels that are 0 or 1, what it was drawn with; of all else the
        root mean square of y - x, clean images x and corrupted ones y (B, 1, 28, 28).
        """
        if self.kind in ("gaussian", "salt_and_pepper"):
            return noise_deviation(self.kind, self.strength)
        return root_mean_square(y - x)

    def fields(self) -> list[np.ndarray]:
        """What `apply` draws for one image, (28, 28) float32 each, so that a browser can corrupt it the same way."""
        generator = torch.Generator().manual_seed(self.seed)
        draws: dict[str, list[Callable[..., Tensor]]] = {
            "gaussian": [torch.randn],
            "dropout": [torch.rand],
            "salt_and_pepper": [torch.rand, torch.rand],
        }
        return [
            draw((1, 1, SIDE, SIDE), generator=generator)[0, 0].numpy() for draw in draws.get(self.kind, [])
        ]

    def corrupt(self, x: Tensor) -> "Corrupted":
        """Images (B, 1, 28, 28) in [0, 1] under this corruption, with all that a method may be told of it."""
        y = self.apply(x)
        return Corrupted(self, x, y, self.missing(x), self.sigma(x, y))


@dataclass(frozen=True)
class Corrupted:
    """Images and what became of them; all tensors (B, 1, 28, 28).

    Args:
        corruption: what was done to them.
        x: the clean images in [0, 1], to measure against; no method looks at them.
        y: the corrupted ones, beyond [0, 1] where the noise is Gaussian.
        missing: bool, the pixels that are gone; None where none simply is.
        sigma: the noise's standard deviation, as a method is told it.
    """

    corruption: Corruption
    x: Tensor
    y: Tensor
    missing: Tensor | None
    sigma: float

    @property
    def lecture(self) -> Tensor | None:
        """y as `nn.Dropout` makes it in the lecture, the same pixels gone; None where it is not dropout."""
        if self.corruption.kind != "dropout" or self.missing is None:
            return None
        return as_the_lecture_drops(self.y, self.missing, self.corruption.strength)

    @property
    def small(self) -> Tensor:
        """The picture of low resolution, (B, 1, 28 / factor, 28 / factor), before it was shown at full size again."""
        return F.avg_pool2d(self.y, int(self.corruption.strength))

    def only(self, which: slice | Sequence[int]) -> "Corrupted":
        """Some of the images, corrupted as they are among all."""
        which = which if isinstance(which, slice) else list(which)
        missing = None if self.missing is None else self.missing[which]
        return Corrupted(self.corruption, self.x[which], self.y[which], missing, self.sigma)
