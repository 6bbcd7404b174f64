"""The zoo, in teaching order."""

from dataclasses import replace

from ae_core.registry.entry import Augmentation, Entry, Recipe, Target

SSE = "squared_error_per_image"
SMALL_MOVES = Augmentation(share=0.5, degrees=8.0, scale=0.06, shift=1.2)

# The 2-D maps learn slowly: many epochs, with Muon where it is cheap.
MAP = Recipe(
    epochs=45,
    batch_size=256,
    optimiser="muon",
    learning_rate=1e-2,
    adam_rate=3e-3,
    muon_hidden_only=True,
    weight_decay=0.01,
    ema=0.997,
    precision="bfloat16",
    augmentation=Augmentation(
        share=0.6, degrees=10.0, scale=0.08, shift=1.2, until=0.85, resampling="bicubic"
    ),
)
# Narrow where the code enters: depth bends the plane better than width, and the browser has little to multiply.
MAP_CONFIG = {"front": [16, 32], "encoder": [256, 256], "latent_dim": 2, "decoder": [128, 256, 256, 512]}

ENTRIES: tuple[Entry, ...] = (
    Entry(
        name="pca_d2",
        label="PCA, 2-D",
        idea="The best a linear map can do with two numbers, in closed form.",
        family="linear",
        config={"latent_dim": 2},
        recipe=Recipe(closed_form=True),
        lecture="000",
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
        targets=(Target(f"{SSE}_unclipped", "=", 13.87),),
        reference={SSE: "13.87, Hinton & Salakhutdinov 2006"},
    ),
    Entry(
        name="ae_nyu_d30",
        label="Lecture's autoencoder, 30-D",
        idea="The lecture's own net: one tanh layer down to thirty numbers, one back.",
        family="tanh",
        config={"latent_dim": 30},
        recipe=Recipe(epochs=20, optimiser="adam", learning_rate=1e-3, schedule="constant", weight_decay=0.0),
        lecture="000",
        baseline="pca_d30",
    ),
    Entry(
        name="ae_deep_d30",
        label="Deep autoencoder, 30-D",
        idea="Seven hidden layers fold the digits into thirty numbers better than any plane can.",
        family="deep",
        config={"encoder": [1000, 500, 250], "latent_dim": 30},
        recipe=Recipe(
            epochs=24,
            batch_size=1024,
            optimiser="muon",
            learning_rate=1e-2,
            weight_decay=0.01,
            ema=0.98,
            precision="bfloat16",
            augmentation=SMALL_MOVES,
        ),
        lecture="003",
        baseline="pca_d30",
        targets=(Target(SSE, "<=", 3.0),),
        reference={SSE: "3.00, Hinton & Salakhutdinov 2006"},
    ),
    Entry(
        name="ae_conv_d30",
        label="Convolutional autoencoder, 30-D",
        idea="Convolutions know that neighbouring pixels belong together: our best at thirty numbers.",
        family="conv",
        config={"latent_dim": 30, "channels": [32, 48], "hidden": 256},
        recipe=Recipe(
            epochs=16,
            batch_size=512,
            optimiser="muon",
            learning_rate=1e-2,
            weight_decay=0.01,
            ema=0.99,
            precision="bfloat16",
            augmentation=SMALL_MOVES,
        ),
        lecture="001",
        baseline="pca_d30",
        targets=(Target(SSE, "<=", 2.0),),
        reference={SSE: "3.00, Hinton & Salakhutdinov 2006"},
    ),
    Entry(
        name="ae_d2",
        label="Deep autoencoder, 2-D",
        idea="All of a digit in two numbers: a point on a map.",
        family="deep",
        config={"encoder": [1000, 256, 256], "latent_dim": 2, "decoder": [128, 256, 256, 512]},
        recipe=replace(
            MAP,
            epochs=55,
            augmentation=Augmentation(
                share=1.0, degrees=8.0, scale=0.06, shift=1.2, until=0.85, resampling="bicubic"
            ),
        ),
        lecture="003",
        baseline="pca_d2",
        targets=(Target(SSE, "<=", 24.4), Target("knn5_accuracy", ">=", 0.88)),
        reference={SSE: "28.9, conv AE of ParametricUMAP_paper", "knn5_accuracy": ".793, same"},
    ),
    Entry(
        name="vae_d2",
        label="VAE, 2-D",
        idea="Each digit becomes a small cloud, and the clouds together fill a round plane without holes.",
        family="variational",
        config=MAP_CONFIG,
        recipe=MAP,
        lecture="001",
        task="generate",
        baseline="pca_d2",
        targets=(Target("negative_elbo_per_image", "<=", 131.0),),
        reference={"negative_elbo_per_image": "147.1, tayden/VAE-Latent-Space-Explorer"},
    ),
)
