"""The terms of one digit's loss against torch.distributions."""

import numpy as np
import pytest
import torch
from torch.distributions import Bernoulli, Normal, kl_divergence

import ae_core
from ae_core import data
from ae_core.generation import posterior
from ae_core.latent.seeded_normal import epsilons


def digit(index: int) -> torch.Tensor:
    return data.as_input(data.test_set("mnist")[0][index])


def cross_entropy(logits: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """-log p(x|z) of grey pixels by torch.distributions, one number an image."""
    return -Bernoulli(logits=logits, validate_args=False).log_prob(x).flatten(1).sum(1)


@pytest.mark.parametrize("name", ["vae_d2", "vae_d20"])
@pytest.mark.parametrize("index", [32, 7])
@torch.inference_mode()
def test_every_term_is_that_of_torch_distributions(name, index):
    model, x = ae_core.load_model(name, "cpu"), digit(index)
    epsilon = epsilons(3, 50, model.latent_dim)
    terms = posterior.read(model, x, epsilon)
    mu, logvar = model.posterior(x)
    q, prior = Normal(mu[0], torch.exp(0.5 * logvar[0])), Normal(0.0, 1.0)
    z = q.loc + q.scale * torch.tensor(epsilon).float()
    assert terms.mu == pytest.approx(q.mean.numpy())
    assert terms.sigma == pytest.approx(q.stddev.numpy(), rel=1e-5)
    assert terms.logvar == pytest.approx(q.variance.log().numpy(), abs=1e-4)
    assert terms.kl == pytest.approx(kl_divergence(q, prior).numpy(), rel=1e-4, abs=1e-5)
    assert terms.z == pytest.approx(z.numpy(), abs=1e-5)
    assert terms.draws == pytest.approx(cross_entropy(model.decode_logits(z), x).numpy(), rel=1e-4)
    assert terms.at_mean == pytest.approx(cross_entropy(model.decode_logits(mu), x).item(), rel=1e-4)
    assert terms.floor == pytest.approx(Bernoulli(x.double()).entropy().sum().item(), rel=1e-4)
    assert terms.floor < terms.draws.min()
    loss = cross_entropy(model.decode_logits(z), x).mean() + kl_divergence(q, prior).sum()
    assert terms.loss == pytest.approx(loss.item(), rel=1e-4)


def test_without_draws_the_decoded_mean_stands_for_the_reconstruction():
    model = ae_core.load_model("vae_d2", "cpu")
    terms = posterior.read(model, digit(1), np.zeros((0, 2)))
    assert terms.z.shape == (0, 2)
    assert terms.cross_entropy == terms.at_mean
    assert terms.loss == pytest.approx(terms.at_mean + terms.kl.sum())


def test_draws_at_the_mean_cost_what_the_decoded_mean_costs():
    model = ae_core.load_model("vae_d2", "cpu")
    terms = posterior.read(model, digit(1), np.zeros((3, 2)))
    assert terms.draws == pytest.approx([terms.at_mean] * 3, rel=1e-5)
