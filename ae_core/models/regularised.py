"""Autoencoders with one hidden layer and a penalty on it: sparse and contractive."""

from typing import Literal, Self

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ae_core import losses
from ae_core.models.base import PIXELS, SIDE, Autoencoder


class SparseAutoencoder(Autoencoder):
    """An over-complete code of which few units are active at a time (Ng 2011, lecture notes on sparse autoencoders).

    Args:
        latent_dim: units of the code.
        penalty: "kl", on sigmoid units: `weight` * sum_j KL(rho || mean activation of unit j);
            "l1", on ReLU units: `weight` * sum_j |h_j|.
        weight: of the penalty beside the squared error.
        rho: the mean activation that "kl" asks for.
    """

    def __init__(
        self, latent_dim: int, penalty: Literal["kl", "l1"], weight: float, rho: float = 0.05
    ) -> None:
        super().__init__(latent_dim)
        self.penalty, self.weight, self.rho = penalty, weight, rho
        self.encoder = nn.Linear(PIXELS, latent_dim)
        self.decoder = nn.Linear(latent_dim, PIXELS)
        self.frozen_atoms: Tensor | None
        self.register_buffer("frozen_atoms", None, persistent=False)

    def freeze(self) -> Self:
        self.frozen_atoms = self.atoms().detach()
        return super().freeze()

    def encode(self, x: Tensor) -> Tensor:
        activation = self.encoder(x.flatten(1))
        return torch.sigmoid(activation) if self.penalty == "kl" else F.relu(activation)

    def atoms(self) -> Tensor:
        """What each unit adds to the log odds of the pixels, (784, latent_dim)."""
        if self.frozen_atoms is not None:
            return self.frozen_atoms
        # Of unit length under L1: else a net escapes it by halving its code and doubling its atoms.
        return self.decoder.weight if self.penalty == "kl" else F.normalize(self.decoder.weight, dim=0)

    def decode(self, z: Tensor) -> Tensor:
        return F.linear(z, self.atoms(), self.decoder.bias).sigmoid_().view(-1, 1, SIDE, SIDE)

    def loss(
        self, x: Tensor, x_noisy: Tensor | None = None, labels: Tensor | None = None
    ) -> dict[str, Tensor]:
        h = self.encode(x if x_noisy is None else x_noisy).float()
        reconstruction = losses.squared_error(self.decode(h).float(), x)
        sparsity = losses.kl_sparsity(h, self.rho) if self.penalty == "kl" else losses.l1(h)
        return {
            "loss": reconstruction + self.weight * sparsity,
            "reconstruction": reconstruction,
            "sparsity": sparsity,
        }


class ContractiveAutoencoder(Autoencoder):
    """h = sigmoid(W x + b) whose Jacobian is kept small: loss ||x - x_hat||^2 + weight * ||dh/dx||_F^2.

    Rifai et al. 2011. Weight 0 gives its plain twin.
    """

    def __init__(self, latent_dim: int, weight: float) -> None:
        super().__init__(latent_dim)
        self.weight = weight
        self.encoder = nn.Linear(PIXELS, latent_dim)
        self.decoder = nn.Linear(latent_dim, PIXELS)

    def encode(self, x: Tensor) -> Tensor:
        return torch.sigmoid(self.encoder(x.flatten(1)))

    def decode(self, z: Tensor) -> Tensor:
        return self.decoder(z).sigmoid_().view(-1, 1, SIDE, SIDE)

    def jacobian_norm(self, x: Tensor) -> Tensor:
        """Mean over the batch of ||dh/dx||_F^2: (B, 1, 28, 28) -> scalar."""
        return losses.sigmoid_layer_jacobian_norm(self.encode(x).float(), self.encoder.weight)

    def loss(
        self, x: Tensor, x_noisy: Tensor | None = None, labels: Tensor | None = None
    ) -> dict[str, Tensor]:
        h = self.encode(x if x_noisy is None else x_noisy).float()
        reconstruction = losses.squared_error(self.decode(h).float(), x)
        contraction = losses.sigmoid_layer_jacobian_norm(h, self.encoder.weight)
        return {
            "loss": reconstruction + self.weight * contraction,
            "reconstruction": reconstruction,
            "contraction": contraction,
        }
