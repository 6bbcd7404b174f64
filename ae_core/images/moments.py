"""What a digit measures: ink, centre of mass, size and slant, from its moments.

Pure functions of (B, 1, H, W) images in [0, 1], a value an image. Lengths are in pixels; columns count to the right,
rows down, both from the centre of the first pixel. An image without ink lies in the middle and measures 0.
"""

import torch
from torch import Tensor

_LEAST_INK = 1e-6


def ink(x: Tensor) -> Tensor:
    """Area of the ink in pixels, grey ones in part: the zeroth moment. (B, 1, H, W) -> (B,).

    >>> ink(torch.full((1, 1, 28, 28), 0.5)).item()
    392.0
    """
    return x.sum((1, 2, 3))


def _weights(x: Tensor) -> tuple[Tensor, Tensor]:
    """Ink by column (B, W) and by row (B, H)."""
    return x.sum((1, 2)), x.sum((1, 3))


def centre_of_mass(x: Tensor) -> Tensor:
    """Column and row of the centre of mass: (B, 1, H, W) -> (B, 2).

    >>> x = torch.zeros(1, 1, 28, 28)
    >>> x[0, 0, 20, 5] = 1.0
    >>> centre_of_mass(x).tolist()
    [[5.0, 20.0]]
    """
    middle = torch.tensor([(x.shape[-1] - 1) / 2, (x.shape[-2] - 1) / 2], dtype=x.dtype, device=x.device)
    # Distances from the middle: 0 where there is no ink, and no digits lost to a large offset.
    offsets = [
        ((torch.arange(weight.shape[1], device=x.device) - at) * weight).sum(1)
        for weight, at in zip(_weights(x), middle, strict=True)
    ]
    return middle + torch.stack(offsets, 1) / ink(x).clamp(min=_LEAST_INK)[:, None]


def _second_moments(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Central second moments over the ink: of columns, of rows, and mixed; three of (B,), in square pixels."""
    total, centre = ink(x).clamp(min=_LEAST_INK), centre_of_mass(x)
    right = torch.arange(x.shape[-1], device=x.device) - centre[:, :1]
    down = torch.arange(x.shape[-2], device=x.device) - centre[:, 1:]
    columns, rows = _weights(x)
    mixed = (x[:, 0] * right[:, None, :] * down[:, :, None]).sum((1, 2))
    return (columns * right**2).sum(1) / total, (rows * down**2).sum(1) / total, mixed / total


def size(x: Tensor) -> Tensor:
    """Root mean square distance of the ink from its centre of mass, in pixels: grows in step with a zoom. -> (B,).

    >>> x = torch.zeros(1, 1, 28, 28)
    >>> x[0, 0, 10, [8, 12]] = 1.0
    >>> size(x).item()
    2.0
    """
    across, along, _mixed = _second_moments(x)
    return (across + along).sqrt()


def slant(x: Tensor) -> Tensor:
    """How far a digit leans: pixels to the right for each pixel up, -mu11 / mu02; 0 is upright. -> (B,).

    A shear adds its own amount to it exactly, which is how MNIST is deskewed.

    >>> leaning = torch.eye(28).flip(1)[None, None]  # a pixel to the right for each pixel up
    >>> slant(leaning).round(decimals=4).item()
    1.0
    """
    _across, along, mixed = _second_moments(x)
    return -mixed / along.clamp(min=_LEAST_INK)
