"""What can be taken home of a digit's cloud: the decoded draws as a picture, all numbers as JSON."""

import json

import numpy as np
import torch

from ae_core import data
from ae_core.generation import sampling
from ui.features.vae.results import Result
from ui.visuals import png
from ui.visuals.contact_sheet import enlarged, grid

_ZOOM, _COLUMNS = 4, 10


def picture(x: torch.Tensor, shown: Result) -> bytes:
    """PNG: x, then the newest hundred draws decoded, ten in a row."""
    terms = shown.terms
    z = torch.tensor(np.concatenate([terms.mu[None], terms.z[-100:]]), dtype=torch.float32)
    x_pixels, mean, *draws = (data.to_pixels(image) for image in (x, *sampling.decoded(shown.model.net, z)))
    # x and the decoded mean stand in a row of their own.
    blank = [np.zeros_like(mean)] * (_COLUMNS - 2)
    return png.as_png(enlarged(grid([x_pixels, mean, *blank, *draws], _COLUMNS), _ZOOM))


def numbers(shown: Result, seed: int, test_index: int | None) -> str:
    """Everything that is on the page as numbers, as JSON."""
    terms = shown.terms
    content = {
        "model": shown.model.entry.name,
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
    return json.dumps(content, indent=1)
