"""Convolutional autoencoders."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ae_core.models.base import Autoencoder


class ConvAutoencoder(Autoencoder):
    """Three strided convolutions (28 -> 14 -> 7 -> 4), a fully connected layer, the code; and back.

    Args:
        latent_dim: width of the code.
        channels: of the three convolutions.
        hidden: width of the fully connected layer on either side of the code.
    """

    def __init__(self, latent_dim: int, channels: Sequence[int] = (32, 64, 128), hidden: int = 256) -> None:
        super().__init__(latent_dim)
        first, second, third = channels
        self.encoder = nn.Sequential(
            nn.Conv2d(1, first, 3, stride=2, padding=1),
            nn.SiLU(),
            nn.Conv2d(first, second, 3, stride=2, padding=1),
            nn.SiLU(),
            nn.Conv2d(second, third, 3, stride=2, padding=1),
            nn.SiLU(),
            nn.Flatten(),
            nn.Linear(third * 16, hidden),
            nn.SiLU(),
            nn.Linear(hidden, latent_dim),
        )
        self.decoder = nn.Sequential(
            nn.Linear(latent_dim, hidden),
            nn.SiLU(),
            nn.Linear(hidden, third * 16),
            nn.SiLU(),
            nn.Unflatten(1, (third, 4, 4)),
            nn.ConvTranspose2d(third, second, 3, stride=2, padding=1),
            nn.SiLU(),
            nn.ConvTranspose2d(second, first, 3, stride=2, padding=1, output_padding=1),
            nn.SiLU(),
            nn.ConvTranspose2d(first, 1, 3, stride=2, padding=1, output_padding=1),
        )

    def encode(self, x: Tensor) -> Tensor:
        return self.encoder(x)

    def decode(self, z: Tensor) -> Tensor:
        return torch.sigmoid(self.decoder(z))
