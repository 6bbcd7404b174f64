"""The zoo, in teaching order. A model is added to the file of its kind beside this one."""

from ae_core.registry import denoising, fashion, generative, reconstruction, regularised
from ae_core.registry.entry import Entry

_ALL: tuple[Entry, ...] = (
    *reconstruction.ENTRIES,
    *reconstruction.BOTTLENECK_DIAL,
    *denoising.ENTRIES,
    *regularised.ENTRIES,
    *generative.ENTRIES,
    *fashion.ENTRIES,
)

# Described and trainable, but without a checkpoint yet. Whoever trains one takes its name out of here.
_UNTRAINED = {
    "ae_deep_d30_layerwise",
}

ENTRIES = tuple(entry for entry in _ALL if entry.name not in _UNTRAINED)
PLANNED = tuple(entry for entry in _ALL if entry.name in _UNTRAINED)
