"""What one model makes of one image or of one place in its code, and what lies around it there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from ae_core import metrics
from ae_core.latent.codes import CodeSpace, nearest, vote
from ae_core.models.base import Autoencoder

NEIGHBOURS = 5


@dataclass(frozen=True)
class Reconstruction:
    """One model's answer to x (1, 1, 28, 28).

    name: the model's, from its card; empty without one. z: (d,). x_hat: (28, 28) in [0, 1]. error: squared error,
    summed over the 784 pixels. psnr: dB. neighbours and labels: the nearest images of the code space, nearest first.
    vote: the majority of the labels, with `votes` of them.
    """

    name: str
    z: np.ndarray
    x_hat: np.ndarray
    error: float
    psnr: float
    neighbours: tuple[int, ...]
    labels: tuple[int, ...]
    vote: int
    votes: int


@dataclass(frozen=True)
class DecodedCode:
    """What lies at one place of a code, z (d,); the fields that `Reconstruction` has too mean the same.

    distance: to the nearest code. reencoding: |z - f(g(z))|, how far it lands off when decoded and encoded again.
    """

    name: str
    z: np.ndarray
    x_hat: np.ndarray
    neighbours: tuple[int, ...]
    labels: tuple[int, ...]
    vote: int
    votes: int
    distance: float
    reencoding: float


class _Around(NamedTuple):
    """What the nearest images have to say: the fields that both results share."""

    neighbours: tuple[int, ...]
    labels: tuple[int, ...]
    vote: int
    votes: int


def _around(space: CodeSpace, indices: Sequence[int]) -> _Around:
    labels = space.labels[list(indices)]
    winner = int(vote(labels[None])[0])
    return _Around(tuple(indices), tuple(labels.tolist()), winner, int((labels == winner).sum()))


def _name(model: Autoencoder) -> str:
    return model.card.name if model.card else ""


@torch.inference_mode()
def inspect_image(
    model: Autoencoder, space: CodeSpace, x: Tensor, own_index: int | None = None
) -> Reconstruction:
    """Encode, decode and look around in the code.

    Args:
        space: the model's own, of more than `NEIGHBOURS` images.
        x: (1, 1, 28, 28) in [0, 1].
        own_index: where x is itself an image of the code space, its index: it is not its own neighbour.

    >>> import ae_core
    >>> from ae_core.latent import code_space
    >>> model, x = ae_core.load_model("pca_d2", device="cpu"), torch.rand(9, 1, 28, 28)
    >>> space = code_space(model, x, np.arange(9))
    >>> inspect_image(model, space, x[3:4]).neighbours[0]
    3
    """
    out = model(x.to(model.device))
    z, x_hat = out.z.cpu(), out.x_hat.cpu()
    _distances, indices = nearest(z, space.codes, NEIGHBOURS + 1)
    others = [int(i) for i in indices[0] if int(i) != own_index][:NEIGHBOURS]
    return Reconstruction(
        name=_name(model),
        z=z[0].numpy(),
        x_hat=x_hat[0, 0].numpy(),
        error=float(metrics.squared_error_per_image(x_hat, x)[0]),
        psnr=float(metrics.psnr_per_image(x_hat, x)[0]),
        **_around(space, others)._asdict(),
    )


@torch.inference_mode()
def inspect_code(model: Autoencoder, space: CodeSpace, z: np.ndarray) -> DecodedCode:
    """Decode z (d,), encode the image again and look around in the code.

    Args:
        space: the model's own, of at least `NEIGHBOURS` images.

    >>> import ae_core
    >>> from ae_core.latent import code_space
    >>> model, x = ae_core.load_model("pca_d2", device="cpu"), torch.rand(9, 1, 28, 28)
    >>> space = code_space(model, x, np.arange(9))
    >>> inspect_code(model, space, space.codes[3].numpy()).labels[0]
    3
    """
    asked = torch.tensor(z, dtype=torch.float32)[None]
    x_hat = model.decode(asked.to(model.device))
    again = model.encode(x_hat).cpu()
    distances, indices = nearest(asked, space.codes, NEIGHBOURS)
    return DecodedCode(
        name=_name(model),
        z=asked[0].numpy(),
        x_hat=x_hat.cpu()[0, 0].numpy(),
        **_around(space, indices[0].tolist())._asdict(),
        distance=float(distances[0, 0]),
        reencoding=float((again - asked).norm()),
    )
