"""Corruptions of an image: pure functions of (x, strength, generator), each with a fresh draw for every pixel.

`x` is (B, 1, H, W) in [0, 1]. `generator` is a `torch.Generator` on x's device, or None for the global one;
the same seed gives the same noise.
"""

from collections.abc import Callable
from math import sqrt

import torch
import torch.nn.functional as F
from torch import Tensor

Corruption = Callable[[Tensor, float | Tensor, torch.Generator | None], Tensor]


def _uniform(x: Tensor, generator: torch.Generator | None) -> Tensor:
    return torch.rand(x.shape, generator=generator, device=x.device, dtype=x.dtype)


def gaussian(x: Tensor, strength: float | Tensor, generator: torch.Generator | None = None) -> Tensor:
    """x + sigma * n with n ~ N(0, I), as the lectures write it: NOT clipped, so values leave [0, 1].

    Args:
        strength: sigma >= 0; a float, or a tensor that broadcasts, (B, 1, 1, 1) for one sigma an image.

    >>> y = gaussian(torch.zeros(1, 1, 100, 100), 0.5, torch.Generator().manual_seed(0))
    >>> round(y.std().item(), 1)
    0.5
    """
    noise = torch.randn(x.shape, generator=generator, device=x.device, dtype=x.dtype)
    return x + strength * noise


def dropout(x: Tensor, strength: float | Tensor, generator: torch.Generator | None = None) -> Tensor:
    """Each pixel is set to 0 with probability `strength` in [0, 1]; kept pixels stay as they are.

    >>> y = dropout(torch.ones(1, 1, 100, 100), 0.8, torch.Generator().manual_seed(0))
    >>> round(y.mean().item(), 1)
    0.2
    """
    return x * (_uniform(x, generator) >= strength)


def lecture_dropout(x: Tensor, strength: float | Tensor, generator: torch.Generator | None = None) -> Tensor:
    """What `nn.Dropout(p)` on a mask of ones does to the lecture's images, which live in [-1, 1].

    The mask is {0, 1/(1-p)}, so a dropped pixel becomes 0, mid-grey, and a kept one 1/(1-p) times itself.
    In [0, 1] terms: dropped 0.5, ink (1) becomes (1 + 1/(1-p))/2 and background (0) becomes (1 - 1/(1-p))/2.

    Args:
        x: (B, 1, H, W) in [0, 1]; the result leaves that range, as the lecture's does.
        strength: p in [0, 1).

    >>> y = lecture_dropout(torch.ones(1, 1, 28, 28), 0.5, torch.Generator().manual_seed(0))
    >>> y.unique().tolist()  # dropped, and kept
    [0.5, 1.5]
    """
    mask = (_uniform(x, generator) >= strength) / (1 - strength)
    return ((2 * x - 1) * mask + 1) / 2


def as_the_lecture_drops(y: Tensor, missing: Tensor, strength: float) -> Tensor:
    """`dropout`'s image as `lecture_dropout` makes it with the same mask: what the lecture's own nets are to see.

    Args:
        y: (B, 1, H, W), kept pixels in [0, 1]; what stands in the missing ones is not looked at.
        missing: (B, 1, H, W) bool.
        strength: p in [0, 1]; at 1 every pixel is missing, and mid-grey.

    >>> as_the_lecture_drops(torch.ones(1, 1, 1, 2), torch.tensor([[[[True, False]]]]), 0.5).tolist()
    [[[[0.5, 1.5]]]]
    """
    stretched = ((2 * y - 1) / max(1 - strength, 1e-6) + 1) / 2
    return torch.where(missing, 0.5, stretched)


def salt_and_pepper(x: Tensor, strength: float | Tensor, generator: torch.Generator | None = None) -> Tensor:
    """Each pixel becomes 0 or 1 (a fair coin) with probability `strength` in [0, 1].

    >>> y = salt_and_pepper(torch.full((1, 1, 28, 28), 0.5), 0.3, torch.Generator().manual_seed(0))
    >>> y.unique().tolist()
    [0.0, 0.5, 1.0]
    """
    hit = _uniform(x, generator) < strength
    coin = (_uniform(x, generator) < 0.5).to(x.dtype)
    return torch.where(hit, coin, x)


def noise_deviation(kind: str, strength: float) -> float:
    """The standard deviation of "gaussian" noise, or of "salt_and_pepper" on pixels that are 0 or 1.

    >>> noise_deviation("gaussian", 0.3), noise_deviation("salt_and_pepper", 0.5)
    (0.3, 0.5)
    """
    return strength if kind == "gaussian" else sqrt(strength / 2)


def patch(x: Tensor, strength: float | Tensor, generator: torch.Generator | None = None) -> Tensor:
    """A square of side `strength` pixels at a random place of each image is set to 0.

    Args:
        strength: the side, 0 to the image's smaller side; rounded to whole pixels.

    >>> y = patch(torch.ones(2, 1, 28, 28), 10, torch.Generator().manual_seed(0))
    >>> (y == 0).sum((1, 2, 3)).tolist()
    [100, 100]
    """
    batch, _, height, width = x.shape
    side = int(min(max(round(float(strength)), 0), height, width))
    top = torch.randint(0, height - side + 1, (batch, 1, 1, 1), generator=generator, device=x.device)
    left = torch.randint(0, width - side + 1, (batch, 1, 1, 1), generator=generator, device=x.device)
    return x.masked_fill(square(x, side, top, left), 0.0)


def square(x: Tensor, side: int, top: int | Tensor, left: int | Tensor) -> Tensor:
    """Which pixels lie in a square whose upper left corner is (top, left): bool, broadcasts with x (B, 1, H, W).

    Args:
        top, left: one place for all images, or (B, 1, 1, 1); what lies outside the image is cut off.

    >>> square(torch.zeros(1, 1, 3, 4), side=2, top=1, left=0)[0, 0].int().tolist()
    [[0, 0, 0, 0], [1, 1, 0, 0], [1, 1, 0, 0]]
    """
    rows = torch.arange(x.shape[-2], device=x.device).view(1, 1, -1, 1)
    columns = torch.arange(x.shape[-1], device=x.device).view(1, 1, 1, -1)
    return (rows >= top) & (rows < top + side) & (columns >= left) & (columns < left + side)


def downsample(x: Tensor, strength: float | Tensor, generator: torch.Generator | None = None) -> Tensor:
    """Mean over squares of `strength` x `strength` pixels, shown again at full size. Draws nothing at random.

    Args:
        strength: a whole factor that divides both sides, 1, 2, 4, 7, 14 or 28 for MNIST.

    Raises:
        ValueError: the factor does not divide the image.

    >>> downsample(torch.tensor([[[[0.0, 1.0], [0.0, 1.0]]]]), 2).tolist()
    [[[[0.5, 0.5], [0.5, 0.5]]]]
    """
    factor = int(strength)
    if factor < 1 or x.shape[-2] % factor or x.shape[-1] % factor:
        raise ValueError(
            f"a {x.shape[-2]}x{x.shape[-1]} image cannot be divided into {factor}x{factor} squares"
        )
    small = F.avg_pool2d(x, factor)
    return F.interpolate(small, scale_factor=factor, mode="nearest")


CORRUPTIONS: dict[str, Corruption] = {
    "gaussian": gaussian,
    "dropout": dropout,
    "lecture_dropout": lecture_dropout,
    "salt_and_pepper": salt_and_pepper,
    "patch": patch,
    "downsample": downsample,
}
