"""What can be taken home from the bottleneck dial: its curve."""

from ae_core.latent.bottleneck import ErrorsByWidth
from ui.visuals.tables import as_csv


def figures(curve: ErrorsByWidth) -> str:
    """The curve as CSV: dimensions, squared error of the net (empty where there is none), of PCA."""
    rows = (
        [d, f"{curve.nets[d]:.4f}" if d in curve.nets else "", f"{error:.4f}"]
        for d, error in enumerate(curve.pca, start=1)
    )
    return as_csv(["dimensions", "error_net", "error_pca"], rows)
