"""The samples that this page shows, asked for by one visitor's wish."""

from dataclasses import dataclass

import streamlit as st

from ae_core import CheckpointError, browser
from ae_core.generation.sampling import Batch
from ae_core.models import ConditionalAutoencoder
from ae_core.registry import Entry
from ui.resources import models, samples
from ui.shell import errors


@dataclass(frozen=True)
class Samples:
    """A model and what was drawn from it; in place of a batch the sentence that says why there is none."""

    entry: Entry
    batch: Batch | str


@dataclass(frozen=True)
class Teller:
    """The model whose styles the pad shows. decoder: a blob for the browser, by its name."""

    entry: Entry
    net: ConditionalAutoencoder
    blob: str
    decoder: bytes


def of_model(name: str, seed: int, temperature: float, digit: int | None) -> Samples:
    """digit: what it is told, where it is told one; every digit in turn if not given."""
    entry = models.entry(name)
    told = digit if entry.model_class.told_the_label else None
    try:
        return Samples(entry, samples.samples(name, seed, temperature, told))
    except CheckpointError as error:
        return Samples(entry, errors.sentence(error))


@st.cache_resource(show_spinner=False)
def _decoder(name: str) -> bytes:
    return browser.decoder_blob(models.model(name))


def teller() -> Teller | None:
    """The first model that is told the digit and can be loaded."""
    for name in models.loadable(filter(samples.is_conditional, samples.offered())):
        net = models.model(name)
        if isinstance(net, ConditionalAutoencoder):
            return Teller(
                models.entry(name), net, f"decoder-{name}-{models.fingerprint(name)}", _decoder(name)
            )
    return None


def figure(name: str, metric: str) -> float | None:
    """A figure from a model's card; None where there is none."""
    try:
        card = models.model(name).card
    except CheckpointError:
        return None
    return card.metrics.get(metric) if card else None
