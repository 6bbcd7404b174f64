"""Sparse and contractive autoencoders, each beside its plain twin or PCA."""

from ae_core.registry import provenance
from ae_core.registry.entry import Entry, Recipe, Target

_ADAM = Recipe(epochs=30, batch_size=500, learning_rate=2e-3, ema=0.998, weight_decay=0.0)

ENTRIES = (
    Entry(
        name="sae_kl",
        label="Sparse autoencoder (KL), 256-D",
        idea="Two hundred and fifty-six units, but each may be active only one time in twenty.",
        family="sparse",
        config={"latent_dim": 256, "penalty": "kl", "weight": 2.0, "rho": 0.05},
        recipe=_ADAM,
        lecture="004",
        paper=provenance.SPARSE,
        targets=(
            Target("mean_activation", "=", 0.05, tolerance=0.2),
            Target("squared_error_over_pca_of_active_count", "<=", 1.0),
        ),
    ),
    Entry(
        name="sae_l1",
        label="Sparse autoencoder (L1), 256-D",
        idea="A price on every unit of activity: most units stay exactly zero.",
        family="sparse",
        config={"latent_dim": 256, "penalty": "l1", "weight": 0.33},
        recipe=_ADAM,
        lecture="004",
        paper=provenance.REVIEW,
        targets=(
            Target("active_share", "=", 0.05, tolerance=0.2),
            Target("squared_error_over_pca_of_active_count", "<=", 1.0),
        ),
    ),
    Entry(
        name="ae_sigmoid_d120",
        label="Plain twin of the contractive, 120-D",
        idea="The same net as the contractive one, without its penalty: what it is compared with.",
        family="contractive",
        config={"latent_dim": 120, "weight": 0.0},
        recipe=_ADAM,
        lecture="004",
        paper=provenance.CONTRACTIVE,
    ),
    Entry(
        name="cae",
        label="Contractive autoencoder, 120-D",
        idea="The code may not move when the digit moves a little, except where reconstruction needs it.",
        family="contractive",
        config={"latent_dim": 120, "weight": 0.05},
        recipe=_ADAM,
        lecture="004",
        paper=provenance.CONTRACTIVE,
        twin="ae_sigmoid_d120",
        targets=(
            Target("jacobian_norm_over_plain_twin", "<=", 1 / 3),
            Target("squared_error_over_plain_twin", "<=", 1.25),
        ),
    ),
)
