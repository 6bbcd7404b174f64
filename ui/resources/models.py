"""Trained models and the test set's codes, loaded once and shared read-only by all visitors."""

import gc
from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

import ae_core
import ae_core.checkpoints
from ae_core import data, latent, registry
from ae_core.device import use_one_thread
from ae_core.latent import CodeSpace
from ae_core.registry import Entry
from ui.shell.language import _

use_one_thread()

CHECKPOINTS = ae_core.checkpoints.DIRECTORY


def _settle() -> None:
    """What was just loaded lives as long as the server: take it out of every later garbage collection."""
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def model(name: str) -> ae_core.Autoencoder:
    """The model, in eval mode and frozen.

    Raises:
        ae_core.CheckpointError: it cannot be loaded; one sentence.
    """
    loaded = ae_core.load_model(name, directory=CHECKPOINTS)
    _settle()
    return loaded


@dataclass(frozen=True)
class Loaded:
    """A model with what the registry says of it and the test images of its data in its code: what a page's stage makes
    of a name once, and hands on."""

    entry: Entry
    net: ae_core.Autoencoder
    space: CodeSpace

    @property
    def name(self) -> str:
        return self.entry.name


def loaded(name: str) -> Loaded:
    """All of a model. Raises what `model` raises."""
    return Loaded(entry(name), model(name), code_space(name))


def fingerprint(name: str) -> str:
    """Changes with the model's weights. Raises what `model` raises."""
    card = model(name).card
    return card.sha256[:12] if card else "fresh"


def loadable(names: Iterable[str]) -> list[str]:
    """Those of the names whose checkpoint can be loaded."""
    usable = []
    for name in names:
        try:
            model(name)
        except ae_core.CheckpointError:
            continue
        usable.append(name)
    return usable


@st.cache_resource(show_spinner=False)
def code_space(name: str) -> CodeSpace:
    """The test images of the model's data, as many as the package holds, as it encodes them.

    Raises what `model` raises.
    """
    images, labels = data.test_set(entry(name).data)
    space = latent.code_space(model(name), data.as_input(images), labels)
    _settle()
    return space


def entry(name: str) -> Entry:
    """What the registry says of the model."""
    return registry.get(name)


def label(name: str) -> str:
    """What people call the model, in this visitor's language."""
    return _(entry(name).label)


def labels(names: Iterable[str]) -> dict[str, str]:
    """Labels by name. A widget takes this and not `label`, which it might ask where no visitor's language counts."""
    return {name: label(name) for name in names}


def reconstructing() -> list[str]:
    """Models that bring digits back, in teaching order: every MNIST autoencoder trained on clean digits."""
    tasks = ("reconstruct", "generate")
    return [name for name in ae_core.list_models(data="mnist") if entry(name).task in tasks]


def with_baselines(names: list[str]) -> list[str]:
    """The chosen models by falling dimension, PCA at the same dimension under each group."""
    teaching_order = ae_core.list_models()
    wanted = set(names) | {entry(name).baseline for name in names if entry(name).baseline}
    bases = {entry(name).baseline for name in teaching_order} - {None}
    return sorted(wanted, key=lambda n: (-entry(n).latent_dim, n in bases, teaching_order.index(n)))
