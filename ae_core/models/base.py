"""What every model of the zoo is: the verbs encode, decode, forward and loss, and their result."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Self

import torch
from torch import Tensor, nn

from ae_core import losses
from ae_core.card import ModelCard

SIDE = 28
PIXELS = SIDE * SIDE


@dataclass(frozen=True)
class Output:
    """What a model makes of a batch. `mu` and `logvar` (B, d) exist where the code is a distribution."""

    x_hat: Tensor
    z: Tensor
    mu: Tensor | None = None
    logvar: Tensor | None = None


class Autoencoder(nn.Module, ABC):
    """Base of all models. Images are (B, 1, 28, 28) float32 in [0, 1]; codes are (B, latent_dim).

    A denoiser accepts values outside [0, 1] (Gaussian noise is not clipped). `card` is the model card of the
    checkpoint that the weights came from, None for a model that was just built.

    What is true of a family as a whole its class says: `has_prior`, whether its codes were trained towards N(0, I);
    `told_the_label`, whether part of its code is the class; `sees_lecture_dropout`, whether missing pixels are
    given to it as `ae_core.images.corruption.lecture_dropout` leaves them, grey and the kept ones stretched.
    """

    card: ModelCard | None = None
    has_prior = False
    told_the_label = False
    sees_lecture_dropout = False

    def __init__(self, latent_dim: int) -> None:
        super().__init__()
        self.latent_dim = latent_dim

    @property
    def device(self) -> torch.device:
        """Where the weights are, and so where images and codes are wanted."""
        return next(self.parameters()).device

    def freeze(self) -> Self:
        """Ready for use alone: eval mode, no gradients; what the weights alone decide is computed here, once."""
        return self.eval().requires_grad_(False)

    @abstractmethod
    def encode(self, x: Tensor) -> Tensor:
        """Images (B, 1, 28, 28) -> codes (B, latent_dim). Where the code is a distribution, its mean."""

    @abstractmethod
    def decode(self, z: Tensor) -> Tensor:
        """Codes (B, latent_dim) -> images (B, 1, 28, 28) in [0, 1]."""

    def forward(self, x: Tensor) -> Output:
        """Encode and decode: (B, 1, 28, 28) -> Output. Deterministic; a VAE decodes its mean."""
        z = self.encode(x)
        return Output(x_hat=self.decode(z), z=z)

    def loss(
        self, x: Tensor, x_noisy: Tensor | None = None, labels: Tensor | None = None
    ) -> dict[str, Tensor]:
        """What training minimises, under "loss", and its terms by name; scalars, mean over the batch.

        Here the squared error ||x - x_hat||^2, the usual choice; a family with another objective overrides it.

        Args:
            x: the clean target (B, 1, 28, 28).
            x_noisy: what the network sees instead of x, if anything.
            labels: (B,) classes, for a family that is told them.
        """
        x_hat = self(x if x_noisy is None else x_noisy).x_hat
        # Under mixed precision x_hat may be bfloat16, too coarse for a sum of 784 squares.
        return {"loss": losses.squared_error(x_hat.float(), x)}

    def adversary(self) -> nn.Module | None:
        """The network that is trained against this one, if there is one; it has an optimiser of its own."""
        return None

    def adversary_loss(self, x: Tensor) -> Tensor:
        """What the adversary minimises, a scalar; 0 where there is none."""
        return torch.zeros((), device=x.device)
