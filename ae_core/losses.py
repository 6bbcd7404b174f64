"""Training objectives as pure functions. Reduction everywhere: sum over pixels or dimensions, mean over the batch."""

import torch
import torch.nn.functional as F
from torch import Tensor


def squared_error(x_hat: Tensor, x: Tensor) -> Tensor:
    """Mean over the batch of ||x - x_hat||^2, summed over all pixels of an image.

    Args:
        x_hat, x: (B, ...) of one shape, any range.

    Returns:
        A scalar: 784 times the mean squared error for 28x28 images.

    >>> squared_error(torch.tensor([[0.0, 1.0], [1.0, 1.0]]), torch.tensor([[1.0, 0.0], [1.0, 1.0]])).item()
    1.0
    """
    return (x_hat - x).pow(2).flatten(1).sum(1).mean()


def binary_cross_entropy_from_logits(logits: Tensor, x: Tensor) -> Tensor:
    """Mean over the batch of -sum_i [x_i log p_i + (1 - x_i) log(1 - p_i)], with p = sigmoid(logits), in nats.

    Computed from logits, which is exact where p rounds to 0 or 1. For grey values strictly between 0 and 1 its
    minimum is not zero but the entropy of the pixels: 45.5 nats per MNIST test image.

    Args:
        logits: (B, ...) any real numbers.
        x: (B, ...) targets in [0, 1].

    >>> round(binary_cross_entropy_from_logits(torch.zeros(5, 784), torch.rand(5, 784)).item(), 2)  # 784 ln 2
    543.43
    """
    return F.binary_cross_entropy_with_logits(logits, x, reduction="none").flatten(1).sum(1).mean()


def kl_to_standard_normal(mu: Tensor, logvar: Tensor) -> Tensor:
    """Mean over the batch of KL(N(mu, diag exp(logvar)) || N(0, I)), summed over dimensions, in nats.

    Kingma & Welling 2014, appendix B: -1/2 sum_j (1 + log sigma_j^2 - mu_j^2 - sigma_j^2).

    Args:
        mu, logvar: (B, d).

    >>> kl_to_standard_normal(torch.tensor([[0.0, 2.0], [0.0, 0.0]]), torch.zeros(2, 2)).item()
    1.0
    """
    return kl_per_dimension(mu, logvar).sum(1).mean()


def kl_per_dimension(mu: Tensor, logvar: Tensor) -> Tensor:
    """The same KL of each image and each latent dimension, (B, d), in nats: nothing reduced.

    >>> kl_per_dimension(torch.tensor([[0.0, 2.0]]), torch.zeros(1, 2)).tolist()
    [[0.0, 2.0]]
    """
    return 0.5 * (torch.exp(logvar) + mu.pow(2) - 1 - logvar)


def kl_sparsity(activations: Tensor, rho: float) -> Tensor:
    """sum_j KL(Bernoulli(rho) || Bernoulli(rho_hat_j)), rho_hat_j being unit j's mean activation over the batch.

    Ng 2011, lecture notes on sparse autoencoders.

    Args:
        activations: (B, d) in (0, 1), of sigmoid units.
        rho: the wanted mean activation, in (0, 1).

    >>> kl_sparsity(torch.full((8, 3), 0.05), rho=0.05).item()
    0.0
    >>> round(kl_sparsity(torch.full((8, 3), 0.5), rho=0.05).item(), 3)
    1.484
    """
    # Units that are off for a whole batch would give log 0.
    rho_hat = activations.mean(0).clamp(1e-6, 1 - 1e-6)
    return (rho * torch.log(rho / rho_hat) + (1 - rho) * torch.log((1 - rho) / (1 - rho_hat))).sum()


def l1(activations: Tensor) -> Tensor:
    """Mean over the batch of sum_j |h_j|: (B, d) -> scalar.

    >>> l1(torch.tensor([[1.0, -2.0], [0.0, 3.0]])).item()
    3.0
    """
    return activations.abs().sum(1).mean()


def sigmoid_layer_jacobian_norm(h: Tensor, weight: Tensor) -> Tensor:
    """Mean over the batch of ||dh/dx||_F^2 for h = sigmoid(W x + b) (Rifai et al. 2011, equation 6).

    dh_j/dx_i = h_j (1 - h_j) W_ji, so the squared norm is sum_j (h_j (1 - h_j))^2 sum_i W_ji^2. True of sigmoid
    units alone.

    Args:
        h: (B, d) activations. weight: (d, n).

    >>> sigmoid_layer_jacobian_norm(torch.tensor([[0.5]]), torch.tensor([[4.0]])).item()  # (0.25 * 4) ** 2
    1.0
    """
    return ((h * (1 - h)).pow(2) @ weight.pow(2).sum(1)).mean()
