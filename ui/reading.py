"""What one model makes of one digit: everything a row of the x -> z -> x-hat picture shows."""

from dataclasses import dataclass

import numpy as np
import torch

from ae_core import CheckpointError, latent, metrics
from ui import errors, models

NEIGHBOURS = 5


@dataclass(frozen=True)
class Reading:
    """One model's answer to x (1, 1, 28, 28).

    z: (d,). x_hat: (28, 28) in [0, 1]. error: squared error, summed over the 784 pixels. psnr: dB. neighbours and
    labels: the nearest test digits in the code, nearest first. vote: their majority, with `votes` of them.
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


@torch.inference_mode()
def read(name: str, x: torch.Tensor, own_index: int | None = None) -> Reading:
    """Encode, decode and look around in the code.

    Args:
        x: (1, 1, 28, 28) in [0, 1].
        own_index: where x is itself a test digit, its index: it is not its own neighbour.

    Raises:
        ae_core.CheckpointError: the model cannot be loaded; one sentence.
    """
    net, space = models.model(name), models.code_space(name)
    out = net(x.to(next(net.parameters()).device))
    z, x_hat = out.z.cpu(), out.x_hat.cpu()
    _distances, found = latent.nearest(z, space.codes, NEIGHBOURS + 1)
    indices = [int(i) for i in found[0] if int(i) != own_index][:NEIGHBOURS]
    labels = space.labels[indices]
    winner = int(latent.vote(labels[None])[0])
    return Reading(
        name=name,
        z=z[0].numpy(),
        x_hat=x_hat[0, 0].numpy(),
        error=float(metrics.squared_error_per_image(x_hat, x)[0]),
        psnr=float(metrics.psnr_per_image(x_hat, x)[0]),
        neighbours=tuple(indices),
        labels=tuple(labels.tolist()),
        vote=winner,
        votes=int((labels == winner).sum()),
    )


def read_all(names: list[str], x: torch.Tensor, own_index: int | None = None) -> dict[str, Reading | str]:
    """Each model's reading, or the sentence that says why there is none."""
    found: dict[str, Reading | str] = {}
    for name in names:
        try:
            found[name] = read(name, x, own_index)
        except CheckpointError as error:
            found[name] = errors.sentence(error)
    return found
