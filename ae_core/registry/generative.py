"""Variational, conditional and adversarial autoencoders."""

from dataclasses import replace

from ae_core.registry import provenance
from ae_core.registry.entry import Entry, Target
from ae_core.registry.recipes import MAP_DECODER, MUON, VAE_MAP

NELBO = "negative_elbo_per_image"
BETAS = (0.1, 0.5, 1.0, 2.0, 4.0, 10.0)


def _beta(beta: float) -> Entry:
    """One setting of the beta dial at ten dimensions."""
    return Entry(
        name=f"vae_beta_{beta:g}".replace(".", ""),
        label=f"beta-VAE, beta {beta:g}, 10-D",
        idea=f"The KL term weighs {beta:g} times: one notch of the dial between copying and dreaming.",
        family="variational",
        config={"encoder": [128, 96], "latent_dim": 10, "beta": beta},
        recipe=replace(MUON, epochs=12),
        lecture="001",
        paper=provenance.BETA,
        task="generate",
    )


VAE_D2 = Entry(
    name="vae_d2",
    label="VAE, 2-D",
    idea="Each digit becomes a small cloud, and the clouds together fill a round plane without holes.",
    family="variational",
    config={"front": [16, 32], "encoder": [256, 128], "latent_dim": 2, "decoder": MAP_DECODER},
    recipe=VAE_MAP,
    lecture="001",
    paper=provenance.VARIATIONAL,
    task="generate",
    baseline="pca_d2",
    targets=(Target(NELBO, "<=", 131.0),),
    reference={NELBO: "147.1, tayden/VAE-Latent-Space-Explorer"},
)
VAE_D20 = Entry(
    name="vae_d20",
    label="VAE, 20-D",
    idea="Twenty numbers: sharper digits, and a space to walk in by slerp.",
    family="variational",
    config={"encoder": [256, 128], "latent_dim": 20},
    recipe=replace(MUON, epochs=36),
    lecture="001",
    paper=provenance.VARIATIONAL,
    task="generate",
    targets=(Target(NELBO, "<=", 100.0),),
    reference={NELBO: "106.7, pytorch/examples 784-400-20 at epoch 7"},
)
CVAE_D2 = Entry(
    name="cvae_d2",
    label="Conditional VAE, 2-D style and the digit",
    idea="Told which digit to draw, it needs its two numbers only for the style.",
    family="conditional",
    config={
        "style_dim": 2,
        "latent_dim": 12,
        "encoder": [128, 96],
        "decoder": [96, 128],
        "classifier": [64],
    },
    recipe=replace(MUON, epochs=28),
    lecture="001",
    paper=provenance.CONDITIONAL,
    task="generate",
    targets=(Target("classifier_agreement", ">=", 0.97),),
)
AAE_D2 = Entry(
    name="aae_d2",
    label="Adversarial autoencoder, 2-D",
    idea="A discriminator, not a formula, makes the codes look like the prior.",
    family="adversarial",
    config={
        "encoder": [256, 256],
        "latent_dim": 2,
        "decoder": [128, 256, 256],
        "discriminator": [128, 128],
        "weight": 4.0,
    },
    recipe=replace(MUON, epochs=30),
    lecture="001",
    paper=provenance.ADVERSARIAL,
    task="generate",
    baseline="pca_d2",
    targets=(Target("discriminator_accuracy", "<=", 0.6),),
)
BETA_DIAL = {beta: _beta(beta) for beta in BETAS}  # by the weight of the KL term

ENTRIES = (VAE_D2, VAE_D20, *BETA_DIAL.values(), CVAE_D2, AAE_D2)
