"""The variational autoencoders, each with the KL of its dimensions averaged over the test digits."""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st
import torch

from ae_core import CheckpointError, data
from ae_core.generation import elbo
from ae_core.models import VariationalAutoencoder
from ae_core.registry import Entry
from ui.resources import models


@dataclass(frozen=True)
class Variational:
    """One of them. mean_kl: (d,) KL of each dimension, mean over the 10,000 test images, in nats."""

    entry: Entry
    net: VariationalAutoencoder
    mean_kl: torch.Tensor


def net(name: str) -> VariationalAutoencoder:
    """The net alone. Raises CheckpointError, also where it is no variational one."""
    loaded = models.model(name)
    if not isinstance(loaded, VariationalAutoencoder):
        raise CheckpointError("shapes", name, "it is no variational autoencoder")
    return loaded


@st.cache_resource(show_spinner=False)
def variational(name: str) -> Variational:
    """The net with its averages. Raises what `net` raises."""
    loaded = net(name)
    mean_kl = elbo.mean_kl_per_dimension(loaded, data.as_input(data.test_set("mnist")[0]))
    return Variational(models.entry(name), loaded, mean_kl)


def available(names: Iterable[str]) -> list[Variational]:
    """Those of the names that can be loaded."""
    loaded = []
    for name in names:
        try:
            loaded.append(variational(name))
        except CheckpointError:
            continue
    return loaded
