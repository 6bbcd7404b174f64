"""Variational autoencoders (Kingma & Welling 2014; Rezende et al. 2014)."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ae_core import losses
from ae_core.models.base import PIXELS, SIDE, Autoencoder, Output
from ae_core.models.mlp import perceptron
from ae_core.models.stem import build_front


class VariationalAutoencoder(Autoencoder):
    """q(z|x) = N(mu(x), diag exp(logvar(x))), p(z) = N(0, I), p(x|z) Bernoulli with probabilities decode(z).

    Loss: BCE(x_hat, x) + beta * KL(q || p) in nats per image, one sample of z an image, KL summed over
    dimensions. beta = 1 is the negative evidence lower bound; other values, Higgins et al. 2017.

    Args:
        encoder: hidden widths from the image to (mu, logvar).
        latent_dim: width of the code.
        decoder: hidden widths from the code to the image; the encoder's reversed if not given.
        activation: between the layers, a key of `ae_core.models.mlp.ACTIVATIONS`.
        beta: weight of the KL term.
        front: channels of the convolutions before the encoder's layers, as `ae_core.models.stem` says.
    """

    has_prior = True

    def __init__(
        self,
        encoder: Sequence[int],
        latent_dim: int,
        decoder: Sequence[int] | None = None,
        activation: str = "silu",
        beta: float = 1.0,
        front: Sequence[int] | None = None,
    ) -> None:
        super().__init__(latent_dim)
        self.front, inputs = build_front(front)
        upward = tuple(reversed(encoder)) if decoder is None else tuple(decoder)
        self.encoder = perceptron((inputs, *encoder, 2 * latent_dim), activation)
        self.decoder = perceptron((latent_dim, *upward, PIXELS), activation)
        self.beta = beta

    def posterior(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and log variance of q(z|x): (B, 1, 28, 28) -> two of (B, latent_dim)."""
        mu, logvar = self.encoder(self.front(x)).float().chunk(2, dim=1)
        return mu, logvar

    @staticmethod
    def reparameterise(mu: Tensor, logvar: Tensor, generator: torch.Generator | None = None) -> Tensor:
        """z = mu + sigma * epsilon with sigma = exp(logvar / 2) and epsilon ~ N(0, I): (B, d)."""
        epsilon = torch.randn(mu.shape, generator=generator, device=mu.device, dtype=mu.dtype)
        return mu + torch.exp(0.5 * logvar) * epsilon

    def decode_logits(self, z: Tensor) -> Tensor:
        """Log odds of each pixel, (B, 1, 28, 28): decode(z) before the sigmoid."""
        return self.decoder(z).view(-1, 1, SIDE, SIDE)

    def encode(self, x: Tensor) -> Tensor:
        return self.posterior(x)[0]

    def decode(self, z: Tensor) -> Tensor:
        return self.decode_logits(z).sigmoid_()

    def forward(self, x: Tensor) -> Output:
        mu, logvar = self.posterior(x)
        return Output(x_hat=self.decode(mu), z=mu, mu=mu, logvar=logvar)

    def loss(
        self, x: Tensor, x_noisy: Tensor | None = None, labels: Tensor | None = None
    ) -> dict[str, Tensor]:
        mu, logvar = self.posterior(x if x_noisy is None else x_noisy)
        logits = self.decode_logits(self.reparameterise(mu, logvar))
        reconstruction = losses.binary_cross_entropy_from_logits(logits.float(), x)
        kl = losses.kl_to_standard_normal(mu, logvar)
        return {"loss": reconstruction + self.beta * kl, "reconstruction": reconstruction, "kl": kl}


class ConditionalAutoencoder(Autoencoder):
    """A VAE that is told the digit (Sohn, Lee & Yan 2015): the code is a style, and ten places for the digit.

    q(s | x, y) = N(mu(x, y), diag exp(logvar(x, y))), p(s) = N(0, I), p(x | s, y). A code is (s, one-hot y), so that
    encode and decode keep their meaning; a small classifier reads y where x comes without its label.

    Args:
        style_dim: width of s.
        encoder: hidden widths from (image, digit) to (mu, logvar).
        decoder: hidden widths from (style, digit) to the image.
        classifier: hidden widths from the image to the ten digits.
        latent_dim: style_dim + 10, stated so that the config says it.
    """

    CLASSES = 10
    has_prior = True
    told_the_label = True

    def __init__(
        self,
        style_dim: int,
        latent_dim: int,
        encoder: Sequence[int],
        decoder: Sequence[int],
        classifier: Sequence[int],
        activation: str = "silu",
    ) -> None:
        if latent_dim != style_dim + self.CLASSES:
            raise ValueError(f"latent_dim is style_dim + {self.CLASSES}, not {latent_dim}")
        super().__init__(latent_dim)
        self.style_dim = style_dim
        self.encoder = perceptron((PIXELS + self.CLASSES, *encoder, 2 * style_dim), activation)
        self.decoder = perceptron((latent_dim, *decoder, PIXELS), activation)
        self.classifier = perceptron((PIXELS, *classifier, self.CLASSES), activation)

    def one_hot(self, labels: Tensor) -> Tensor:
        """(B,) whole numbers -> (B, 10)."""
        return nn.functional.one_hot(labels, self.CLASSES).float()

    def posterior(self, x: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and log variance of q(s | x, y): two of (B, style_dim)."""
        told = torch.cat([x.flatten(1), self.one_hot(labels)], 1)
        mu, logvar = self.encoder(told).float().chunk(2, dim=1)
        return mu, logvar

    def classify(self, x: Tensor) -> Tensor:
        """The digit that the model reads in each image: (B, 1, 28, 28) -> (B,)."""
        return self.classifier(x.flatten(1)).argmax(1)

    def decode_logits(self, z: Tensor) -> Tensor:
        """Log odds of each pixel, (B, 1, 28, 28)."""
        return self.decoder(z).view(-1, 1, SIDE, SIDE)

    def encode(self, x: Tensor) -> Tensor:
        labels = self.classify(x)
        return torch.cat([self.posterior(x, labels)[0], self.one_hot(labels)], 1)

    def decode(self, z: Tensor) -> Tensor:
        return self.decode_logits(z).sigmoid_()

    def loss(
        self, x: Tensor, x_noisy: Tensor | None = None, labels: Tensor | None = None
    ) -> dict[str, Tensor]:
        seen = x if x_noisy is None else x_noisy
        if labels is None:
            labels = self.classify(seen)
        mu, logvar = self.posterior(seen, labels)
        style = VariationalAutoencoder.reparameterise(mu, logvar)
        logits = self.decode_logits(torch.cat([style, self.one_hot(labels)], 1))
        reconstruction = losses.binary_cross_entropy_from_logits(logits.float(), x)
        kl = losses.kl_to_standard_normal(mu, logvar)
        reading = nn.functional.cross_entropy(self.classifier(seen.flatten(1)).float(), labels)
        return {
            "loss": reconstruction + kl + reading,
            "reconstruction": reconstruction,
            "kl": kl,
            "reading": reading,
        }
