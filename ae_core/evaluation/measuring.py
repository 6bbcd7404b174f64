"""Measuring a model on the real test set. `ae_core.evaluation.protocols` says what was averaged over what."""

import functools

import torch
from torch import Tensor

from ae_core import checkpoints, data, losses, metrics
from ae_core.generation import judging
from ae_core.images.corruption import CORRUPTIONS
from ae_core.latent import encode_all, quality, reconstruct_all
from ae_core.models import (
    AdversarialAutoencoder,
    Autoencoder,
    ConditionalAutoencoder,
    ContractiveAutoencoder,
    ConvAutoencoder,
    LinearAutoencoder,
    SparseAutoencoder,
    TanhAutoencoder,
    VariationalAutoencoder,
)
from ae_core.registry import Entry

SAMPLE_SEED = 0


@functools.cache
def _test_inputs(name: str) -> tuple[Tensor, Tensor]:
    images, labels = data.test_set(name)
    return data.as_input(images), torch.tensor(labels, dtype=torch.long)


@torch.inference_mode()
def evaluate(model: Autoencoder, entry: Entry) -> dict[str, float]:
    """All metrics of a model on the test set of its data, by key of `ae_core.evaluation.protocols.METRICS`."""
    x, labels = _test_inputs(entry.data)
    x, labels = x.to(model.device), labels.to(model.device)
    measured = _reconstruction(model, x)
    if entry.latent_dim <= 3:
        measured |= _map(model, x, labels)
    if isinstance(model, VariationalAutoencoder):
        measured |= _evidence(model, x)
    if isinstance(model, ConvAutoencoder) and entry.task == "reconstruct" and entry.data == "mnist":
        measured["squared_error_over_pca"] = _over_pca(
            entry.latent_dim, x, measured["squared_error_per_image"]
        )
    measured |= _restoration(model, entry, x)
    if isinstance(model, SparseAutoencoder):
        measured |= _sparsity(model, x, measured["squared_error_per_image"])
    if isinstance(model, ContractiveAutoencoder):
        measured |= _contraction(model, entry, x, measured["squared_error_per_image"])
    if isinstance(model, ConditionalAutoencoder):
        measured["classifier_agreement"] = judging.classifier_agreement(model)
    if isinstance(model, AdversarialAutoencoder):
        measured |= _prior(model, x)
    if isinstance(model, LinearAutoencoder) and entry.baseline:
        measured["smallest_subspace_cosine"] = _subspace_cosine(model, entry.baseline)
    if isinstance(model, TanhAutoencoder):
        measured["kernel_noise_outside_digits"] = _noise_outside(model.encoder.get_parameter("0.weight"), x)
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
        "knn5_accuracy": quality.knn_accuracy(codes, labels, 5),
        "trustworthiness12": quality.trustworthiness(x[:2000].flatten(1), codes[:2000], 12),
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


def _pca(count: int, device: torch.device) -> LinearAutoencoder:
    widest = checkpoints.load_model("pca_d64", "cpu")
    if not isinstance(widest, LinearAutoencoder):
        raise TypeError("pca_d64 is a linear autoencoder")
    return widest.leading(count).to(device)


def _over_pca(count: int, x: Tensor, squared_error: float) -> float:
    pca = _pca(count, x.device)
    return squared_error / metrics.squared_error_per_image(pca.decode_affine(pca.encode(x)), x).mean().item()


def _restoration(model: Autoencoder, entry: Entry, x: Tensor) -> dict[str, float]:
    """PSNR after restoring what the net was taught to restore; nothing for a net that was not."""
    measured = {}
    for kind, strength in _corruptions(entry):
        generator = torch.Generator(x.device).manual_seed(SAMPLE_SEED)
        restored = reconstruct_all(model, CORRUPTIONS[kind](x, strength, generator))
        level = f"{strength:g}" if kind == "downsample" else f"{strength:.1f}"
        name = f"psnr_mean_per_image_{kind}_{level}"
        measured[name] = metrics.psnr_per_image(restored, x).mean().item()
    return measured


def _corruptions(entry: Entry) -> list[tuple[str, float]]:
    kind = entry.recipe.corruption
    if entry.task == "upscale" and isinstance(entry.recipe.strength, float):
        return [("downsample", entry.recipe.strength)]
    if kind == "lecture_dropout":
        return [("lecture_dropout", 0.5)]
    if entry.task == "denoise":
        gaussian = [("gaussian", sigma) for sigma in (0.1, 0.3, 0.5, 1.0)]
        return [*gaussian, ("dropout", 0.5), ("dropout", 0.8)]
    return []


def _sparsity(model: SparseAutoencoder, x: Tensor, squared_error: float) -> dict[str, float]:
    h = encode_all(model, x)
    mean, share = h.mean().item(), (h > (0.5 if model.penalty == "kl" else 0)).float().mean().item()
    # A sigmoid is never quite off: what it passes on is its mean activation's worth of units.
    units = model.latent_dim * (mean if model.penalty == "kl" else share)
    return {
        "mean_activation": mean,
        "active_share": share,
        "active_units": units,
        "squared_error_over_pca_of_active_count": _over_pca(max(1, round(units)), x, squared_error),
    }


def _contraction(
    model: ContractiveAutoencoder, entry: Entry, x: Tensor, squared_error: float
) -> dict[str, float]:
    norm = model.jacobian_norm(x).item()
    measured = {"jacobian_norm": norm}
    if entry.twin is not None:
        twin = checkpoints.read_card(entry.twin).metrics
        measured["jacobian_norm_over_plain_twin"] = norm / twin["jacobian_norm"]
        measured["squared_error_over_plain_twin"] = squared_error / twin["squared_error_per_image"]
    return measured


def _prior(model: AdversarialAutoencoder, x: Tensor) -> dict[str, float]:
    codes = encode_all(model, x)
    return {
        # Every other image: the two halves of MNIST's test set were written by different people.
        "discriminator_accuracy": judging.discriminator_accuracy(codes[::2], codes[1::2]),
        "own_discriminator_accuracy": judging.own_discriminator_accuracy(model, codes),
    }


def _subspace_cosine(model: LinearAutoencoder, baseline: str) -> float:
    pca = checkpoints.load_model(baseline, str(model.device))
    ours = torch.linalg.qr(model.weight.T).Q
    theirs = torch.linalg.qr(pca.get_parameter("weight").T).Q
    return torch.linalg.svdvals(ours.T @ theirs).min().item()


def _noise_outside(kernels: Tensor, x: Tensor) -> float:
    never = x.flatten(1).amax(0) == 0
    return (kernels[:, never].pow(2).mean() / kernels[:, ~never].pow(2).mean()).sqrt().item()
