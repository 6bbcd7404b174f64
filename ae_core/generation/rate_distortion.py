"""Rate and distortion of nets that differ in beta alone, and what each makes of the same images and the same draws.

Higgins et al. 2017 for beta; Alemi et al. 2018, "Fixing a broken ELBO", for the curve of rate and distortion.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ae_core import data, latent, metrics
from ae_core.generation import elbo
from ae_core.models import VariationalAutoencoder

_RATE, _DISTORTION = "kl_per_image", "binary_cross_entropy_per_image"


@dataclass(frozen=True)
class Setting:
    """One trained net of a beta dial.

    Args:
        name: of the net, as its card has it. beta: what it was trained with.
        rate: KL; distortion: cross entropy, one draw an image; both nats, mean over the test images, from the card.
        mean_kl: KL of each dimension, mean over the test images. active: how many are not collapsed.
    """

    name: str
    beta: float
    rate: float
    distortion: float
    mean_kl: tuple[float, ...]
    active: int

    @property
    def loss(self) -> float:
        """The negative evidence lower bound, whatever beta the net was trained with."""
        return self.rate + self.distortion


def setting(model: VariationalAutoencoder, mean_kl: Tensor) -> Setting:
    """The place of a trained net on the curve.

    Args:
        mean_kl: (d,) as `elbo.mean_kl_per_dimension` gives it of the test images.

    Raises:
        ValueError: the net has no card, or one without rate and distortion.
    """
    measured = model.card.metrics if model.card else {}
    if model.card is None or not {_RATE, _DISTORTION} <= set(measured):
        raise ValueError("rate and distortion stand on the card of a net that was measured")
    return Setting(
        model.card.name,
        float(model.beta),
        measured[_RATE],
        measured[_DISTORTION],
        tuple(mean_kl.tolist()),
        int((~elbo.collapsed(mean_kl)).sum()),
    )


def floor(x: Tensor) -> float:
    """The entropy of the pixels, mean over images (N, 1, 28, 28) in [0, 1]: under it no distortion gets, in nats."""
    return elbo.pixel_entropy_per_image(x).mean().item()


@torch.inference_mode()
def pictures(models: Sequence[VariationalAutoencoder], x: Tensor, epsilon: Tensor) -> dict[str, np.ndarray]:
    """What each of M nets makes of the same images, (N, 1, 28, 28) in [0, 1], and of the same draws, (S, d).

    Returns:
        "inputs" (N, 28, 28), "xhat" (M, N, 28, 28), the decoded means, and "samples" (M, S, 28, 28), the decoded draws
        from the prior, all uint8; "errors" (M, N) float32, the squared errors summed over the pixels.
    """
    made: dict[str, list[np.ndarray]] = {"xhat": [], "samples": [], "errors": []}
    for model in models:
        x_hat = latent.reconstruct_all(model, x).cpu()
        drawn = model.decode(epsilon.to(model.device)).cpu()
        made["xhat"].append(np.stack([data.to_pixels(image) for image in x_hat]))
        made["samples"].append(np.stack([data.to_pixels(image) for image in drawn]))
        made["errors"].append(metrics.squared_error_per_image(x_hat, x).numpy())
    inputs = np.stack([data.to_pixels(image) for image in x])
    return {"inputs": inputs, **{name: np.stack(parts) for name, parts in made.items()}}
