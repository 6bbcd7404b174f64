"""Measuring a model on the real test set. `PROTOCOLS` says of each metric what was averaged over what."""

import functools

import torch
from torch import Tensor

from ae_core import data, losses, metrics
from ae_core.latent import encode_all, reconstruct_all
from ae_core.models import Autoencoder, LinearAutoencoder, VariationalAutoencoder
from ae_core.registry import Entry

SAMPLE_SEED = 0

PROTOCOLS: dict[str, str] = {
    "squared_error_per_image": "sum over 784 pixels in [0, 1], mean over the test images; x_hat as decode gives it",
    "squared_error_per_image_unclipped": "the same with the affine map's values outside [0, 1] kept: textbook PCA",
    "mse_per_pixel": "mean over pixels and test images: squared_error_per_image / 784",
    "psnr_mean_per_image": "dB for a peak of 1, computed for each image, then averaged",
    "ssim_mean_per_image": "7x7 uniform window, sample covariance, data range 1, mean over images",
    "knn5_accuracy": "5 nearest codes of the test set by Euclidean distance, leave-one-out, majority vote",
    "trustworthiness12": "Venna & Kaski 2001, 12 neighbours, pixels against codes, first 2,000 test images",
    "binary_cross_entropy_per_image": "nats, sum over pixels, one posterior sample an image (seed 0)",
    "kl_per_image": "nats, KL(q(z|x) || N(0, I)) summed over dimensions, mean over images",
    "negative_elbo_per_image": "binary_cross_entropy_per_image + kl_per_image, greyscale pixels",
}


@functools.cache
def _test_inputs(name: str) -> tuple[Tensor, Tensor]:
    images, labels = data.test_set(name)
    return data.as_input(images), torch.tensor(labels, dtype=torch.long)


@torch.inference_mode()
def evaluate(model: Autoencoder, entry: Entry) -> dict[str, float]:
    """All metrics of a model on the test set of its data, by name (see `PROTOCOLS`)."""
    x, labels = _test_inputs(entry.data)
    device = next(model.parameters()).device
    x, labels = x.to(device), labels.to(device)
    measured = _reconstruction(model, x)
    if entry.latent_dim <= 3:
        measured |= _map(model, x, labels)
    if isinstance(model, VariationalAutoencoder):
        measured |= _evidence(model, x)
    return {key: float(value) for key, value in measured.items()}


def _reconstruction(model: Autoencoder, x: Tensor) -> dict[str, float]:
    x_hat = reconstruct_all(model, x)
    squared_error = metrics.squared_error_per_image(x_hat, x).mean().item()
    measured = {
        "squared_error_per_image": squared_error,
        "mse_per_pixel": squared_error / x[0].numel(),
        "psnr_mean_per_image": metrics.psnr_per_image(x_hat, x).mean().item(),
        "ssim_mean_per_image": metrics.ssim_per_image(x_hat, x).mean().item(),
    }
    if isinstance(model, LinearAutoencoder):
        affine = model.decode_affine(model.encode(x))
        measured["squared_error_per_image_unclipped"] = (
            metrics.squared_error_per_image(affine, x).mean().item()
        )
    return measured


def _map(model: Autoencoder, x: Tensor, labels: Tensor) -> dict[str, float]:
    codes = encode_all(model, x)
    return {
        "knn5_accuracy": metrics.knn_accuracy(codes, labels, 5),
        "trustworthiness12": metrics.trustworthiness(x[:2000].flatten(1), codes[:2000], 12),
    }


def _evidence(model: VariationalAutoencoder, x: Tensor) -> dict[str, float]:
    generator = torch.Generator(x.device).manual_seed(SAMPLE_SEED)
    mu, logvar = model.posterior(x)
    logits = model.decode_logits(model.reparameterise(mu, logvar, generator))
    reconstruction = losses.binary_cross_entropy_from_logits(logits, x).item()
    kl = losses.kl_to_standard_normal(mu, logvar).item()
    return {
        "binary_cross_entropy_per_image": reconstruction,
        "kl_per_image": kl,
        "negative_elbo_per_image": reconstruction + kl,
    }
