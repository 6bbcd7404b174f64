"""What one does to a digit in pixels: shift, zoom, stroke weight and slant, each in units of its own.

Pure functions of (B, 1, H, W) images in [0, 1]. Zoom and slant keep each image's centre of mass in its place. What
leaves the field is lost, what comes in is black.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from ae_core.images import moments

SHIFT_PIXELS = 0.5
ZOOM_FACTOR = 1.05
STROKE_PIXELS = 1 / 3
SLANT = 0.1
REACH = 3  # units either way

# Its unit by name: what +1 does.
UNITS = {
    "right": f"{SHIFT_PIXELS} pixels to the right",
    "down": f"{SHIFT_PIXELS} pixels down",
    "zoom": f"{ZOOM_FACTOR} times as large",
    "stroke": "strokes a third of a pixel wider",
    "slant": f"leaning {SLANT} pixels further to the right for each pixel up",
}
NAMES = tuple(UNITS)


def _stroke(x: Tensor, units: float) -> Tensor:
    """Strokes wider by units / 3 pixels, thinner where negative; |units| <= 3.

    On a grid twice as fine the brightest (darkest) of a pixel and its four neighbours makes every stroke a pixel wider
    (thinner); less than that is the image and this result mixed.
    """
    fine = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
    sign = 1.0 if units > 0 else -1.0
    around = F.pad(sign * fine, (1, 1, 1, 1), value=-1.0)
    neighbours = [
        around[..., 1:-1, :-2],
        around[..., 1:-1, 2:],
        around[..., :-2, 1:-1],
        around[..., 2:, 1:-1],
    ]
    changed = sign * torch.stack([sign * fine, *neighbours]).amax(0)
    difference = F.avg_pool2d(changed - fine, 2)
    return (x + abs(units) * STROKE_PIXELS * difference).clamp(0, 1)


def _affine(x: Tensor, matrix: Tensor, shift: Tensor) -> Tensor:
    """Bilinear: what was at p comes to centre + matrix (p - centre) + shift, in pixels, (column, row)."""
    side = torch.tensor([x.shape[-1], x.shape[-2]], dtype=x.dtype, device=x.device)
    # The sampling grid counts in half fields from the middle of the field.
    centre = (moments.centre_of_mass(x) + 0.5) * 2 / side - 1
    back = torch.linalg.inv(matrix)
    offset = centre - (centre + shift * 2 / side) @ back.T
    theta = torch.cat([back.expand(len(x), 2, 2), offset[:, :, None]], 2)
    grid = F.affine_grid(theta, list(x.shape), align_corners=False)
    return F.grid_sample(x, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def warp(
    x: Tensor,
    *,
    right: float = 0.0,
    down: float = 0.0,
    zoom: float = 0.0,
    stroke: float = 0.0,
    slant: float = 0.0,
) -> Tensor:
    """The images with all of it done, stroke weight first, in the units of `UNITS`: (B, 1, H, W), square.

    Raises:
        ValueError: more than `REACH` units of stroke weight either way.

    >>> x = torch.zeros(1, 1, 28, 28)
    >>> x[0, 0, 14, 10] = 1.0
    >>> moments.centre_of_mass(warp(x, right=4)).round(decimals=3).tolist()
    [[12.0, 14.0]]
    """
    if abs(stroke) > REACH:
        raise ValueError(f"stroke weight goes from -{REACH} to {REACH} units, not to {stroke}")
    if stroke:
        x = _stroke(x, stroke)
    if not (right or down or zoom or slant):
        return x
    factor = ZOOM_FACTOR**zoom
    # Rows count down, so leaning to the right is a negative shear.
    matrix = factor * torch.tensor([[1.0, -SLANT * slant], [0.0, 1.0]], dtype=x.dtype, device=x.device)
    shift = SHIFT_PIXELS * torch.tensor([right, down], dtype=x.dtype, device=x.device)
    return _affine(x, matrix, shift)
