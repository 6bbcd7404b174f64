"""Paths between images and between codes: the pictures along them, and curves that say how far off the data they are.

A path goes two ways at once: its images are faded into each other pixel by pixel, its codes interpolated and decoded.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ae_core.latent import nearest, vote
from ae_core.latent.interpolation import (
    Interpolant,
    energy,
    evenly,
    evenly_taken,
    lerp,
    reencoding_error,
    through,
    to_nearest,
    usual_reencoding_error,
)
from ae_core.models.base import Autoencoder

CURVES = ("energy", "back", "nearest", "length")


@dataclass(frozen=True)
class Path:
    """A path, frame by frame, on the model's device.

    pixels: (n, 1, 28, 28) the way-points faded into each other. codes: (n, d). decoded: (n, 1, 28, 28) the codes'
    pictures. stations: frame of each way-point.
    """

    pixels: Tensor
    codes: Tensor
    decoded: Tensor
    stations: tuple[int, ...]

    @property
    def middle(self) -> int:
        """The frame halfway between the first two way-points."""
        return self.stations[1] // 2


@dataclass(frozen=True)
class Curve:
    """Values along a path.

    pixels: (n,) of the faded pictures, None where only codes have such a value. decoded: (n,) of the codes and what is
    decoded from them. usual: median over the test images.
    """

    pixels: np.ndarray | None
    decoded: np.ndarray
    usual: float


def _faded(x: Tensor, steps: int) -> Tensor:
    return through(x.flatten(1), steps).view(-1, *x.shape[1:])


@torch.inference_mode()
def between_images(model: Autoencoder, x: Tensor, steps: int, interpolant: Interpolant = lerp) -> Path:
    """From image to image, in `steps` equal steps from each to the next.

    Args:
        x: (k, 1, 28, 28) in [0, 1], the way-points, k >= 1. interpolant: between codes; pixels are faded straight.

    Raises:
        ValueError: no way-point, or no step.

    >>> import ae_core
    >>> path = between_images(ae_core.load_model("pca_d2", device="cpu"), torch.zeros(3, 1, 28, 28), steps=4)
    >>> path.codes.shape, path.stations
    (torch.Size([9, 2]), (0, 4, 8))
    """
    x = x.to(model.device)
    codes = through(model.encode(x), steps, interpolant)
    return Path(_faded(x, steps), codes, model.decode(codes), tuple(range(0, len(codes), steps)))


@torch.inference_mode()
def along_corners(model: Autoencoder, corners: Tensor, steps: int) -> Path:
    """Along a broken line through the code at constant speed; its pixels are faded from the first end to the last.

    Args:
        corners: (k, d), k >= 1. steps: at least 1, over the whole line.

    Raises:
        ValueError: no corner, or no step.

    >>> import ae_core
    >>> corners = torch.tensor([[0.0, 0.0], [3.0, 0.0], [3.0, 1.0]])
    >>> along_corners(ae_core.load_model("pca_d2", device="cpu"), corners, steps=4).codes[1:4].tolist()
    [[1.0, 0.0], [2.0, 0.0], [3.0, 0.0]]
    """
    codes = evenly(corners.to(model.device), steps + 1)
    ends = model.decode(codes[[0, -1]])
    return Path(_faded(ends, steps), codes, model.decode(codes), (0, steps))


def votes_along(codes: Tensor, known: Tensor, labels: Tensor, k: int) -> tuple[list[int], list[int]]:
    """What the k nearest of the known codes vote at each code of a path, and how many of them say so.

    Args:
        codes: (n, d). known: (N, d), N >= k. labels: (N,) of the known ones.

    >>> known = torch.tensor([[0.0], [0.1], [1.0]])
    >>> votes_along(torch.tensor([[0.0], [1.0]]), known, torch.tensor([4, 4, 9]), k=3)
    ([4, 4], [2, 2])
    """
    _distances, indices = nearest(codes.cpu(), known, k)
    near = labels[indices]
    votes = vote(near)
    return votes.tolist(), (near == votes[:, None]).sum(1).tolist()


@torch.inference_mode()
def usual(model: Autoencoder, kind: str, images: Tensor, codes: Tensor) -> float:
    """A curve's value at the images of the data, as the median over some 500 of them; lengths of all.

    Args:
        kind: of `CURVES`. images: (N, 1, 28, 28) on the CPU. codes: (N, d), those of the images.

    >>> usual(None, "length", torch.zeros(3, 1, 28, 28), torch.tensor([[1.0], [-2.0], [3.0]]))
    2.0
    """
    if kind == "back":
        return usual_reencoding_error(model, codes)
    some = evenly_taken(images)
    measured: dict[str, Callable[[], Tensor]] = {
        "energy": lambda: energy(model, some.to(model.device)),
        "nearest": lambda: to_nearest(some, images, rank=2),
        "length": lambda: codes.norm(dim=1),
    }
    return float(measured[kind]().median())


@torch.inference_mode()
def curve(model: Autoencoder, path: Path, kind: str, images: Tensor, usual: float) -> Curve:
    """One of four curves along a path.

    "energy" ||x - g(f(x))||^2 and "nearest", the squared distance to the nearest image of the data, are values of
    pictures; "back" ||z - f(g(z))|| and "length" ||z|| are values of codes.

    Args:
        kind: of `CURVES`. images: (N, 1, 28, 28) of the data, on the CPU. usual: the curve's `usual`.

    >>> import ae_core
    >>> model, x = ae_core.load_model("pca_d2", device="cpu"), torch.zeros(2, 1, 28, 28)
    >>> curve(model, between_images(model, x, steps=4), "nearest", x, usual=0.0).pixels.tolist()
    [0.0, 0.0, 0.0, 0.0, 0.0]
    """
    measured: dict[str, Callable[[Tensor], Tensor]] = {
        "energy": lambda x: energy(model, x),
        "nearest": lambda x: to_nearest(x.cpu(), images),
        "back": lambda z: reencoding_error(model, z),
        "length": lambda z: z.norm(dim=1),
    }
    value = measured[kind]
    if kind in ("back", "length"):
        return Curve(None, value(path.codes).cpu().numpy(), usual)
    return Curve(value(path.pixels).cpu().numpy(), value(path.decoded).cpu().numpy(), usual)
