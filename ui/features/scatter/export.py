"""What can be taken home from the scatter: the selected images with their codes."""

import numpy as np

from ae_core.latent.overlap import Overlap
from ui.visuals.tables import as_csv


def table(overlap: Overlap, indices: np.ndarray) -> str:
    """The selection as CSV: index in the test set, label, and every number of the code."""
    rows = (
        [index, int(overlap.labels[index]), *(f"{value:.6g}" for value in overlap.codes[index].tolist())]
        for index in indices.tolist()
    )
    return as_csv(["index", "label", *(f"z{axis + 1}" for axis in range(overlap.codes.shape[1]))], rows)
