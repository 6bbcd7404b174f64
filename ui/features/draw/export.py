"""What one may want to take home: a picture of the reconstructions, and the codes as JSON."""

import json
from collections.abc import Mapping

import numpy as np

from ae_core.latent.inspection import Reconstruction
from ui.resources import models
from ui.visuals import digits
from ui.visuals.contact_sheet import Captioned, Cell

_LAYOUT = Captioned(zoom=5, gap=12, line=40, drop=4, size=14)


def picture(x: np.ndarray, reconstructions: Mapping[str, Reconstruction]) -> bytes:
    """One PNG: x, then each model's x-hat with its key and squared error below, and its error map under that."""
    pictures, errors = [Cell(digits.to_pixels(x), "x")], [None]
    for reconstruction in reconstructions.values():
        pictures.append(
            Cell(digits.to_pixels(reconstruction.x_hat), f"{reconstruction.name}\n{reconstruction.error:.1f}")
        )
        errors.append(Cell(digits.error_pixels(reconstruction.x_hat, x)))
    return _LAYOUT.png([pictures, errors])


def codes_json(reconstructions: Mapping[str, Reconstruction], described: Mapping[str, object]) -> str:
    """The codes and figures of every model as JSON, after a description of the input."""
    found = {
        name: {
            "label": models.entry(name).label,
            "code": [round(float(value), 5) for value in reconstruction.z],
            "squared_error": round(reconstruction.error, 4),
            "psnr_db": round(reconstruction.psnr, 3),
            "nearest_test_digits": [
                {"index": index, "label": label}
                for index, label in zip(reconstruction.neighbours, reconstruction.labels, strict=True)
            ],
            "vote": reconstruction.vote,
        }
        for name, reconstruction in reconstructions.items()
    }
    return json.dumps({"input": dict(described), "models": found}, indent=1)
