"""The pairs of the game and what gives each away, computed once for all visitors."""

import numpy as np
import streamlit as st

from ae_core import data
from ae_core.generation import real_or_generated
from ae_core.generation.real_or_generated import Pair, Trait
from ui.resources import models, samples

SAMPLE = 10  # every tenth test digit is what a generated one is held against


@st.cache_data(show_spinner=False, max_entries=300)
def pair(seed: int, number: int, names: tuple[str, ...]) -> Pair:
    """The pair of a round, the same for the same arguments.

    Raises:
        CheckpointError: the model whose turn it is cannot be loaded.
    """
    name = real_or_generated.turn(seed, number, list(names))
    return real_or_generated.pair(
        models.model(name),
        seed,
        number,
        digit_classifier=samples.digit_classifier(),
        stand_in=samples.stand_in(name),
    )


@st.cache_resource(show_spinner=False)
def _real_traits(is_read: bool) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Traits of every tenth test digit, and its label. `is_read`, whether by a classifier, is a key of the cache."""
    images, labels = data.test_set("mnist")
    digit_classifier = samples.digit_classifier() if is_read else None
    return real_or_generated.measure(data.as_input(images[::SAMPLE]), digit_classifier), labels[::SAMPLE]


def traits(one: Pair) -> list[Trait]:
    """What the generated picture of a pair looks like beside real digits of its class; the rarest trait first."""
    digit_classifier = samples.digit_classifier()
    among, labels = _real_traits(digit_classifier is not None)
    return real_or_generated.traits(one, digit_classifier, among, labels)
