"""One digit to a variational autoencoder: its posterior, draws from it, the terms of the loss; and which draws."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
import torch

from ae_core import CheckpointError, data, losses
from ae_core.generation import elbo
from ae_core.latent.seeded_normal import SEEDS, epsilons
from ae_core.models import VariationalAutoencoder
from ui.components.cloud import MOST, Chosen
from ui.resources import latent_planes, models
from ui.shell import url

FLAT = "vae_d2"  # whose code is a map
SHOWN = (FLAT, "vae_d20")
USUAL = Chosen(seed=1, count=100)
_STATE = "vae"
_PRIOR = 3.15  # the map shows the prior as far as its outermost circle


@dataclass(frozen=True)
class Terms:
    """What one model says of one digit; nats, where nothing else is said.

    mu, logvar, sigma, kl: (d,). mean_kl: (d,) the same KL averaged over the test images. collapsed: (d,) bool.
    epsilon: (N, d) the draws. draws: (N,) the cross entropy of each. at_mean: that of the decoded mean. floor: the
    entropy of the digit's pixels, under which no cross entropy gets. test_loss: of the card, mean over the test images.
    """

    name: str
    mu: np.ndarray
    logvar: np.ndarray
    sigma: np.ndarray
    kl: np.ndarray
    mean_kl: np.ndarray
    collapsed: np.ndarray
    epsilon: np.ndarray
    draws: np.ndarray
    at_mean: float
    floor: float
    test_loss: float

    @property
    def z(self) -> np.ndarray:
        """The draws as codes, (N, d)."""
        return self.mu + self.sigma * self.epsilon

    @property
    def cross_entropy(self) -> float:
        """The reconstruction term: the mean over the draws; of the decoded mean, where nothing is drawn."""
        return float(self.draws.mean()) if len(self.draws) else self.at_mean

    @property
    def loss(self) -> float:
        """The negative evidence lower bound of this digit."""
        return self.cross_entropy + float(self.kl.sum())


def net(name: str) -> VariationalAutoencoder:
    """The model. Raises CheckpointError, also where it is no variational one."""
    found = models.model(name)
    if not isinstance(found, VariationalAutoencoder):
        raise CheckpointError("shapes", name, "it is no variational autoencoder")
    return found


@st.cache_resource(show_spinner=False)
def mean_kl(name: str) -> torch.Tensor:
    """KL of each dimension averaged over the 10,000 test images, (d,). Raises what `net` raises."""
    return elbo.mean_kl_per_dimension(net(name), data.as_input(data.test_set("mnist")[0]))


def home() -> tuple[float, float, float, float]:
    """What the whole map shows, from x to x and from y to y: the test codes and three sigmas of the prior."""
    left, right, bottom, top = latent_planes.home(FLAT)
    return min(left, -_PRIOR), max(right, _PRIOR), min(bottom, -_PRIOR), max(top, _PRIOR)


def available() -> list[str]:
    """Those of `SHOWN` that can be loaded."""
    found = []
    for name in SHOWN:
        try:
            mean_kl(name)
        except CheckpointError:
            continue
        found.append(name)
    return found


@torch.inference_mode()
def read(name: str, x: torch.Tensor, chosen: Chosen) -> Terms:
    """The terms for x (1, 1, 28, 28) in [0, 1] and these draws. Raises CheckpointError."""
    model = net(name)
    device = model.device
    x = x.to(device)
    mu, logvar = model.posterior(x)
    epsilon = epsilons(chosen.seed, chosen.count, model.latent_dim)
    noise = torch.tensor(epsilon, dtype=torch.float32, device=device)
    at_mean = elbo.cross_entropy_per_image(model.decode_logits(mu), x)
    average = mean_kl(name)
    return Terms(
        name,
        mu[0].cpu().numpy(),
        logvar[0].cpu().numpy(),
        torch.exp(0.5 * logvar)[0].cpu().numpy(),
        losses.kl_per_dimension(mu, logvar)[0].cpu().numpy(),
        average.numpy(),
        elbo.collapsed(average).numpy(),
        epsilon,
        elbo.sampled_cross_entropy(model, x, noise).cpu().numpy(),
        at_mean.item(),
        elbo.pixel_entropy_per_image(x).item(),
        model.card.metrics.get("negative_elbo_per_image", np.nan) if model.card else np.nan,
    )


@dataclass
class State:
    """One visitor's draws. answered: number of the browser's last choice. arriving: they come before one's eyes."""

    chosen: Chosen
    answered: int = 0
    arriving: bool = True


def state() -> State:
    """This visitor's draws; at first as the URL says."""
    if _STATE not in st.session_state:
        seed = url.whole_number("seed", 0, SEEDS - 1)
        count = url.whole_number("draws", 0, MOST)
        chosen = Chosen(
            USUAL.seed if seed is None else seed,
            USUAL.count if count is None else count,
        )
        st.session_state[_STATE] = State(chosen, arriving=count is None)
    return st.session_state[_STATE]


def receive(sent: tuple[int, Chosen] | None) -> None:
    """Take over what the browser drew, once."""
    now = state()
    if sent is not None and sent[0] > now.answered:
        now.answered, now.chosen = sent
        now.arriving = False


def put_in_url(now: State, digit: int | None) -> None:
    """Everything that restores this screen, as far as it is not what everybody begins with."""
    url.put(
        digit=digit,
        seed=str(now.chosen.seed) if now.chosen.seed != USUAL.seed else None,
        draws=str(now.chosen.count) if now.chosen.count != USUAL.count else None,
    )
