"""Today's numbers for the steps of the draw page."""

from collections.abc import Mapping

import numpy as np

from ae_core.latent.inspection import Reconstruction
from ui.resources import models
from ui.visuals.numbers import fixed


def values(x: np.ndarray, reconstructions: Mapping[str, Reconstruction]) -> dict[str, str]:
    """Of the first model of the rows and its baseline. x: (28, 28) in [0, 1]; at least one reconstruction."""
    first = next(iter(reconstructions.values()))
    baseline = reconstructions.get(models.entry(first.name).baseline or "", first)
    return {
        "model": models.label(first.name),
        "dimension": str(len(first.z)),
        "inked": str(int((x > 0).sum())),
        "code": ", ".join(map(fixed, first.z[:3])) + (", …" if len(first.z) > 3 else ""),
        "error": f"{first.error:.1f}",
        "mse": f"{first.error / x.size:.4f}",
        "psnr": f"{first.psnr:.1f}",
        "baseline": models.label(baseline.name),
        "baseline_error": f"{baseline.error:.1f}",
        "neighbours": ", ".join(map(str, first.labels)),
        "vote": str(first.vote),
        "votes": str(first.votes),
    }
