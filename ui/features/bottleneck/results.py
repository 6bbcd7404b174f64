"""The bottleneck dial's pictures and figures: the same ten digits at every width of the code, by nets and by PCA."""

import numpy as np
import streamlit as st
import torch
from torch import Tensor

from ae_core import Autoencoder, CheckpointError, data, latent
from ae_core.browser import pack
from ae_core.checkpoints import read_card, sha256
from ae_core.data import selections
from ae_core.generation import sampling
from ae_core.latent.bottleneck import ErrorsByWidth, at_every_width
from ae_core.models import LinearAutoencoder
from ae_core.registry import BOTTLENECK_DIAL
from ui.resources import models

WIDTHS = tuple(BOTTLENECK_DIAL)
PCA = "pca_d64"
FITTED = 2000  # test digits that the Gaussians are fitted to
_EXTRA = "ae_conv_d30"  # a larger net: a setting of its own as long as none of the dial's nets is there
_ERROR = "squared_error_per_image"


def name_at(width: int) -> str:
    """The net of a setting."""
    return BOTTLENECK_DIAL[width].name if width in BOTTLENECK_DIAL else _EXTRA


def _error(name: str) -> float | None:
    """Squared error of a net on the test set, from its card; None where it cannot be used."""
    try:
        models.model(name)
        return float(read_card(name, models.CHECKPOINTS).metrics[_ERROR])
    except (CheckpointError, KeyError):
        return None


@st.cache_resource(show_spinner=False)
def net_errors() -> dict[int, float]:
    """Squared error on the test set by width, of the nets that can be loaded."""
    there = {width: error for width in WIDTHS if (error := _error(name_at(width))) is not None}
    if not there and (error := _error(_EXTRA)) is not None:
        return {models.entry(_EXTRA).latent_dim: error}
    return there


def widths() -> list[int]:
    """The widths of the code on the dial."""
    return sorted({*WIDTHS, *net_errors()})


def _whole_pca() -> LinearAutoencoder:
    whole = models.model(PCA)
    if not isinstance(whole, LinearAutoencoder):
        raise TypeError(f"{PCA} is not linear")
    return whole


def _digits() -> Tensor:
    return data.as_input(data.test_set("mnist")[0])


@st.cache_resource(show_spinner=False)
def pca_errors() -> list[float]:
    """Squared error of PCA on the test set at 1, 2, ... 64 dimensions. Raises CheckpointError."""
    whole = _whole_pca()
    return whole.errors_by_dimension(_digits().to(whole.device)).tolist()


def curve() -> ErrorsByWidth:
    """The errors of the nets that are there, and of PCA. Raises CheckpointError where PCA cannot be loaded."""
    return ErrorsByWidth(net_errors(), pca_errors())


def _nets() -> list[Autoencoder | None]:
    return [models.model(name_at(width)) if width in net_errors() else None for width in widths()]


def _pcas() -> list[Autoencoder]:
    whole = _whole_pca()
    return [whole.leading(width) for width in widths()]


def _pixels(images: Tensor) -> np.ndarray:
    """(..., 1, 28, 28) in [0, 1] as (..., 28, 28) uint8."""
    flat = images.reshape(-1, 28, 28)
    return np.stack([data.to_pixels(one) for one in flat]).reshape(*images.shape[:-3], 28, 28)


def _samples(net: Autoencoder | None, some: Tensor) -> Tensor:
    """Ten digits decoded from a Gaussian fitted to codes of test digits; nets of one width get the same noise."""
    if net is None:
        return torch.zeros(selections.CLASSES, 1, 28, 28)
    fitted = sampling.gaussian_fit(latent.encode_all(net, some).cpu())
    return sampling.decoded(net, sampling.codes(net, selections.CLASSES, seed=0, stand_in=fitted))


@st.cache_resource(show_spinner=False)
@torch.inference_mode()
def _all_samples() -> tuple[np.ndarray, np.ndarray]:
    """Samples at every width, of the nets and of PCA: two of (K, 10, 28, 28) uint8, black where there is no net."""
    some = _digits()[:FITTED]
    of_nets, of_pca = (torch.stack([_samples(net, some) for net in nets]) for nets in (_nets(), _pcas()))
    return _pixels(of_nets), _pixels(of_pca)


@st.cache_resource(show_spinner=False, max_entries=64)
@torch.inference_mode()
def content(number: int) -> tuple[str, bytes]:
    """Name and bytes of the blob with a set of ten digits at every width.

    Arrays: "inputs" (10, 28, 28) uint8; by width "conv", "pca", "conv_samples", "pca_samples" (K, 10, 28, 28) uint8,
    black where there is no net; "conv_errors", "pca_errors" (K, 10) float32.

    Raises:
        CheckpointError: PCA cannot be loaded.
    """
    images, labels = data.test_set("mnist")
    inputs = images[selections.one_of_each(labels, number)]
    x = data.as_input(inputs)
    (conv, conv_errors), (pca, of_pca) = at_every_width(_nets(), x), at_every_width(_pcas(), x)
    conv_samples, pca_samples = _all_samples()
    arrays = {
        "inputs": inputs,
        "conv": _pixels(conv),
        "conv_errors": conv_errors.numpy(),
        "pca": _pixels(pca),
        "pca_errors": of_pca.numpy(),
        "conv_samples": conv_samples,
        "pca_samples": pca_samples,
    }
    # Named by the weights, not by the bytes: the last bit of an error may differ from one process to the next.
    names = [PCA, *(name_at(width) for width in widths() if width in net_errors())]
    weights = " ".join(map(models.fingerprint, names))
    return f"bottleneck-{number}-{sha256(weights.encode())[:12]}", pack({"kind": "bottleneck"}, arrays)
