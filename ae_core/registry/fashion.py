"""Clothes instead of digits."""

from dataclasses import replace

from ae_core.registry import provenance
from ae_core.registry.entry import Entry, Target
from ae_core.registry.recipes import FASHION_MAP, MUON

# Narrower at the image than the digits' map: all checkpoints together stay small.
_CONFIG = {"front": [16, 32], "encoder": [128, 128], "latent_dim": 2, "decoder": [128, 256, 300]}

ENTRIES = (
    Entry(
        name="ae_d2_fashion",
        label="Deep autoencoder, 2-D, Fashion",
        idea="A map of clothes: shirts and coats overlap where shoes keep apart.",
        family="deep",
        config=_CONFIG,
        recipe=FASHION_MAP,
        lecture="003",
        paper=provenance.DEEP,
        data="fashion",
        targets=(Target("mse_per_pixel", "<=", 0.0235),),
        reference={"mse_per_pixel": ".0244, conv AE of ParametricUMAP_paper"},
    ),
    Entry(
        name="ae_conv_d32_fashion",
        label="Convolutional autoencoder, 32-D, Fashion",
        idea="Thirty-two numbers for a garment.",
        family="conv",
        config={"latent_dim": 32, "channels": [16, 24], "hidden": 128},
        recipe=replace(MUON, epochs=10),
        lecture="001",
        paper=provenance.CONVOLUTIONAL,
        data="fashion",
    ),
    Entry(
        name="vae_d2_fashion",
        label="VAE, 2-D, Fashion",
        idea="A plane without holes in which every point is something to wear.",
        family="variational",
        config=_CONFIG,
        recipe=FASHION_MAP,
        lecture="001",
        paper=provenance.VARIATIONAL,
        data="fashion",
        task="generate",
    ),
)
