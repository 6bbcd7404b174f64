"""A walk through code space from digit to digit, decoded by a real model: what the start page shows."""

import numpy as np
import streamlit as st
import torch

from ae_core import CheckpointError, data, metrics
from ae_core.data import selections
from ae_core.latent import path
from ui.components.walk import STEPS, Walk
from ui.resources import models
from ui.visuals import digits

_PREFERRED = ("ae_conv_d30", "ae_deep_d30", "ae_nyu_d30", "pca_d30")


@st.cache_resource(show_spinner=False)
@torch.inference_mode()
def _walk(name: str) -> Walk:
    net, (images, labels) = models.model(name), data.test_set("mnist")
    inputs = images[selections.most_typical(images, labels)]
    x = data.as_input(inputs).to(net.device)
    closed = path.between_images(net, torch.cat([x, x[:1]]), STEPS)
    frames = np.stack([digits.to_pixels(frame) for frame in closed.decoded[:-1].cpu()])
    errors = metrics.squared_error_per_image(closed.decoded[:-1:STEPS], x)
    return Walk(name, inputs, closed.codes[:-1:STEPS].cpu().numpy(), errors.cpu().numpy(), frames)


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
