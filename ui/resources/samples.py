"""Samples from each model's prior, read by the independent classifier: what the pages of this section share."""

import numpy as np
import streamlit as st
import torch

import ae_core
from ae_core import CheckpointError, classifier, data
from ae_core.classifier import DigitClassifier
from ae_core.generation import sampling
from ae_core.generation.sampling import Batch
from ui.resources import models

COUNT = 200  # samples that are read, of each model
SEEDS = 1_000_000
FAVOURITES = ["ae_conv_d30", "vae_d2", "vae_d20", "aae_d2", "cvae_d2"]  # what the pages show on arrival
_OTHERS = ("ae_conv_d30", "ae_d2", "pca_d30")  # no prior was ever asked of these


def offered() -> list[str]:
    """Models that can be sampled from, in teaching order."""
    return [
        name
        for name in ae_core.list_models(data="mnist")
        if name in _OTHERS or models.entry(name).model_class.has_prior
    ]


def is_conditional(name: str) -> bool:
    """Whether the model is told the digit."""
    return models.entry(name).model_class.told_the_label


def digit_classifier() -> DigitClassifier | None:
    """The independent classifier, None where its checkpoint is missing or damaged."""
    try:
        return classifier.load(models.CHECKPOINTS)
    except CheckpointError:
        return None


def classifier_accuracy() -> float | None:
    """Its accuracy on the real test set, from its card."""
    net = digit_classifier()
    return None if net is None or net.card is None else net.card.metrics["test_accuracy"]


@st.cache_resource(show_spinner=False)
def stand_in(name: str) -> tuple[torch.Tensor, torch.Tensor] | None:
    """Mean and root of the Gaussian fitted to a model's codes; None where it has a prior of its own."""
    return None if models.model(name).has_prior else sampling.gaussian_fit(models.code_space(name).codes)


@st.cache_data(show_spinner=False, max_entries=400)
def samples(name: str, seed: int, temperature: float, digit: int | None = None) -> Batch:
    """COUNT samples of a model.

    Args:
        digit: what a conditional model is told; every digit in turn if not given.

    Raises:
        CheckpointError: it cannot be loaded.
    """
    net = models.model(name)
    z = sampling.codes(net, COUNT, seed, temperature, digit=digit, stand_in=stand_in(name))
    return sampling.read(sampling.decoded(net, z), digit_classifier())


@st.cache_data(show_spinner=False, max_entries=40)
def real(seed: int) -> Batch:
    """COUNT test digits, drawn without repetition, for comparison."""
    images = data.test_set("mnist")[0]
    chosen = np.random.default_rng(seed).choice(len(images), COUNT, replace=False)
    return sampling.read(data.as_input(images[chosen]), digit_classifier())
