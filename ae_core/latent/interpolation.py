"""Interpolation between codes, and what a model makes of the pictures in between.

A path is a sequence of way-points. `lerp` and `slerp` interpolate from one to the next; `through` takes the same
number of steps for every leg, so that the way-points themselves are among the codes; `evenly` goes at constant speed
along a path whose way-points do not matter by themselves, such as one that was dragged on a map.
`ae_core.latent.path` puts them together.
"""

from collections.abc import Callable
from itertools import pairwise

import torch
from torch import Tensor

from ae_core.latent import reconstruct_all
from ae_core.metrics import squared_error_per_image
from ae_core.models.base import Autoencoder

_PARALLEL = 1e-4  # radians; below this, and as near to opposite, the arc is not determined by its ends
_BATCH = 500

Interpolant = Callable[[Tensor, Tensor, Tensor], Tensor]


def lerp(a: Tensor, b: Tensor, t: Tensor) -> Tensor:
    """The straight line (1 - t) a + t b: a and b (d,), t (T,) -> (T, d). Ends exact.

    >>> lerp(torch.zeros(2), torch.tensor([4.0, 8.0]), torch.tensor([0.0, 0.25, 1.0])).tolist()
    [[0.0, 0.0], [1.0, 2.0], [4.0, 8.0]]
    """
    share = t[:, None]
    return torch.where(share < 0.5, a + share * (b - a), b - (1 - share) * (b - a))


def slerp(a: Tensor, b: Tensor, t: Tensor) -> Tensor:
    """Spherical linear interpolation about the origin: a and b (d,), t (T,) -> (T, d).

    sin((1 - t) w) / sin(w) a + sin(t w) / sin(w) b with w the angle between a and b (Shoemake 1985, "Animating
    rotation with quaternion curves"). For unit vectors this is the great circle at constant speed. Codes have different
    lengths; as White 2016 ("Sampling generative networks", arXiv 1609.04468) does, the formula is used as it is, and
    the length goes smoothly from one to the other.

    Where a and b are parallel, opposite or zero there is no such arc, and the path is `lerp`'s.

    >>> halfway = slerp(torch.tensor([1.0, 0.0]), torch.tensor([0.0, 1.0]), torch.tensor([0.5]))
    >>> round(halfway.norm().item(), 4)
    1.0
    """
    cosine = torch.nn.functional.cosine_similarity(a.double(), b.double(), dim=0).clamp(-1, 1)
    angle = torch.arccos(cosine)
    undetermined = min(float(angle), torch.pi - float(angle)) < _PARALLEL
    if undetermined or not bool(a.any()) or not bool(b.any()):
        return lerp(a, b, t)
    share = t.double()[:, None]
    mixed = torch.sin((1 - share) * angle) * a.double() + torch.sin(share * angle) * b.double()
    return (mixed / torch.sin(angle)).to(a.dtype)


def through(points: Tensor, steps: int, interpolant: Interpolant = lerp) -> Tensor:
    """From way-point to way-point in `steps` equal steps each.

    Args:
        points: (k, d), k >= 1. steps: at least 1. interpolant: from one way-point to the next.

    Returns:
        (steps (k - 1) + 1, d); row i * steps is exactly way-point i.

    Raises:
        ValueError: no way-point, or no step.

    >>> through(torch.tensor([[0.0], [2.0], [3.0]]), steps=2).flatten().tolist()
    [0.0, 1.0, 2.0, 2.5, 3.0]
    """
    if points.ndim != 2 or not len(points) or steps < 1:
        raise ValueError(f"no path: {tuple(points.shape)} in {steps} steps")
    t = torch.arange(1, steps, device=points.device, dtype=points.dtype) / steps
    legs = [torch.cat([a[None], interpolant(a, b, t)]) for a, b in pairwise(points)]
    return torch.cat([*legs, points[-1:]])


def evenly(points: Tensor, count: int) -> Tensor:
    """`count` codes at equal distances along the broken line through the points; both ends exact.

    Args:
        points: (k, d), k >= 1; points that repeat do no harm. count: at least 2.

    Returns:
        (count, d).

    Raises:
        ValueError: no point, or fewer than two codes asked for.

    >>> evenly(torch.tensor([[0.0], [1.0], [4.0]]), count=5).flatten().tolist()
    [0.0, 1.0, 2.0, 3.0, 4.0]
    """
    if points.ndim != 2 or not len(points) or count < 2:
        raise ValueError(f"no path: {tuple(points.shape)} at {count} places")
    if len(points) == 1:
        return points.repeat(count, 1)
    walked = torch.cat([points.new_zeros(1), (points[1:] - points[:-1]).norm(dim=1).cumsum(0)])
    wanted = walked[-1] * torch.arange(count, device=points.device, dtype=points.dtype) / (count - 1)
    leg = torch.searchsorted(walked, wanted, right=True).clamp(1, len(points) - 1)
    length = (walked[leg] - walked[leg - 1]).clamp(min=1e-12)
    share = ((wanted - walked[leg - 1]) / length).clamp(0, 1)[:, None]
    path = points[leg - 1] + share * (points[leg] - points[leg - 1])
    path[0], path[-1] = points[0], points[-1]
    return path


@torch.inference_mode()
def energy(model: Autoencoder, x: Tensor) -> Tensor:
    """||x - g(f(x))||^2, the squared error of each picture after one round trip: (B, 1, 28, 28) -> (B,).

    The energy that training lowers at the data, and that an autoencoder which knows only the data leaves high elsewhere
    (LeCun et al. 2006, "A tutorial on energy-based learning").

    >>> import ae_core
    >>> model = ae_core.load_model("pca_d2", device="cpu")
    >>> x = model.decode(torch.zeros(1, 2))  # the mean digit: nothing is lost
    >>> energy(model, x).round(decimals=4).item()
    0.0
    """
    return squared_error_per_image(reconstruct_all(model, x, _BATCH), x)


@torch.inference_mode()
def reencoding_error(model: Autoencoder, z: Tensor) -> Tensor:
    """||z - f(g(z))||, how far each code lands off when it is decoded and encoded again: (B, d) -> (B,).

    >>> import ae_core
    >>> model = ae_core.load_model("pca_d2", device="cpu")
    >>> reencoding_error(model, torch.zeros(1, 2)).round(decimals=4).item()
    0.0
    """
    return torch.cat([(model.encode(model.decode(part)) - part).norm(dim=1) for part in z.split(_BATCH)])


def evenly_taken(many: Tensor, about: int = 500) -> Tensor:
    """Every so-manieth row, so that about 500 are left: enough for a median.

    >>> evenly_taken(torch.arange(10), about=5).tolist()
    [0, 2, 4, 6, 8]
    """
    return many[:: max(len(many) // about, 1)]


def usual_reencoding_error(model: Autoencoder, codes: Tensor) -> float:
    """`reencoding_error` as the median over some of the codes (N, d) of the data.

    >>> import ae_core
    >>> round(usual_reencoding_error(ae_core.load_model("pca_d2", device="cpu"), torch.ones(4, 2)), 4)
    0.0
    """
    return float(reencoding_error(model, evenly_taken(codes).to(model.device)).median())


def to_nearest(x: Tensor, images: Tensor, rank: int = 1) -> Tensor:
    """Squared pixel distance of each picture to the nearest of many: (B, 1, 28, 28) and (N, 1, 28, 28) -> (B,).

    Args:
        rank: 2 for the second nearest, where x itself is among the images.

    >>> images = torch.stack([torch.zeros(1, 28, 28), torch.ones(1, 28, 28)])
    >>> to_nearest(torch.full((1, 1, 28, 28), 0.25), images).item()  # 784 / 16
    49.0
    """
    flat = images.flatten(1)
    indices = [
        torch.cdist(part.flatten(1), flat).topk(rank, largest=False).indices[:, -1]
        for part in x.split(_BATCH)
    ]
    # Fast distances decide who is nearest; that one distance is then computed without their rounding.
    return squared_error_per_image(images[torch.cat(indices)], x)
