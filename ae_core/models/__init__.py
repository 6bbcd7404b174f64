"""The families of models, by the name that registry entries and cards use."""

from ae_core.models.adversarial import AdversarialAutoencoder
from ae_core.models.base import Autoencoder, Output
from ae_core.models.conv import ConvAutoencoder
from ae_core.models.linear import LinearAutoencoder
from ae_core.models.mlp import DeepAutoencoder, TanhAutoencoder
from ae_core.models.regularised import ContractiveAutoencoder, SparseAutoencoder
from ae_core.models.variational import ConditionalAutoencoder, VariationalAutoencoder

FAMILIES: dict[str, type[Autoencoder]] = {
    "linear": LinearAutoencoder,
    "tanh": TanhAutoencoder,
    "deep": DeepAutoencoder,
    "conv": ConvAutoencoder,
    "variational": VariationalAutoencoder,
    "conditional": ConditionalAutoencoder,
    "adversarial": AdversarialAutoencoder,
    "sparse": SparseAutoencoder,
    "contractive": ContractiveAutoencoder,
}

__all__ = [
    "FAMILIES",
    "AdversarialAutoencoder",
    "Autoencoder",
    "ConditionalAutoencoder",
    "ContractiveAutoencoder",
    "ConvAutoencoder",
    "DeepAutoencoder",
    "LinearAutoencoder",
    "Output",
    "SparseAutoencoder",
    "TanhAutoencoder",
    "VariationalAutoencoder",
]
