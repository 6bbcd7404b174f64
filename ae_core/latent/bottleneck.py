"""The same images through codes of several widths, and how wide a code PCA needs to be as good."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    reconstructions, errors = [], []
    for model in models:
        x_hat = torch.zeros_like(x) if model is None else reconstruct_all(model, x).cpu()
        reconstructions.append(x_hat)
        errors.append(torch.zeros(len(x)) if model is None else metrics.squared_error_per_image(x_hat, x))
    return torch.stack(reconstructions), torch.stack(errors)


@dataclass(frozen=True)
class ErrorsByWidth:
    """Squared error on a test set by the width of the code.

    nets: of single nets, by their width. pca: of PCA at 1, 2, ... dimensions.

    >>> curve = ErrorsByWidth({1: 40.0, 2: 30.0}, [52.0, 43.5, 37.0])
    >>> curve.pca_needs(1), curve.pca_needs(2)
    (3, None)
    """

    nets: Mapping[int, float]
    pca: Sequence[float]

    def pca_needs(self, width: int) -> int | None:
        """The fewest dimensions at which PCA is as good as the net of this width; None where all it has do not suffice.

        Raises:
            KeyError: there is no net of this width.
        """
        return next((d for d, error in enumerate(self.pca, start=1) if error <= self.nets[width]), None)
