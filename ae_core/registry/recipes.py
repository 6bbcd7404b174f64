"""Recipes that several models share."""

from dataclasses import replace

from ae_core.registry.entry import Augmentation, Recipe

SMALL_MOVES = Augmentation(share=0.5, degrees=8.0, scale=0.06, shift=1.2)

# The lecture's own: kept exactly, because the point of its nets is comparison.
LECTURE = Recipe(epochs=20, optimiser="adam", learning_rate=1e-3, schedule="constant", weight_decay=0.0)

MUON = Recipe(
    batch_size=512,
    optimiser="muon",
    learning_rate=1e-2,
    weight_decay=0.01,
    ema=0.99,
    precision="bfloat16",
    augmentation=SMALL_MOVES,
)

# The 2-D maps learn slowly: many epochs, with Muon where it is cheap.
MAP = replace(
    MUON,
    epochs=45,
    batch_size=256,
    adam_rate=3e-3,
    muon_hidden_only=True,
    ema=0.997,
    augmentation=Augmentation(
        share=0.6, degrees=10.0, scale=0.08, shift=1.2, until=0.85, resampling="bicubic"
    ),
)
# Narrow where the code enters: depth bends the plane better than width, and the browser has little to multiply.
MAP_DECODER = [128, 256, 256, 512]
