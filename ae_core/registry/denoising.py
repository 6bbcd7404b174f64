"""Denoising autoencoders, and nets that enlarge."""

from dataclasses import replace

from ae_core.registry import provenance
from ae_core.registry.entry import Entry, Recipe, Target
from ae_core.registry.recipes import MUON

_PSNR = "psnr_mean_per_image"
SIGMAS = (0.1, 0.3, 0.5, 1.0)


def _then_unmoved(recipe: Recipe) -> Recipe:
    """The recipe, and then some epochs on the digits as they are, averaged with the weights before them."""
    return replace(
        recipe, then=replace(recipe, epochs=10, augmentation=None, learning_rate=5e-3, ema=0.997, blend=0.3)
    )


def _at_one_sigma(sigma: float) -> Entry:
    """One row of the mismatch matrix."""
    return Entry(
        name=f"dae_s{sigma:.1f}".replace(".", ""),
        label=f"Denoiser trained at sigma {sigma:g}, 64-D",
        idea=f"Taught with noise of sigma {sigma:g} and no other: best there, worse elsewhere.",
        family="conv",
        config={"latent_dim": 64, "channels": [16, 24], "hidden": 128},
        recipe=replace(MUON, epochs=8, corruption="gaussian", strength=sigma),
        lecture="002",
        paper=provenance.DENOISING,
        task="denoise",
    )


def _enlarger(factor: int, bar: float) -> Entry:
    side = 28 // factor
    return Entry(
        name=f"sr_x{factor}",
        label=f"Enlarging net {side} -> 28, 128-D",
        idea=f"Sees {side} x {side} pixels and draws the 28 x 28 that a hand would have written.",
        family="conv",
        config={"latent_dim": 128, "channels": [16, 24], "hidden": 128},
        recipe=replace(MUON, epochs=14, corruption="downsample", strength=float(factor)),
        lecture="001",
        paper=provenance.SUB_PIXEL,
        task="upscale",
        targets=(Target(f"{_PSNR}_downsample_{factor}", ">=", bar),),
    )


def _denoiser(
    kind: str, noise: str, recipe: Recipe, idea: str, bars: dict[str, float], lecture: str
) -> Entry:
    return Entry(
        name=f"dae_{kind}",
        label=f"{noise} denoiser, 128-D",
        idea=idea,
        family="conv",
        config={"latent_dim": 128, "channels": [24, 32], "hidden": 192},
        recipe=recipe,
        lecture=lecture,
        paper=provenance.DENOISING,
        task="denoise",
        targets=tuple(Target(f"{_PSNR}_{kind}_{at}", ">=", bar) for at, bar in bars.items()),
    )


# The rows of the mismatch matrix by the sigma they were taught, and the nets that enlarge by their factor.
ONE_SIGMA = {sigma: _at_one_sigma(sigma) for sigma in SIGMAS}
ENLARGERS = {factor: _enlarger(factor, bar) for factor, bar in ((2, 27.0), (4, 21.5))}

ENTRIES = (
    _denoiser(
        "gaussian",
        "Gaussian",
        _then_unmoved(replace(MUON, epochs=28, corruption="gaussian", strength=(0.0, 1.0))),
        "Shown noise of every strength, it learns what a digit can look like and returns to that.",
        {"0.3": 23.0, "0.5": 21.0, "1.0": 17.0},
        "002",
    ),
    _denoiser(
        "dropout",
        "Dropout",
        _then_unmoved(replace(MUON, epochs=14, corruption="dropout", strength=(0.0, 0.9))),
        "Pixels go missing, up to nine in ten; it fills them in from all the digits it has seen.",
        {"0.5": 23.0, "0.8": 18.5},
        "000",
    ),
    *ONE_SIGMA.values(),
    *ENLARGERS.values(),
)
