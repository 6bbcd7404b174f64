"""Adversarial autoencoders (Makhzani et al. 2015)."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ae_core import losses
from ae_core.models.mlp import DeepAutoencoder, perceptron


class AdversarialAutoencoder(DeepAutoencoder):
    """A deep autoencoder whose codes must pass as draws from N(0, I) before a discriminator.

    The autoencoder minimises ||x - x_hat||^2 + weight * E[-log D(z)]; the discriminator, with an optimiser of its
    own, minimises E[-log D(n)] + E[-log(1 - D(z))], n ~ N(0, I).

    Args:
        discriminator: hidden widths from the code to one log odds.
        weight: of the fooling term.
        encoder, latent_dim, decoder, activation: as for `DeepAutoencoder`.
    """

    has_prior = True

    def __init__(
        self,
        encoder: Sequence[int],
        latent_dim: int,
        discriminator: Sequence[int],
        weight: float,
        decoder: Sequence[int] | None = None,
        activation: str = "silu",
    ) -> None:
        super().__init__(encoder, latent_dim, decoder, activation)
        self.discriminator = perceptron((latent_dim, *discriminator, 1), activation)
        self.weight = weight

    def adversary(self) -> nn.Module:
        return self.discriminator

    def loss(
        self, x: Tensor, x_noisy: Tensor | None = None, labels: Tensor | None = None
    ) -> dict[str, Tensor]:
        z = self.encode(x if x_noisy is None else x_noisy)
        reconstruction = losses.squared_error(self.decode(z).float(), x)
        odds = self.discriminator(z).float()
        fooling = F.binary_cross_entropy_with_logits(odds, torch.ones_like(odds))
        return {
            "loss": reconstruction + self.weight * fooling,
            "reconstruction": reconstruction,
            "fooling": fooling,
        }

    def adversary_loss(self, x: Tensor) -> Tensor:
        with torch.no_grad():
            z = self.encode(x)
        real = self.discriminator(torch.randn_like(z)).float()
        fake = self.discriminator(z).float()
        return F.binary_cross_entropy_with_logits(
            real, torch.ones_like(real)
        ) + F.binary_cross_entropy_with_logits(fake, torch.zeros_like(fake))
