"""The zoo, in teaching order. A model is added to the file of its kind beside this one."""

from ae_core.registry import denoising, fashion, generative, reconstruction, regularised
from ae_core.registry.entry import Entry

ENTRIES: tuple[Entry, ...] = (
    *reconstruction.ENTRIES,
    *reconstruction.BOTTLENECK_DIAL.values(),
    *denoising.ENTRIES,
    *regularised.ENTRIES,
    *generative.ENTRIES,
    *fashion.ENTRIES,
)
