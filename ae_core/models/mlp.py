"""Fully connected autoencoders: the lecture's one-layer nets and the deep ones."""

import itertools
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from ae_core import losses
from ae_core.models.base import PIXELS, SIDE, Autoencoder
from ae_core.models.stem import build_front

ACTIVATIONS: dict[str, type[nn.Module]] = {
    "tanh": nn.Tanh,
    "sigmoid": nn.Sigmoid,
    "relu": nn.ReLU,
    "silu": nn.SiLU,
    "gelu": nn.GELU,
    "identity": nn.Identity,
}


def perceptron(widths: Sequence[int], activation: str) -> nn.Sequential:
    """Linear layers of the given widths with the activation between them, none after the last."""
    layers: list[nn.Module] = []
    for inputs, outputs in itertools.pairwise(widths):
        layers += [nn.Linear(inputs, outputs), ACTIVATIONS[activation]()]
    return nn.Sequential(*layers[:-1])


class TanhAutoencoder(Autoencoder):
    """The lecture's net: h = tanh(W_h x + b_h), x_hat = tanh(W_x h + b_x), images scaled to [-1, 1] inside.

    The loss is the lecture's too: the mean squared error over all pixels of the batch, on [-1, 1].
    """

    sees_lecture_dropout = True

    def __init__(self, latent_dim: int) -> None:
        super().__init__(latent_dim)
        self.encoder = nn.Sequential(nn.Linear(PIXELS, latent_dim), nn.Tanh())
        self.decoder = nn.Sequential(nn.Linear(latent_dim, PIXELS), nn.Tanh())

    def encode(self, x: Tensor) -> Tensor:
        return self.encoder(2 * x.flatten(1) - 1)

    def decode(self, z: Tensor) -> Tensor:
        # (tanh(a) + 1) / 2 = sigmoid(2 a), in one pass over the pixels instead of three.
        return self.decoder[0](z).mul_(2).sigmoid_().view(-1, 1, SIDE, SIDE)

    def loss(
        self, x: Tensor, x_noisy: Tensor | None = None, labels: Tensor | None = None
    ) -> dict[str, Tensor]:
        x_hat = self.decode(self.encode(x if x_noisy is None else x_noisy))
        # Twice the difference in [0, 1] is the difference in [-1, 1].
        return {"loss": 4 * (x_hat - x).pow(2).mean()}


class DeepAutoencoder(Autoencoder):
    """A deep fully connected autoencoder with a linear code and a sigmoid output (Hinton & Salakhutdinov 2006).

    Args:
        encoder: hidden widths from the image to the code, (1000, 500, 250).
        latent_dim: width of the code.
        decoder: hidden widths from the code to the image; the encoder's reversed if not given.
        activation: between the layers, a key of `ACTIVATIONS`.
        front: channels of the convolutions before the encoder's layers, as `ae_core.models.stem` says.
    """

    def __init__(
        self,
        encoder: Sequence[int],
        latent_dim: int,
        decoder: Sequence[int] | None = None,
        activation: str = "silu",
        front: Sequence[int] | None = None,
    ) -> None:
        super().__init__(latent_dim)
        upward = tuple(reversed(encoder)) if decoder is None else tuple(decoder)
        self.front, inputs = build_front(front)
        self.encoder = perceptron((inputs, *encoder, latent_dim), activation)
        self.decoder = perceptron((latent_dim, *upward, PIXELS), activation)

    def encode(self, x: Tensor) -> Tensor:
        return self.encoder(self.front(x))

    def decode(self, z: Tensor) -> Tensor:
        return self.decoder(z).sigmoid_().view(-1, 1, SIDE, SIDE)

    @property
    def depth(self) -> int:
        """Layers from the image to the code, each with its mirror on the way back; for a net without a front."""
        return (len(self.encoder) + 1) // 2

    def layer_loss(self, x: Tensor, layer: int) -> Tensor:
        """How well layer number `layer` and its mirror, alone, bring back what reaches that layer; a scalar.

        Greedy layer-wise training: what reaches the layer comes from the layers before it, which stand still.

        Args:
            x: (B, 1, 28, 28). layer: 0 for the outermost to depth - 1 for the code.
        """
        with torch.no_grad():
            reaching = self.encoder[: 2 * layer](x.flatten(1))
        # The activation follows its layer, except after the code.
        hidden = self.encoder[2 * layer : 2 * layer + 2](reaching)
        mirror = 2 * (self.depth - 1 - layer)
        if layer == 0:
            return losses.squared_error(torch.sigmoid(self.decoder[mirror](hidden)).float(), reaching)
        return losses.squared_error(self.decoder[mirror : mirror + 2](hidden).float(), reaching.float())
