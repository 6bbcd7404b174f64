"""PCA, the lecture's nets, deep and convolutional autoencoders."""

from dataclasses import replace

from ae_core.registry import provenance
from ae_core.registry.entry import Entry, Recipe, Target
from ae_core.registry.recipes import AE_MAP, LECTURE, MAP_DECODER, MUON

SSE = "squared_error_per_image"

ENTRIES: tuple[Entry, ...] = (
    Entry(
        name="pca_d2",
        label="PCA, 2-D",
        idea="The best a linear map can do with two numbers, in closed form.",
        family="linear",
        config={"latent_dim": 2},
        recipe=Recipe(closed_form=True),
        lecture="000",
        paper=provenance.PCA,
        targets=(Target(f"{SSE}_unclipped", "=", 43.64),),
        reference={SSE: "43.64, PCA at 2 dimensions"},
    ),
    Entry(
        name="pca_d30",
        label="PCA, 30-D",
        idea="The best a linear map can do with thirty numbers, in closed form.",
        family="linear",
        config={"latent_dim": 30},
        recipe=Recipe(closed_form=True),
        lecture="000",
        paper=provenance.PCA,
        targets=(Target(f"{SSE}_unclipped", "=", 13.87),),
        reference={SSE: "13.87, Hinton & Salakhutdinov 2006"},
    ),
    Entry(
        name="pca_d64",
        label="PCA, 64-D",
        idea="Sixty-four components, of which the first few are PCA at any smaller dimension.",
        family="linear",
        config={"latent_dim": 64},
        recipe=Recipe(closed_form=True),
        lecture="000",
        paper=provenance.PCA,
        targets=(Target(f"{SSE}_unclipped", "=", 7.09),),
    ),
    Entry(
        name="ae_tied_d30",
        label="Linear autoencoder with tied weights, 30-D",
        idea="The same linear map, found by gradient descent instead of algebra: it ends in PCA's subspace.",
        family="linear",
        config={"latent_dim": 30},
        recipe=Recipe(epochs=30, batch_size=500, learning_rate=3e-3, weight_decay=0.0, ema=0.99),
        lecture="000",
        paper=provenance.LINEAR,
        baseline="pca_d30",
        targets=(
            Target(f"{SSE}_unclipped", "<=", 13.87 * 1.01),
            Target("smallest_subspace_cosine", ">=", 0.99),
        ),
    ),
    Entry(
        name="ae_nyu_d30",
        label="Lecture's autoencoder, 30-D",
        idea="The lecture's own net: one tanh layer down to thirty numbers, one back.",
        family="tanh",
        config={"latent_dim": 30},
        recipe=LECTURE,
        lecture="000",
        baseline="pca_d30",
    ),
    Entry(
        name="ae_nyu_d500",
        label="Lecture's over-complete autoencoder, 500-D",
        idea="Five hundred units and no noise: nothing forces this net to learn more than copying.",
        family="tanh",
        config={"latent_dim": 500},
        recipe=LECTURE,
        lecture="000",
    ),
    Entry(
        name="dae_nyu_d500",
        label="Lecture's denoising autoencoder, 500-D",
        idea="The same net, half of its input dropped anew in every batch: now copying is not enough.",
        family="tanh",
        config={"latent_dim": 500},
        recipe=replace(LECTURE, corruption="lecture_dropout", strength=0.5),
        lecture="000",
        task="denoise",
    ),
    Entry(
        name="ae_deep_d30",
        label="Deep autoencoder, 30-D",
        idea="Seven hidden layers fold the digits into thirty numbers better than any plane can.",
        family="deep",
        config={"encoder": [1000, 500, 250], "latent_dim": 30},
        recipe=replace(MUON, epochs=24, batch_size=1024, ema=0.98),
        lecture="003",
        paper=provenance.DEEP,
        baseline="pca_d30",
        targets=(Target(SSE, "<=", 3.0),),
        reference={SSE: "3.00, Hinton & Salakhutdinov 2006"},
    ),
    Entry(
        name="ae_deep_d30_layerwise",
        label="Deep autoencoder trained layer by layer, 30-D",
        idea="The same net built up one layer at a time, as it had to be before 2010, then trained as a whole.",
        family="deep",
        config={"encoder": [1000, 500, 250], "latent_dim": 30},
        recipe=replace(MUON, epochs=16, batch_size=1024, ema=0.98, layerwise_epochs=2),
        lecture="003",
        paper=provenance.LAYERWISE,
        baseline="pca_d30",
        reference={SSE: "3.00, Hinton & Salakhutdinov 2006, pre-trained by RBMs"},
    ),
    Entry(
        name="ae_conv_d30",
        label="Convolutional autoencoder, 30-D",
        idea="Convolutions know that neighbouring pixels belong together: our best at thirty numbers.",
        family="conv",
        config={"latent_dim": 30, "channels": [32, 48], "hidden": 256},
        recipe=replace(MUON, epochs=16),
        lecture="001",
        paper=provenance.CONVOLUTIONAL,
        baseline="pca_d30",
        targets=(Target(SSE, "<=", 2.0),),
        reference={SSE: "3.00, Hinton & Salakhutdinov 2006"},
    ),
    Entry(
        name="ae_d2",
        label="Deep autoencoder, 2-D",
        idea="All of a digit in two numbers: a point on a map.",
        family="deep",
        config={"encoder": [1000, 256, 256], "latent_dim": 2, "decoder": MAP_DECODER},
        recipe=AE_MAP,
        lecture="003",
        paper=provenance.DEEP,
        baseline="pca_d2",
        targets=(Target(SSE, "<=", 24.4), Target("knn5_accuracy", ">=", 0.88)),
        reference={SSE: "28.9, conv AE of ParametricUMAP_paper", "knn5_accuracy": ".793, same"},
    ),
)


def _dial(d: int) -> Entry:
    """One setting of the bottleneck dial."""
    targets = (Target("mse_per_pixel", "<=", 0.0014),) if d == 64 else ()
    # The widest code deserves a way in and out that is wider than itself.
    width = {"channels": [24, 32], "hidden": 256} if d == 64 else {"channels": [16, 24], "hidden": 128}
    return Entry(
        name=f"ae_conv_d{d}",
        label=f"Convolutional autoencoder, {d}-D",
        idea=f"One notch of the bottleneck dial: {d} number{'s' if d > 1 else ''} for a digit.",
        family="conv",
        config={"latent_dim": d, **width},
        recipe=replace(MUON, epochs=20 if d == 64 else 10),
        lecture="001",
        paper=provenance.CONVOLUTIONAL,
        targets=(*targets, Target("squared_error_over_pca", "<=", 1.0)),
    )


BOTTLENECK_DIAL = {d: _dial(d) for d in (1, 2, 4, 8, 16, 32, 64)}  # by the width of the code
