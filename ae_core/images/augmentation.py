"""Small random affine changes of training images."""

import math
from dataclasses import dataclass
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor


@dataclass(frozen=True)
class Augmentation:
    """Small random affine changes of part of each batch, so that a net does not learn the 60,000 by heart.

    Args:
        share: of the images of a batch that are changed.
        degrees: rotation within +- degrees.
        scale: enlargement within 1 +- scale.
        shift: translation within +- shift pixels, each way.
        resampling: "bicubic" keeps strokes sharper than "bilinear".
        until: share of training after which it stops, so that the last epochs see the real distribution.
    """

    share: float = 0.5
    degrees: float = 6.0
    scale: float = 0.05
    shift: float = 1.0
    until: float = 1.0
    resampling: Literal["bilinear", "bicubic"] = "bilinear"


def augment(x: Tensor, how: Augmentation, generator: torch.Generator) -> Tensor:
    """Rotate, scale and shift the first `how.share` of a shuffled batch a little: (B, 1, H, W) -> same.

    Each image draws its own angle, width, height and shift, uniformly.

    >>> x = torch.rand(4, 1, 28, 28)
    >>> moved = augment(x, Augmentation(share=0.5), torch.Generator().manual_seed(0))
    >>> (moved != x).flatten(1).any(1).tolist()
    [True, True, False, False]
    """
    count, side = round(len(x) * how.share), x.shape[-1]

    def uniform(width: float) -> Tensor:
        return (2 * torch.rand(count, generator=generator, device=x.device) - 1) * width

    angle = uniform(math.radians(how.degrees))
    wide, high = 1 + uniform(how.scale), 1 + uniform(how.scale)
    # affine_grid counts in half sides: a shift of one pixel is 2 / side.
    right, down = uniform(2 * how.shift / side), uniform(2 * how.shift / side)
    cos, sin = torch.cos(angle), torch.sin(angle)
    rows = [torch.stack([wide * cos, -high * sin, right], 1), torch.stack([wide * sin, high * cos, down], 1)]
    grid = F.affine_grid(torch.stack(rows, 1), [count, *x.shape[1:]], align_corners=False)
    moved = F.grid_sample(x[:count], grid, mode=how.resampling, align_corners=False)
    # Bicubic interpolation overshoots at sharp edges.
    return torch.cat([moved.clamp(0, 1), x[count:]])
