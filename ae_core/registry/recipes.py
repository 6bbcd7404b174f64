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

# The 2-D maps learn slowly: many epochs on moved digits with Muon where it is cheap, then fewer on sharper ones, and
# last a few on the digits as they are, averaged with the weights before them.
_MAP = replace(
    MUON,
    epochs=90,
    batch_size=256,
    adam_rate=3e-3,
    muon_hidden_only=True,
    ema=0.997,
    augmentation=replace(SMALL_MOVES, share=0.6),
)
_CALM = replace(_MAP, learning_rate=6e-3, adam_rate=2e-3, ema=0.998)
_LAST = replace(_CALM, augmentation=None, blend=0.5)


def _sharp(share: float) -> Augmentation:
    return replace(SMALL_MOVES, share=share, resampling="bicubic")


AE_MAP = replace(
    _MAP,
    then=replace(
        _CALM,
        epochs=24,
        augmentation=_sharp(0.4),
        then=replace(_LAST, epochs=8, learning_rate=3e-3, adam_rate=1e-3),
    ),
)
VAE_MAP = replace(
    _MAP,
    then=replace(
        _CALM,
        epochs=24,
        augmentation=_sharp(0.2),
        then=replace(_LAST, epochs=10, learning_rate=4e-3, adam_rate=1.3e-3),
    ),
)

# Clothes overlap more than digits do: fewer epochs bring all that two numbers can.
FASHION_MAP = replace(_MAP, epochs=40, then=replace(_LAST, epochs=8, learning_rate=4e-3, adam_rate=1.3e-3))

# Narrow where the code enters: depth bends the plane better than width, and the browser has little to multiply.
MAP_DECODER = [128, 256, 256, 512]
