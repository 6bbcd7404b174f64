"""Samples from each model's prior, read by the independent classifier: what the pages of this section share."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
import torch

import ae_core
from ae_core import CheckpointError, classifier, data
from ae_core.classifier import DigitClassifier
from ae_core.generation import sampling
from ae_core.models import ConditionalAutoencoder
from ui.resources import models
from ui.visuals import digits

COUNT = 200  # samples that are read, of each model
SURE = 0.9  # from here on a reading counts as confident
CLASSES = 10
SEEDS = 1_000_000
FAVOURITES = ["ae_conv_d30", "vae_d2", "vae_d20", "aae_d2", "cvae_d2"]  # what the pages show on arrival
_GIVEN_A_PRIOR = ("variational", "conditional", "adversarial")
_OTHERS = ("ae_conv_d30", "ae_d2", "pca_d30")  # no prior was ever asked of these


@dataclass(frozen=True)
class Batch:
    """Pictures with what the classifier makes of them.

    pictures: (N, 28, 28) uint8. readings: (N,) the digit it reads. sureness: (N,) how sure it is. The last two are
    empty where the classifier cannot be loaded.
    """

    pictures: np.ndarray
    readings: np.ndarray
    sureness: np.ndarray

    @property
    def is_read(self) -> bool:
        """Whether there was a classifier to read them."""
        return len(self.readings) > 0

    @property
    def histogram(self) -> np.ndarray:
        """(10,) share of all pictures that is read as each digit with confidence."""
        sure = self.readings[self.sureness >= SURE]
        return np.bincount(sure, minlength=CLASSES) / max(len(self.readings), 1)

    @property
    def share(self) -> float:
        """Share of all pictures that is read with confidence."""
        return float(self.histogram.sum())

    @property
    def coverage(self) -> float:
        """How many digits the confident readings are worth: exp of their entropy, 10 where all are as frequent."""
        parts = self.histogram[self.histogram > 0] / max(self.share, 1e-9)
        return float(np.exp(-(parts * np.log(parts)).sum())) if len(parts) else 0.0


def offered() -> list[str]:
    """Models that can be sampled from, in teaching order."""
    return [
        name
        for name in ae_core.list_models(data="mnist")
        if name in _OTHERS or models.entry(name).family in _GIVEN_A_PRIOR
    ]


def has_prior(name: str) -> bool:
    """Whether the model was trained towards N(0, I); else its codes' mean and covariance stand in."""
    return models.entry(name).family in _GIVEN_A_PRIOR


def is_conditional(name: str) -> bool:
    """Whether the model is told the digit."""
    return models.entry(name).family == "conditional"


def judge() -> DigitClassifier | None:
    """The independent classifier, None where its checkpoint is missing or damaged."""
    try:
        return classifier.load(models.CHECKPOINTS)
    except CheckpointError:
        return None


def judge_accuracy() -> float | None:
    """Its accuracy on the real test set, from its card."""
    reader = judge()
    return None if reader is None or reader.card is None else reader.card.metrics["test_accuracy"]


def read(x: torch.Tensor) -> Batch:
    """Pictures (N, 1, 28, 28) in [0, 1] with the classifier's readings."""
    pictures = np.stack([digits.to_pixels(one) for one in x])
    reader = judge()
    if reader is None:
        return Batch(pictures, np.zeros(0, int), np.zeros(0))
    sureness, readings = classifier.read(reader, x).max(1)
    return Batch(pictures, readings.numpy(), sureness.numpy())


@st.cache_resource(show_spinner=False)
def _stand_in(name: str) -> tuple[torch.Tensor, torch.Tensor]:
    return sampling.gaussian_fit(models.code_space(name).codes)


def codes(
    name: str, seed: int, temperature: float, digit: int | None = None, count: int = COUNT
) -> torch.Tensor:
    """Codes (count, d) to decode: mean + temperature * root n, with the n of this seed.

    Args:
        digit: what a conditional model is told; every digit in turn if not given.
    """
    entry = models.entry(name)
    if is_conditional(name):
        width = entry.latent_dim - CLASSES
        told = torch.arange(count) % CLASSES if digit is None else torch.full((count,), digit)
        styles = temperature * sampling.noise(count, width, seed)
        return torch.cat([styles, torch.eye(CLASSES)[told]], 1)
    drawn = temperature * sampling.noise(count, entry.latent_dim, seed)
    if has_prior(name):
        return drawn
    mean, root = _stand_in(name)
    return mean + drawn @ root


@torch.inference_mode()
def decoded(name: str, z: torch.Tensor) -> torch.Tensor:
    """Codes (N, d) -> pictures (N, 1, 28, 28) in [0, 1] on the CPU; the decoder's mean, no pixel noise."""
    net = models.model(name)
    return net.decode(z.to(net.device)).cpu()


@st.cache_data(show_spinner=False, max_entries=400)
def samples(name: str, seed: int, temperature: float, digit: int | None = None) -> Batch:
    """COUNT samples of a model.

    Raises:
        CheckpointError: it cannot be loaded.
    """
    return read(decoded(name, codes(name, seed, temperature, digit)))


@st.cache_data(show_spinner=False, max_entries=40)
def real(seed: int) -> Batch:
    """COUNT test digits, drawn without repetition, for comparison."""
    images = data.test_set("mnist")[0]
    chosen = np.random.default_rng(seed).choice(len(images), COUNT, replace=False)
    return read(data.as_input(images[chosen]))


def same_style(name: str, style: tuple[float, float]) -> np.ndarray:
    """All ten digits in one style: (10, 28, 28) uint8.

    Raises:
        CheckpointError: the model cannot be loaded.
    """
    net = models.model(name)
    if not isinstance(net, ConditionalAutoencoder):
        raise TypeError(f"{name} is told no digit")
    drawn = sampling.conditional_digits(net, torch.tensor([style]))
    return np.stack([digits.to_pixels(one) for one in drawn.cpu()])
