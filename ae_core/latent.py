"""What one does with codes: encode many images, find neighbours, let them vote."""

import torch
from torch import Tensor

from ae_core.models.base import Autoencoder


@torch.inference_mode()
def encode_all(model: Autoencoder, x: Tensor, batch_size: int = 1000) -> Tensor:
    """Codes of many images: (N, 1, 28, 28) in [0, 1] -> (N, d), on the model's device."""
    device = next(model.parameters()).device
    return torch.cat([model.encode(part.to(device)) for part in x.split(batch_size)])


@torch.inference_mode()
def reconstruct_all(model: Autoencoder, x: Tensor, batch_size: int = 1000) -> Tensor:
    """Reconstructions of many images: (N, 1, 28, 28) -> (N, 1, 28, 28), on the model's device."""
    device = next(model.parameters()).device
    return torch.cat([model(part.to(device)).x_hat for part in x.split(batch_size)])


def nearest(z: Tensor, codes: Tensor, k: int) -> tuple[Tensor, Tensor]:
    """The k nearest codes by Euclidean distance, nearest first.

    Args:
        z: (B, d) the points asked about. codes: (N, d), N >= k.

    Returns:
        distances (B, k) and indices (B, k) into `codes`.
    """
    # Differences, not the inner-product trick: the latter loses the small distances that decide who is nearest.
    distances = torch.cdist(z, codes, compute_mode="donot_use_mm_for_euclid_dist")
    found = distances.topk(k, largest=False)
    return found.values, found.indices


def vote(labels: Tensor) -> Tensor:
    """Majority of each row of labels: (B, k) whole numbers -> (B,); a tie goes to the smallest label."""
    return torch.mode(labels.long(), dim=1).values
