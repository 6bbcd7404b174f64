"""Models that are described but not trained yet, with random weights: whatever shows a model can be tested before."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit as st
import torch

from ae_core import checkpoints, registry
from ae_core.card import ModelCard
from ui import models

MAPS_TO_COME = ("aae_d2", "ae_d2_fashion", "vae_d2_fashion")


def plant(name: str, folder: Path) -> None:
    """A checkpoint with random weights, always the same ones."""
    entry = registry.get(name)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        weights = checkpoints.serialise(registry.build(entry), torch.float32)
    card = ModelCard(
        name=name,
        family=entry.family,
        config=dict(entry.config),
        data={"name": entry.data},
        seed=0,
        recipe={},
        versions={},
        parameters=0,
        dtype="float32",
        sha256=checkpoints.sha256(weights),
        metrics={},
    )
    checkpoints.save(weights, card, folder)


def forget() -> None:
    """Nothing stays cached of what was made from checkpoints."""
    st.cache_resource.clear()
    st.cache_data.clear()


@contextmanager
def planted(
    folder: Path, monkeypatch: pytest.MonkeyPatch, names: Sequence[str] = MAPS_TO_COME
) -> Iterator[None]:
    """The lab as it is once the models `names` are trained; those that are have their own weights.

    Args:
        folder: a new one, for a copy of the checkpoints.
    """
    shutil.copytree(models.CHECKPOINTS, folder)
    for name in names:
        if not (folder / f"{name}.json").exists():
            plant(name, folder)
    to_come = tuple(entry for entry in registry.PLANNED if entry.name in names)
    monkeypatch.setattr(registry, "ENTRIES", registry.ENTRIES + to_come)
    monkeypatch.setattr(models, "CHECKPOINTS", folder)
    forget()
    try:
        yield
    finally:
        forget()
