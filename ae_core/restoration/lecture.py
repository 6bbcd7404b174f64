"""The lecture's figures 24 to 27 again, with its own nets, its own dropout and its own scaling."""

from dataclasses import dataclass

import torch
from torch import Tensor

from ae_core.images import corruption
from ae_core.latent import reconstruct_all
from ae_core.models import Autoencoder
from ae_core.restoration import classical

RATE, SEED = 0.5, 7


@dataclass(frozen=True)
class Figures:
    """What became of digits of which half the pixels were dropped; all (B, 1, 28, 28).

    dropped: figure 24, beyond [0, 1]. plain: the standard autoencoder's. denoised: figure 25. telea, navier_stokes:
    figures 26 and 27.
    """

    dropped: Tensor
    plain: Tensor
    denoised: Tensor
    telea: Tensor
    navier_stokes: Tensor


@torch.inference_mode()
def figures(x: Tensor, plain: Autoencoder, denoiser: Autoencoder) -> Figures:
    """The figures for other digits.

    The lecture inpaints its [-1, 1] images as bytes of image / 4 + 1 / 2: kept pixels, which its mask has doubled,
    come out as they are in [0, 1]. So both inpainters get the clean picture's kept pixels here, byte for byte the same.

    Args:
        x: (B, 1, 28, 28) in [0, 1]. plain, denoiser: the lecture's nets.
    """
    y = corruption.lecture_dropout(x, RATE, torch.Generator().manual_seed(SEED))
    missing = corruption.dropout(torch.ones_like(x), RATE, torch.Generator().manual_seed(SEED)) == 0
    return Figures(
        dropped=y,
        plain=reconstruct_all(plain, y).cpu(),
        denoised=reconstruct_all(denoiser, y).cpu(),
        telea=classical.telea(x, missing),
        navier_stokes=classical.navier_stokes(x, missing),
    )
