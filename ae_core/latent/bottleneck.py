"""The same images through codes of several widths, and how wide a code PCA needs to be as good."""

from collections.abc import Sequence

import torch
from torch import Tensor

from ae_core import metrics
from ae_core.latent import reconstruct_all
from ae_core.models.base import Autoencoder


def at_every_width(models: Sequence[Autoencoder | None], x: Tensor) -> tuple[Tensor, Tensor]:
    """Images as models of several widths bring them back.

    Args:
        models: K of them; None leaves its place black, with errors of 0. x: (N, 1, 28, 28) in [0, 1].

    Returns:
        reconstructions (K, N, 1, 28, 28) and their squared errors (K, N), on the CPU.

    >>> import ae_core
    >>> pca = ae_core.load_model("pca_d2", device="cpu")
    >>> x_hat, errors = at_every_width([pca.leading(1), None, pca], torch.zeros(4, 1, 28, 28))
    >>> x_hat.shape, errors[1].tolist()
    (torch.Size([3, 4, 1, 28, 28]), [0.0, 0.0, 0.0, 0.0])
    """
    x = x.cpu()
    found = [torch.zeros_like(x) if model is None else reconstruct_all(model, x).cpu() for model in models]
    errors = [
        torch.zeros(len(x)) if model is None else metrics.squared_error_per_image(x_hat, x)
        for model, x_hat in zip(models, found, strict=True)
    ]
    return torch.stack(found), torch.stack(errors)


def width_needed(errors: Sequence[float], error: float) -> int | None:
    """The narrowest code at which an error is no larger than this; None where none of them suffices.

    Args:
        errors: at 1, 2, ... dimensions, such as PCA's.

    >>> width_needed([52.0, 43.5, 37.0], 43.5), width_needed([52.0, 43.5, 37.0], 30.0)
    (2, None)
    """
    return next((d for d, one in enumerate(errors, start=1) if one <= error), None)
