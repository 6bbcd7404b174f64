"""Recipes that several models share."""

from dataclasses import replace

from ae_core.images.augmentation import Augmentation
from ae_core.registry.entry import Recipe

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

# The 2-D maps learn slowly: many epochs on moved digits with Muon where it is cheap, then fewer on sharper ones that
# are moved less.
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


def _sharp(share: float) -> Augmentation:
    return replace(SMALL_MOVES, share=share, resampling="bicubic")


def _gentle(share: float, epochs: int, learning_rate: float, adam_rate: float) -> Recipe:
    """Digits moved half as far: the encoder learns them by heart less, and the plane hardly has to hold the moves."""
    moves = Augmentation(share=share, degrees=5.0, scale=0.04, shift=0.7, resampling="bicubic")
    return replace(_CALM, epochs=epochs, learning_rate=learning_rate, adam_rate=adam_rate, augmentation=moves)


def _dropping(share: float, epochs: int, learning_rate: float, adam_rate: float) -> Recipe:
    """The encoder sees pixels dropped, each image by a strength of its own up to `share`, and answers for them all.

    What costs a 2-D variational autoencoder most is an encoder that knows the training digits by heart and misses the
    best code of others; this is the cure of the denoising variational autoencoder (Im et al. 2017).
    """
    return replace(
        _CALM,
        epochs=epochs,
        learning_rate=learning_rate,
        adam_rate=adam_rate,
        augmentation=None,
        corruption="dropout",
        strength=(0.0, share),
    )


def _in_a_row(first: Recipe, *others: Recipe) -> Recipe:
    return replace(first, then=_in_a_row(*others)) if others else first


AE_MAP = _in_a_row(
    _MAP,
    replace(_CALM, epochs=24, augmentation=_sharp(0.4)),
    _gentle(0.4, epochs=24, learning_rate=4e-3, adam_rate=1.3e-3),
    # Squared error 24.34 as it ends, 24.29 averaged with the weights that it began from.
    replace(_gentle(0.3, epochs=12, learning_rate=3e-3, adam_rate=1e-3), blend=0.4),
)
VAE_MAP = _in_a_row(
    _MAP,
    replace(_CALM, epochs=24, augmentation=_sharp(0.2)),
    _dropping(0.4, epochs=20, learning_rate=4e-3, adam_rate=1.3e-3),
    _dropping(0.6, epochs=20, learning_rate=5e-3, adam_rate=1.6e-3),
    _dropping(0.7, epochs=30, learning_rate=7e-3, adam_rate=2.2e-3),
    _dropping(0.3, epochs=10, learning_rate=3e-3, adam_rate=1e-3),
    _dropping(0.4, epochs=16, learning_rate=4e-3, adam_rate=1.3e-3),
    _dropping(0.4, epochs=20, learning_rate=4e-3, adam_rate=1.3e-3),
)

# Clothes overlap more than digits do: fewer epochs bring all that two numbers can.
FASHION_MAP = _in_a_row(
    replace(_MAP, epochs=40),
    replace(_CALM, epochs=8, learning_rate=4e-3, adam_rate=1.3e-3, augmentation=None, blend=0.5),
)

# Narrow where the code enters: depth bends the plane better than width, and the browser has little to multiply.
MAP_DECODER = [128, 256, 256, 512]
