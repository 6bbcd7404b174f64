"""Autoencoders on MNIST, from PCA to variational nets: the science behind the lab, usable alone.

import ae_core
model = ae_core.load_model("vae_d2")
z = model.encode(x)          # (B, 1, 28, 28) in [0, 1] -> (B, 2)
x_hat = model.decode(z)      # (B, 1, 28, 28) in [0, 1]
out = model(x)               # Output: x_hat, z, and mu, logvar where they exist
"""

from ae_core.card import ModelCard
from ae_core.checkpoints import CheckpointError, load_model
from ae_core.data.drawing import DrawingError, prepare_drawing
from ae_core.models import Autoencoder, Output
from ae_core.registry import list_models

__all__ = [
    "Autoencoder",
    "CheckpointError",
    "DrawingError",
    "ModelCard",
    "Output",
    "list_models",
    "load_model",
    "prepare_drawing",
]
