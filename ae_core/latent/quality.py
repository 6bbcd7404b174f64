"""How good a code is as a map: whether neighbours in it are neighbours in the data and of one class."""

import torch
from torch import Tensor

from ae_core.latent.codes import neighbours_of_each, vote


def knn_accuracy(codes: Tensor, labels: Tensor, k: int = 5) -> float:
    """Share of codes whose k nearest OTHER codes vote for their label (leave-one-out, Euclidean).

    Args:
        codes: (N, d), N > k. labels: (N,) whole numbers from 0.

    >>> knn_accuracy(torch.tensor([[0.0], [0.1], [5.0], [5.1]]), torch.tensor([0, 0, 1, 0]), k=1)
    0.5
    """
    return (vote(labels[neighbours_of_each(codes, k)]) == labels).double().mean().item()


def neighbour_purity(neighbours: Tensor, labels: Tensor) -> Tensor:
    """Share of each code's neighbours that carry its own label: (N, k) indices and (N,) labels -> (N,) in [0, 1].

    >>> neighbour_purity(torch.tensor([[1, 2], [0, 2], [0, 1]]), torch.tensor([4, 4, 9])).tolist()
    [0.5, 0.5, 0.0]
    """
    return (labels[neighbours] == labels[:, None]).float().mean(1)


def trustworthiness(x: Tensor, codes: Tensor, k: int = 12) -> float:
    """How far the neighbours on the map are neighbours in the data, 1 at best (Venna & Kaski 2001).

    1 - 2 / (N k (2N - 3k - 1)) * sum over points and over the k nearest in `codes` of max(0, r - k), with r the
    rank of that neighbour in `x`. Takes O(N^2) memory.

    Args:
        x: (N, n) data. codes: (N, d), N > 2k.

    >>> x = torch.rand(40, 3, generator=torch.Generator().manual_seed(0))
    >>> trustworthiness(x, x, k=3)
    1.0
    """
    n = len(x)
    ranks_by_distance = torch.cdist(x, x).fill_diagonal_(torch.inf).argsort(1)
    rank = torch.empty_like(ranks_by_distance)
    rank.scatter_(1, ranks_by_distance, torch.arange(1, n + 1, device=x.device).expand(n, n))
    excess = (rank.gather(1, neighbours_of_each(codes, k)) - k).clamp(min=0).sum().item()
    return 1 - 2 / (n * k * (2 * n - 3 * k - 1)) * excess
