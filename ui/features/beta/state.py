"""The beta dial: what one net makes of the same digits and the same draws, trained at several weights of the KL."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
import torch

from ae_core import CheckpointError, checkpoints, data, latent, metrics
from ae_core.browser import pack
from ae_core.data import selections
from ae_core.generation import elbo
from ae_core.latent.seeded_normal import SEEDS, epsilons
from ae_core.registry import BETA_DIAL
from ui.features.vae import state as posterior
from ui.resources import models, samples
from ui.shell import url
from ui.visuals import digits

SAMPLES = 40  # from the prior, at each notch from the same epsilon
DIGITS = 10  # test digits, one of each class
_USUAL_BETA, _USUAL_SEED = 1.0, 0
_STATE = "beta"


@dataclass(frozen=True)
class Notch:
    """One trained model of the dial.

    rate: KL; distortion: cross entropy, one draw an image; both nats, mean over the test images, from the model's card.
    mean_kl: the KL of each dimension, mean over the test images. active: how many are not collapsed.
    """

    name: str
    beta: float
    rate: float
    distortion: float
    mean_kl: tuple[float, ...]
    active: int

    @property
    def loss(self) -> float:
        """The negative evidence lower bound, whatever beta the model was trained with."""
        return self.rate + self.distortion


@st.cache_resource(show_spinner=False)
def _notch(name: str) -> Notch:
    net, entry = posterior.net(name), models.entry(name)
    kl = posterior.mean_kl(name)
    measured = net.card.metrics if net.card else {}
    return Notch(
        name,
        float(entry.config["beta"]),
        measured["kl_per_image"],
        measured["binary_cross_entropy_per_image"],
        tuple(kl.tolist()),
        int((~elbo.collapsed(kl)).sum()),
    )


def notches() -> list[Notch]:
    """The notches whose model can be loaded and was measured, by rising beta."""
    found = []
    for entry in BETA_DIAL.values():
        try:
            found.append(_notch(entry.name))
        except (CheckpointError, KeyError):
            continue
    return sorted(found, key=lambda notch: notch.beta)


def missing() -> list[float]:
    """The weights of the dial that have no model here."""
    there = {notch.name for notch in notches()}
    return [float(entry.config["beta"]) for entry in BETA_DIAL.values() if entry.name not in there]


@st.cache_resource(show_spinner=False)
def floor() -> float:
    """The entropy of the pixels, mean over the test images: under it no distortion gets, in nats."""
    return elbo.pixel_entropy_per_image(data.as_input(data.test_set("mnist")[0])).mean().item()


def chosen_digits(seed: int) -> list[int]:
    """Indices of ten test digits, one of each class 0 to 9, as the seed picks them."""
    return selections.random_of_each(data.test_set("mnist")[1], seed)


@st.cache_resource(show_spinner=False, max_entries=64)
@torch.inference_mode()
def pictures(names: tuple[str, ...], seed: int) -> dict[str, np.ndarray]:
    """Everything that moves with the dial, the notches in the order of `names`. Read only: all visitors share it.

    "inputs" (10, 28, 28), "xhat" (notches, 10, 28, 28), "samples" (notches, 40, 28, 28) uint8, and "errors" (notches,
    10) float32, the squared errors of the ten. x-hat is the decoded mean. The samples are decoded from the same draws
    of N(0, I) at every notch.
    """
    x = data.as_input(data.test_set("mnist")[0][chosen_digits(seed)])
    found: dict[str, list[np.ndarray]] = {"xhat": [], "samples": [], "errors": []}
    for name in names:
        net = posterior.net(name)
        noise = torch.tensor(epsilons(seed, SAMPLES, net.latent_dim), dtype=torch.float32)
        x_hat = latent.reconstruct_all(net, x).cpu()
        found["xhat"].append(np.stack([digits.to_pixels(image) for image in x_hat]))
        found["samples"].append(np.stack([digits.to_pixels(image) for image in samples.decoded(name, noise)]))
        found["errors"].append(metrics.squared_error_per_image(x_hat, x).numpy())
    inputs = np.stack([digits.to_pixels(image) for image in x])
    return {"inputs": inputs, **{name: np.stack(parts) for name, parts in found.items()}}


def as_blob(names: tuple[str, ...], seed: int) -> bytes:
    """The same as a blob for the browser, of kind "dial" (see `ae_core.browser`)."""
    return pack({"kind": "dial"}, pictures(names, seed))


def fingerprint(names: tuple[str, ...]) -> str:
    """Changes with the weights of any of the models."""
    return checkpoints.sha256("".join(map(models.fingerprint, names)).encode())[:12]


@dataclass
class State:
    """One visitor's dial. beta: the notch; seed: of digits and draws; answered: number of the browser's last turn."""

    beta: float
    seed: int
    answered: int = 0


def nearest(beta: float, there: list[Notch]) -> Notch:
    """The notch nearest to beta on the dial's own scale, which is logarithmic."""
    return min(there, key=lambda notch: abs(np.log(notch.beta / beta)))


def state(there: list[Notch]) -> State:
    """This visitor's dial; at first as the URL says. `there`: at least one notch."""
    if _STATE not in st.session_state:
        asked = url.names("beta", [f"{notch.beta:g}" for notch in there])
        seed = url.whole_number("seed", 0, SEEDS - 1)
        beta = float(asked[0]) if asked else nearest(_USUAL_BETA, there).beta
        st.session_state[_STATE] = State(beta, _USUAL_SEED if seed is None else seed)
    now = st.session_state[_STATE]
    now.beta = nearest(now.beta, there).beta
    return now


def receive(now: State, sent: tuple[int, float] | None, there: list[Notch]) -> None:
    """Take over where the browser turned the dial to, once, and only to a notch that is there."""
    if sent is not None and sent[0] > now.answered:
        now.answered = sent[0]
        if sent[1] in [notch.beta for notch in there]:
            now.beta = sent[1]


def put_in_url(now: State) -> None:
    """Everything that restores this screen, as far as it is not what everybody begins with."""
    url.put(
        beta=f"{now.beta:g}" if now.beta != _USUAL_BETA else None,
        seed=str(now.seed) if now.seed != _USUAL_SEED else None,
    )
