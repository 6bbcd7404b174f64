"""A code of two numbers as a map: what a picture of it shows, how far one may go, where its decoder is off the data."""

import numpy as np
import torch
from torch import Tensor

from ae_core.latent.interpolation import reencoding_error
from ae_core.models.base import Autoencoder

_REACH = 1.5  # a point may lie this many widths of the data off its middle
_ARMS = 3  # codes that spread over so many widths of their inner nine tenths are shown with all around them

Range = tuple[float, float, float, float]  # left, right, bottom, top


def extent(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Least and largest value on each axis that a picture of the codes (N, k) shows, (k,) each.

    The inner nine tenths of the codes and up to half their width around them. A plain autoencoder has arms that reach
    out tens of times further: the longer they are, the less of them is shown, since the crowd would shrink to a dot.

    >>> low, high = extent(np.linspace([0.0, 0.0], [1.0, 10.0], 101))
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([-0.05, -0.48], [1.05, 10.48])
    """
    least, inner, outer, most = np.quantile(codes, [0.002, 0.05, 0.95, 0.998], axis=0)
    width = outer - inner
    reach = width / 2 * np.minimum(_ARMS * width / (most - least), 1)
    low, high = np.maximum(least, inner - reach), np.minimum(most, outer + reach)
    margin = 0.05 * (high - low)
    return low - margin, high + margin


def home(codes: np.ndarray) -> Range:
    """What a map of the codes (N, 2) shows at first: left, right, bottom and top.

    >>> [round(side, 2) for side in home(np.linspace([0.0, 0.0], [1.0, 10.0], 101))]
    [-0.05, 1.05, -0.48, 10.48]
    """
    (left, bottom), (right, top) = (side.tolist() for side in extent(codes))
    return left, right, bottom, top


def area(shown: Range) -> Range:
    """A range around this one, centred, that fills a screen wider than high when `shown` is fitted into it.

    >>> area((0.0, 1.0, 0.0, 2.0))
    (-1.5, 2.5, 0.0, 2.0)
    """
    left, right, bottom, top = shown
    width, height = max(right - left, 2 * (top - bottom)), max(top - bottom, right - left)
    x, y = (left + right) / 2, (bottom + top) / 2
    return x - width / 2, x + width / 2, y - height / 2, y + height / 2


def landscape(shown: Range) -> Range:
    """The least range around this one, centred, that is twice as wide as high: one scale for both axes.

    >>> landscape((0.0, 1.0, 0.0, 2.0))
    (-1.5, 2.5, 0.0, 2.0)
    """
    left, right, bottom, top = shown
    x, y = (left + right) / 2, (bottom + top) / 2
    half = max(top - bottom, (right - left) / 2) / 2
    return x - 2 * half, x + 2 * half, y - half, y + half


def within_reach(z: tuple[float, float], low: np.ndarray, high: np.ndarray) -> tuple[float, float]:
    """z, or the nearest point that lies at most 1.5 widths of the data off its middle on each axis.

    Args:
        low, high: (2,) where most of the codes end on each axis.

    >>> within_reach((9.0, 0.25), np.array([0.0, 0.0]), np.array([1.0, 1.0]))
    (2.0, 0.25)
    """
    middle, width = (low + high) / 2, high - low
    x, y = np.clip(np.array(z), middle - _REACH * width, middle + _REACH * width).tolist()
    return x, y


def reencoding_errors(model: Autoencoder, over: Range, columns: int) -> Tensor:
    """||z - f(g(z))|| over a range of a plane, at the middles of the squares of a raster.

    Args:
        model: with a code of two numbers. columns: of the raster, whose squares decide how many rows there are.

    Returns:
        (rows, columns) float32 on the CPU, the topmost row first.

    >>> import ae_core
    >>> reencoding_errors(ae_core.load_model("pca_d2", device="cpu"), (-4.0, 4.0, -2.0, 2.0), columns=8).shape
    torch.Size([4, 8])
    """
    left, right, bottom, top = over
    rows = max(round(columns * (top - bottom) / (right - left)), 1)
    x = left + (right - left) * (torch.arange(columns) + 0.5) / columns
    y = top - (top - bottom) * (torch.arange(rows) + 0.5) / rows
    z = torch.stack(torch.meshgrid(x, y, indexing="xy"), dim=-1).reshape(-1, 2)
    return reencoding_error(model, z.to(model.device)).reshape(rows, columns).cpu()
