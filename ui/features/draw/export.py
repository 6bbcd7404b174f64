"""What one may want to take home: a picture of the reconstructions, and the codes as JSON."""

import json
from collections.abc import Mapping

import numpy as np

from ui.resources import models
from ui.resources.readings import Reading
from ui.visuals import digits
from ui.visuals.contact_sheet import Captioned, Cell

_LAYOUT = Captioned(zoom=5, gap=12, line=40, drop=4, size=14)


def picture(x: np.ndarray, readings: Mapping[str, Reading]) -> bytes:
    """One PNG: x, then each model's x-hat with its key and squared error below, and its error map under that."""
    pictures, errors = [Cell(digits.to_pixels(x), "x")], [None]
    for reading in readings.values():
        pictures.append(Cell(digits.to_pixels(reading.x_hat), f"{reading.name}\n{reading.error:.1f}"))
        errors.append(Cell(digits.error_pixels(reading.x_hat, x)))
    return _LAYOUT.png([pictures, errors])


def codes_json(readings: Mapping[str, Reading], described: Mapping[str, object]) -> str:
    """The codes and figures of every model as JSON, after a description of the input."""
    found = {
        name: {
            "label": models.entry(name).label,
            "code": [round(float(value), 5) for value in reading.z],
            "squared_error": round(reading.error, 4),
            "psnr_db": round(reading.psnr, 3),
            "nearest_test_digits": [
                {"index": index, "label": label}
                for index, label in zip(reading.neighbours, reading.labels, strict=True)
            ],
            "vote": reading.vote,
        }
        for name, reading in readings.items()
    }
    return json.dumps({"input": dict(described), "models": found}, indent=1)
