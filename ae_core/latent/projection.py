"""Fewer numbers for a code: its principal components, and the plane in which codes spread most."""

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Projection:
    """The leading principal components of some codes.

    mean: (d,). axes: (d, k) orthonormal columns, by falling variance. explained: (k,) share of the variance of each.
    """

    mean: Tensor
    axes: Tensor
    explained: Tensor

    def __call__(self, codes: Tensor) -> Tensor:
        """Where codes fall on the axes: (N, d) -> (N, k)."""
        return (codes.double() - self.mean) @ self.axes


@torch.inference_mode()
def principal_components(codes: Tensor, k: int) -> Projection:
    """PCA of codes (N, d) to k dimensions, in float64; each axis's largest entry is made positive.

    Raises:
        ValueError: the codes have fewer than k numbers, or do not vary at all.

    >>> leading = principal_components(torch.tensor([[1.0, 0.0], [3.0, 0.0], [5.0, 0.0]]), 1)
    >>> leading.axes.flatten().tolist(), leading.explained.tolist()
    ([1.0, 0.0], [1.0])
    """
    if not 1 <= k <= codes.shape[1]:
        raise ValueError(f"a code of {codes.shape[1]} numbers has no {k} principal components")
    wide = codes.double()
    mean = wide.mean(0)
    variances, axes = torch.linalg.eigh(torch.cov(wide.T, correction=0).reshape(len(mean), -1))
    if not variances[-1] > 0:
        raise ValueError("codes that are all equal have no principal components")
    axes = axes.flip(1)[:, :k]
    axes = axes * axes.gather(0, axes.abs().argmax(0, keepdim=True)).sign()
    return Projection(mean, axes, variances.flip(0)[:k].clamp(min=0) / variances.clamp(min=0).sum())


@dataclass(frozen=True)
class Plane:
    """A plane through a code space: middle (d,) and two orthonormal axes (d, 2)."""

    middle: Tensor
    axes: Tensor

    def of(self, codes: Tensor) -> Tensor:
        """Coordinates on the plane: (N, d) -> (N, 2)."""
        return (codes - self.middle) @ self.axes


def principal_plane(codes: Tensor) -> Plane:
    """The plane in which codes (N, d), d >= 2, spread most: their first two principal components.

    A code of two numbers is its own plane, as it is.

    >>> codes = torch.randn(20, 5, generator=torch.Generator().manual_seed(0))
    >>> principal_plane(codes).of(codes).shape
    torch.Size([20, 2])
    """
    if codes.shape[1] == 2:
        return Plane(torch.zeros(2), torch.eye(2))
    leading = principal_components(codes, 2)
    return Plane(leading.mean.float(), leading.axes.float())
