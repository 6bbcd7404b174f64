"""The families of models, by the name that registry entries and cards use."""

from ae_core.models.base import Autoencoder, Output
from ae_core.models.conv import ConvAutoencoder
from ae_core.models.linear import LinearAutoencoder
from ae_core.models.mlp import DeepAutoencoder, TanhAutoencoder
from ae_core.models.variational import VariationalAutoencoder

FAMILIES: dict[str, type[Autoencoder]] = {
    "linear": LinearAutoencoder,
    "tanh": TanhAutoencoder,
    "deep": DeepAutoencoder,
    "conv": ConvAutoencoder,
    "variational": VariationalAutoencoder,
}

__all__ = [
    "FAMILIES",
    "Autoencoder",
    "ConvAutoencoder",
    "DeepAutoencoder",
    "LinearAutoencoder",
    "Output",
    "TanhAutoencoder",
    "VariationalAutoencoder",
]
