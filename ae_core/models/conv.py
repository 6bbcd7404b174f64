"""Convolutional autoencoders."""

from collections.abc import Sequence

from torch import Tensor, nn

from ae_core.models.base import Autoencoder
from ae_core.models.stem import GRID, ResidualBlock, convolutional_front

BACKGROUND_LOGIT = -3.0  # a fresh net draws an almost black image, as digits are, instead of a grey one


class ConvAutoencoder(Autoencoder):
    """Strided convolutions 28 -> 14 -> 7, a residual block, a fully connected layer, the code; and back.

    The way back enlarges by sub-pixel convolution (Shi et al. 2016): four channels become 2x2 pixels, which costs
    less than a transposed convolution and leaves no checkerboard.

    Args:
        latent_dim: width of the code.
        channels: at 14x14 and at 7x7.
        hidden: width of the fully connected layer on either side of the code.
    """

    def __init__(self, latent_dim: int, channels: Sequence[int] = (32, 48), hidden: int = 256) -> None:
        super().__init__(latent_dim)
        fine, coarse = channels
        flat = coarse * GRID * GRID
        self.encoder = nn.Sequential(
            *convolutional_front(channels),
            nn.Linear(flat, hidden),
            nn.SiLU(),
            nn.Linear(hidden, latent_dim),
        )
        last = nn.Conv2d(fine, 4, 3, padding=1)
        nn.init.constant_(last.get_parameter("bias"), BACKGROUND_LOGIT)
        self.decoder = nn.Sequential(
            nn.Linear(latent_dim, hidden),
            nn.SiLU(),
            nn.Linear(hidden, flat),
            nn.SiLU(),
            nn.Unflatten(1, (coarse, GRID, GRID)),
            ResidualBlock(coarse),
            nn.SiLU(),
            nn.Conv2d(coarse, 4 * fine, 3, padding=1),
            nn.PixelShuffle(2),
            nn.SiLU(),
            last,
            nn.PixelShuffle(2),
        )

    def encode(self, x: Tensor) -> Tensor:
        return self.encoder(x)

    def decode(self, z: Tensor) -> Tensor:
        return self.decoder(z).sigmoid_()
