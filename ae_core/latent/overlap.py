"""How far classes overlap in a code: what the neighbours of each image are labelled, in the code and in its shadows."""

from dataclasses import dataclass

import numpy as np
import torch

from ae_core.latent import neighbours_of_each, principal_components, vote
from ae_core.latent.inspection import NEIGHBOURS
from ae_core.latent.plane import extent
from ae_core.latent.quality import neighbour_purity


@dataclass(frozen=True)
class Overlap:
    """Labelled codes beside what their neighbours say.

    codes: (N, d) float32. labels: (N,) whole numbers from 0. votes: (N,) what the five nearest others vote.
    purity: (N,) share of those five that carry the code's own label.
    """

    codes: np.ndarray
    labels: np.ndarray
    votes: np.ndarray
    purity: np.ndarray

    @property
    def wrong(self) -> np.ndarray:
        """Indices of the images that their neighbours vote wrong, ascending."""
        return np.flatnonzero(self.votes != self.labels)

    def confusions(self, count: int = 3) -> list[tuple[int, int, int]]:
        """The pairs of classes that neighbours take for each other most often: (one, other, how many times)."""
        classes = int(max(self.labels.max(), self.votes.max())) + 1
        taken = np.zeros((classes, classes), int)
        np.add.at(taken, (self.labels, self.votes), 1)
        both = np.triu(taken + taken.T, k=1)
        worst = np.argsort(both, axis=None, kind="stable")[::-1][:count].tolist()
        pairs = [divmod(index, classes) for index in worst if both.flat[index]]
        return [(one, other, int(both[one, other])) for one, other in pairs]


@dataclass(frozen=True)
class Projected:
    """Codes in two or three dimensions.

    points: (N, 2 or 3) float32. explained: share of the variance of each axis; None where the axes are the code's own.
    purity: mean 5-NN purity of the points as they lie here.
    """

    points: np.ndarray
    explained: tuple[float, ...] | None
    purity: float

    @property
    def spans(self) -> list[tuple[float, float]]:
        """What a picture shows of each axis, from and to; stragglers are left to zooming out."""
        low, high = extent(self.points)
        return list(zip(low.tolist(), high.tolist(), strict=True))


def overlap(codes: torch.Tensor, labels: torch.Tensor) -> Overlap:
    """Ask the five nearest others of each code (leave-one-out, Euclidean) for their labels.

    Args:
        codes: (N, d), N > 5. labels: (N,) whole numbers from 0.

    Raises:
        ValueError: there are not five others.

    >>> codes = torch.arange(12.0)[:, None] + torch.tensor([0] * 6 + [10] * 6)[:, None]
    >>> mixed = overlap(codes, torch.tensor([0] * 5 + [1] * 7))
    >>> mixed.wrong.tolist(), mixed.confusions()
    ([5], [(0, 1, 1)])
    """
    near = neighbours_of_each(codes, NEIGHBOURS)
    return Overlap(
        codes.numpy(), labels.numpy(), vote(labels[near]).numpy(), neighbour_purity(near, labels).numpy()
    )


def projected(whole: Overlap, axes: int) -> Projected:
    """The codes on so many axes: as they are where they have no more numbers, else by PCA.

    Args:
        axes: at most as many as the codes have numbers.

    Raises:
        ValueError: more axes than numbers.

    >>> codes = torch.randn(40, 3, generator=torch.Generator().manual_seed(0))
    >>> projected(overlap(codes, torch.zeros(40, dtype=torch.int64)), 2).points.shape
    (40, 2)
    """
    if whole.codes.shape[1] == axes:
        return Projected(whole.codes, None, float(whole.purity.mean()))
    codes, labels = torch.from_numpy(whole.codes), torch.from_numpy(whole.labels)
    principal = principal_components(codes, axes)
    points = principal(codes)
    purity = float(neighbour_purity(neighbours_of_each(points, NEIGHBOURS), labels).mean())
    return Projected(points.float().numpy(), tuple(principal.explained.tolist()), purity)
