"""What one model makes of one digit: everything a row of the x -> z -> x-hat picture shows."""

from dataclasses import dataclass

import numpy as np
import torch

from ae_core import CheckpointError, latent, metrics
from ui.resources import models
from ui.shell import errors

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


@dataclass(frozen=True)
class Spot:
    """What lies at one place of a code, z (d,); the fields that `Reading` has too mean the same.

    distance: to the nearest test code. reencoding: |z - f(g(z))|, how far it lands off when decoded and encoded again.
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


def _vote(space: models.CodeSpace, indices: list[int]) -> dict:
    """What the test digits found have to say: the fields that `Reading` and `Spot` share."""
    labels = space.labels[indices]
    winner = int(latent.vote(labels[None])[0])
    return {
        "neighbours": tuple(indices),
        "labels": tuple(labels.tolist()),
        "vote": winner,
        "votes": int((labels == winner).sum()),
    }


@torch.inference_mode()
def read_spot(name: str, z: np.ndarray) -> Spot:
    """Decode z (d,), encode the picture again and look around in the code. Raises what `read` raises."""
    net, space = models.model(name), models.code_space(name)
    asked = torch.tensor(z, dtype=torch.float32)[None]
    x_hat = net.decode(asked.to(net.device))
    again = net.encode(x_hat).cpu()
    distances, found = latent.nearest(asked, space.codes, NEIGHBOURS)
    return Spot(
        name=name,
        z=asked[0].numpy(),
        x_hat=x_hat.cpu()[0, 0].numpy(),
        **_vote(space, found[0].tolist()),
        distance=float(distances[0, 0]),
        reencoding=float((again - asked).norm()),
    )


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
    out = net(x.to(net.device))
    z, x_hat = out.z.cpu(), out.x_hat.cpu()
    _distances, found = latent.nearest(z, space.codes, NEIGHBOURS + 1)
    indices = [int(i) for i in found[0] if int(i) != own_index][:NEIGHBOURS]
    return Reading(
        name=name,
        z=z[0].numpy(),
        x_hat=x_hat[0, 0].numpy(),
        error=float(metrics.squared_error_per_image(x_hat, x)[0]),
        psnr=float(metrics.psnr_per_image(x_hat, x)[0]),
        **_vote(space, indices),
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
