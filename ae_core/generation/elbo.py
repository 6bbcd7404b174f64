"""The terms of a variational autoencoder's loss for one image: cross entropy and its floor, KL of each dimension.

All of them in nats and for each image alone; `ae_core.losses` has the means over a batch that training minimises.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from ae_core import losses
from ae_core.models import VariationalAutoencoder

# A dimension whose KL, averaged over the test images, is below this many nats carries nothing: its posterior is the
# prior whatever the image (posterior collapse; Bowman et al. 2016, Lucas et al. 2019). The threshold is ours.
COLLAPSED_BELOW = 0.01


def cross_entropy_per_image(logits: Tensor, x: Tensor) -> Tensor:
    """-sum_i [x_i log p_i + (1 - x_i) log(1 - p_i)] of each image, with p = sigmoid(logits): (B, ...) -> (B,).

    The Bernoulli cross entropy on grey values: what these models are trained on. It is a log likelihood only where
    every x_i is 0 or 1; for grey values its minimum is `pixel_entropy_per_image(x)`.

    Args:
        logits: (B, ...) any real numbers. x: of the same shape, in [0, 1]; a batch of one image serves all logits.
    """
    target = x.expand_as(logits)
    return F.binary_cross_entropy_with_logits(logits, target, reduction="none").flatten(1).sum(1)


def pixel_entropy_per_image(x: Tensor) -> Tensor:
    """The floor under the cross entropy of each image: -sum_i [x_i log x_i + (1 - x_i) log(1 - x_i)], (B, ...) -> (B,).

    Reached by x_hat = x and by nothing else (Gibbs' inequality); 0 for an image of only 0 and 1.
    """
    return -(torch.xlogy(x, x) + torch.xlogy(1 - x, 1 - x)).flatten(1).sum(1)


@torch.inference_mode()
def mean_kl_per_dimension(model: VariationalAutoencoder, x: Tensor, batch_size: int = 1000) -> Tensor:
    """KL(q(z_j|x) || N(0, 1)) of each latent dimension, averaged over images: (N, 1, 28, 28) -> (d,) on the CPU."""
    total = torch.zeros(model.latent_dim, dtype=torch.float64)
    for part in x.split(batch_size):
        total += losses.kl_per_dimension(*model.posterior(part.to(model.device))).double().sum(0).cpu()
    return (total / len(x)).float()


def collapsed(mean_kl: Tensor) -> Tensor:
    """Which dimensions carry nothing: (d,) mean KL in nats -> (d,) bool."""
    return mean_kl < COLLAPSED_BELOW


@torch.inference_mode()
def sampled_cross_entropy(model: VariationalAutoencoder, x: Tensor, epsilon: Tensor) -> Tensor:
    """Cross entropy of one image against each of N decoded draws from its posterior, (N,).

    The mean of these is the Monte Carlo estimate of the first term of the loss, E_q[-log p(x|z)].

    Args:
        x: (1, 1, 28, 28) in [0, 1]. epsilon: (N, d), draws from N(0, I).
    """
    mu, logvar = model.posterior(x)
    return cross_entropy_per_image(model.decode_logits(mu + torch.exp(0.5 * logvar) * epsilon), x)
