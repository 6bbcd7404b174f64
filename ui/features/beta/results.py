"""The settings of the dial that can be loaded, and everything that moves with it."""

import numpy as np
import streamlit as st
import torch

from ae_core import CheckpointError, checkpoints, data
from ae_core.browser import pack
from ae_core.data import selections
from ae_core.generation import rate_distortion
from ae_core.generation.rate_distortion import Setting
from ae_core.latent.seeded_normal import epsilons
from ae_core.registry import BETA_DIAL
from ui.resources import models
from ui.resources.variational import variational

SAMPLES = 40  # from the prior, at each setting from the same epsilon


@st.cache_resource(show_spinner=False)
def _setting(name: str) -> Setting:
    model = variational(name)
    return rate_distortion.setting(model.net, model.mean_kl)


def settings() -> list[Setting]:
    """Those whose net can be loaded and was measured, by rising beta."""
    there = []
    for entry in BETA_DIAL.values():
        try:
            there.append(_setting(entry.name))
        except (CheckpointError, ValueError):
            continue
    return sorted(there, key=lambda setting: setting.beta)


def missing(there: list[Setting]) -> list[float]:
    """The weights of the dial that have no net here."""
    known = {setting.name for setting in there}
    return [float(beta) for beta, entry in BETA_DIAL.items() if entry.name not in known]


@st.cache_resource(show_spinner=False)
def floor() -> float:
    """The entropy of the pixels, mean over the test images: under it no distortion gets, in nats."""
    return rate_distortion.floor(data.as_input(data.test_set("mnist")[0]))


@st.cache_resource(show_spinner=False, max_entries=64)
def _pictures(names: tuple[str, ...], seed: int) -> dict[str, np.ndarray]:
    """Read only: all visitors share it."""
    images, labels = data.test_set("mnist")
    nets = [variational(name).net for name in names]
    noise = torch.tensor(epsilons(seed, SAMPLES, nets[0].latent_dim), dtype=torch.float32)
    return rate_distortion.pictures(
        nets, data.as_input(images[selections.random_of_each(labels, seed)]), noise
    )


def pictures(there: list[Setting], seed: int) -> dict[str, np.ndarray]:
    """What `rate_distortion.pictures` says, of ten test digits, one of each class, as the seed picks them."""
    return _pictures(tuple(setting.name for setting in there), seed)


def as_blob(there: list[Setting], seed: int) -> bytes:
    """The same as a blob for the browser, of kind "dial" (see `ae_core.browser`)."""
    return pack({"kind": "dial"}, pictures(there, seed))


def fingerprint(there: list[Setting]) -> str:
    """Changes with the weights of any of the nets."""
    return checkpoints.sha256("".join(models.fingerprint(setting.name) for setting in there).encode())[:12]
