"""What gives a drawn digit away: soft edges, grey ink, loose pieces. Pure functions of images in [0, 1]."""

import numpy as np
import torch
from skimage.measure import label
from torch import Tensor

INK = 0.05  # fainter is background
GREY = (0.2, 0.8)  # neither background nor full ink
SOLID = 0.5  # a pixel of a stroke
SMALLEST_PIECE = 2  # pixels; a single one is noise


def edge_energy(x: Tensor) -> Tensor:
    """How crisp the strokes are: squared steps between neighbours over squared ink, (B, 1, H, W) -> (B,).

    Does not change when all ink fades by one factor; 0 for an empty image. A blurred digit has less.

    >>> sharp = torch.tensor([[[[0.0, 1.0, 1.0, 0.0]]]])
    >>> edge_energy(sharp).item(), edge_energy(0.5 * sharp).item()
    (1.0, 1.0)
    """
    steps = (x.diff(dim=2) ** 2).flatten(1).sum(1) + (x.diff(dim=3) ** 2).flatten(1).sum(1)
    return steps / (x**2).flatten(1).sum(1).clamp(min=1e-9)


def grey_share(x: Tensor) -> Tensor:
    """Share of the inked pixels (> 0.05) that are grey, between 0.2 and 0.8: (B, 1, H, W) -> (B,); 0 if empty.

    >>> grey_share(torch.tensor([[[[0.0, 0.5, 1.0, 1.0, 0.9]]]])).item()
    0.25
    """
    flat = x.flatten(1)
    grey = ((flat > GREY[0]) & (flat < GREY[1])).sum(1)
    return grey / (flat > INK).sum(1).clamp(min=1)


def pieces(x: Tensor) -> Tensor:
    """Strokes that do not touch: 8-connected parts of the pixels above 1/2, of 2 pixels or more; -> (B,) int64.

    >>> x = torch.zeros(1, 1, 28, 28)
    >>> x[..., 2:5, 2:5] = x[..., 20:22, 20] = x[..., 10, 10] = 1.0  # a block, a stroke, a single pixel
    >>> pieces(x).item()
    2
    """
    counts = []
    for image in x.flatten(0, 1).cpu().numpy():
        parts = np.bincount(label(image > SOLID, connectivity=2).ravel())[1:]
        counts.append(int((parts >= SMALLEST_PIECE).sum()))
    return torch.tensor(counts)
