"""What a variational autoencoder says of one image: its posterior, draws from it, and every term of the loss."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ae_core import losses
from ae_core.generation import elbo
from ae_core.models import VariationalAutoencoder


@dataclass(frozen=True)
class Terms:
    """The terms of the loss for one image, in nats.

    Args:
        mu, logvar, sigma: (d,) mean, log variance and standard deviation of q(z|x).
        kl: (d,) KL(q(z_j|x) || N(0, 1)) of each dimension.
        epsilon: (N, d) the draws from N(0, I). draws: (N,) the cross entropy of each once decoded.
        at_mean: the cross entropy of the decoded mean.
        floor: the entropy of the image's pixels, under which no cross entropy gets.
    """

    mu: np.ndarray
    logvar: np.ndarray
    sigma: np.ndarray
    kl: np.ndarray
    epsilon: np.ndarray
    draws: np.ndarray
    at_mean: float
    floor: float

    @property
    def z(self) -> np.ndarray:
        """The draws as codes, mu + sigma * epsilon: (N, d)."""
        return self.mu + self.sigma * self.epsilon

    @property
    def cross_entropy(self) -> float:
        """The reconstruction term: the mean over the draws; of the decoded mean, where nothing is drawn."""
        return float(self.draws.mean()) if len(self.draws) else self.at_mean

    @property
    def loss(self) -> float:
        """The negative evidence lower bound of this image (Kingma & Welling 2014)."""
        return self.cross_entropy + float(self.kl.sum())


@torch.inference_mode()
def read(model: VariationalAutoencoder, x: Tensor, epsilon: np.ndarray) -> Terms:
    """The terms for one image and these draws.

    Args:
        x: (1, 1, 28, 28) in [0, 1]. epsilon: (N, d) draws from N(0, I), such as `latent.seeded_normal.epsilons` gives.
    """
    x = x.to(model.device)
    mu, logvar = model.posterior(x)
    noise = torch.tensor(epsilon, dtype=torch.float32, device=model.device)
    return Terms(
        mu=mu[0].cpu().numpy(),
        logvar=logvar[0].cpu().numpy(),
        sigma=torch.exp(0.5 * logvar)[0].cpu().numpy(),
        kl=losses.kl_per_dimension(mu, logvar)[0].cpu().numpy(),
        epsilon=epsilon,
        draws=elbo.sampled_cross_entropy(model, x, noise).cpu().numpy(),
        at_mean=elbo.cross_entropy_per_image(model.decode_logits(mu), x).item(),
        floor=elbo.pixel_entropy_per_image(x).item(),
    )
