"""A walk through code space from digit to digit, decoded by a real model: what the start page shows."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
import torch

from ae_core import CheckpointError, data, metrics
from ui.resources import models
from ui.visuals import digits

STEPS = 16  # pictures from one digit to the next
_PREFERRED = ("ae_conv_d30", "ae_deep_d30", "ae_nyu_d30", "pca_d30")


@dataclass(frozen=True)
class Walk:
    """A closed walk over the digits 0 to 9.

    inputs: (10, 28, 28) uint8, a typical test digit of each class. codes: (10, d). errors: (10,) squared error of
    each. frames: (10 * STEPS, 28, 28) uint8, the decoded codes; frame STEPS * i belongs to digit i.
    """

    model: str
    inputs: np.ndarray
    codes: np.ndarray
    errors: np.ndarray
    frames: np.ndarray


def _typical_digits() -> np.ndarray:
    """Index of the test digit nearest to the mean picture of its class, for 0 to 9."""
    images, labels = data.test_set("mnist")
    indices = []
    for digit in range(10):
        members = np.flatnonzero(labels == digit)
        pictures = images[members].reshape(len(members), -1).astype(np.float32)
        distances = np.square(pictures - pictures.mean(0)).sum(1)
        indices.append(members[distances.argmin()])
    return np.array(indices)


@st.cache_resource(show_spinner=False)
@torch.inference_mode()
def _walk(name: str) -> Walk:
    net = models.model(name)
    device = net.device
    inputs = data.test_set("mnist")[0][_typical_digits()]
    x = data.as_input(inputs).to(device)
    out = net(x)
    share = torch.linspace(0, 1, STEPS + 1, device=device)[:-1, None]
    path = torch.cat(
        [z + share * (following - z) for z, following in zip(out.z, out.z.roll(-1, 0), strict=True)]
    )
    frames = np.stack([digits.to_pixels(frame) for frame in net.decode(path).cpu()])
    errors = metrics.squared_error_per_image(out.x_hat, x)
    return Walk(name, inputs, out.z.cpu().numpy(), errors.cpu().numpy(), frames)


def walk() -> Walk:
    """The walk of our best 30-dimensional model that can be loaded.

    Raises:
        CheckpointError: none of them can.
    """
    for name in _PREFERRED[:-1]:
        try:
            return _walk(name)
        except CheckpointError:
            continue
    return _walk(_PREFERRED[-1])
