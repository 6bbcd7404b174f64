"""What one may want to take home of a digit's cloud: the decoded draws as a picture, all numbers as JSON."""

import json

import numpy as np
import torch
from PIL import Image

from ui.features.vae.state import Terms
from ui.inputs import drawing
from ui.resources import samples
from ui.visuals import digits

_ZOOM = 4


def picture(name: str, x: torch.Tensor, terms: Terms) -> bytes:
    """PNG: x, then the newest hundred draws decoded, ten in a row."""
    z = torch.tensor(np.concatenate([terms.mu[None], terms.z[-100:]]), dtype=torch.float32)
    tiles = [digits.to_pixels(image) for image in (x, *samples.decoded(name, z))]
    rows = -(-len(tiles[2:]) // 10) + 1
    sheet = np.zeros((28 * rows, 280), np.uint8)
    for position, tile in enumerate(tiles):
        # x and the decoded mean stand in a row of their own.
        row, column = (0, position) if position < 2 else divmod(position - 2 + 10, 10)
        sheet[28 * row : 28 * row + 28, 28 * column : 28 * column + 28] = tile
    size = (280 * _ZOOM, 28 * rows * _ZOOM)
    return drawing.as_png(np.asarray(Image.fromarray(sheet).resize(size, Image.Resampling.NEAREST)))


def numbers(terms: Terms, seed: int, test_index: int | None) -> str:
    """Everything that is on the page as numbers, as JSON."""
    found = {
        "model": terms.name,
        "test_digit": test_index,
        "mu": terms.mu.tolist(),
        "logvar": terms.logvar.tolist(),
        "kl_per_dimension": terms.kl.tolist(),
        "cross_entropy_floor": terms.floor,
        "cross_entropy_mean_of_draws": terms.cross_entropy,
        "negative_elbo": terms.loss,
        "seed": seed,
        "epsilon": terms.epsilon.tolist(),
        "z": terms.z.tolist(),
        "cross_entropy_of_draws": terms.draws.tolist(),
    }
    return json.dumps(found, indent=1)
