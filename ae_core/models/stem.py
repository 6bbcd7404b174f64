"""The convolutions before the code: they find the code of a digit never seen better than a flat layer does."""

from collections.abc import Sequence

from torch import Tensor, nn

from ae_core.models.base import PIXELS

GRID = 7  # the side of the smallest feature map


class ResidualBlock(nn.Module):
    """x + conv(SiLU(conv(x))), 3x3; the identity before training (He et al. 2016)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.second.get_parameter("weight"))
        nn.init.zeros_(self.second.get_parameter("bias"))

    def forward(self, x: Tensor) -> Tensor:
        """(B, channels, H, W) -> the same shape."""
        return x + self.second(nn.functional.silu(self.first(x)))


def convolutional_front(channels: Sequence[int]) -> nn.Sequential:
    """Strided convolutions 28 -> 14 -> 7 and a residual block: (B, 1, 28, 28) -> (B, channels[1] * 49)."""
    fine, coarse = channels
    return nn.Sequential(
        nn.Conv2d(1, fine, 4, stride=2, padding=1),
        nn.SiLU(),
        nn.Conv2d(fine, coarse, 4, stride=2, padding=1),
        nn.SiLU(),
        ResidualBlock(coarse),
        nn.SiLU(),
        nn.Flatten(),
    )


def build_front(channels: Sequence[int] | None) -> tuple[nn.Module, int]:
    """What stands before a fully connected encoder, and the width that it hands on.

    Args:
        channels: at 14x14 and at 7x7; None for the pixels as they are.
    """
    if channels is None:
        return nn.Flatten(), PIXELS
    return convolutional_front(channels), channels[1] * GRID * GRID
