"""The curve of the beta dial: what the cards say, and pictures of every setting against torch."""

import dataclasses

import numpy as np
import pytest
import torch
from torch.distributions import Bernoulli

import ae_core
from ae_core import checkpoints, data
from ae_core.generation import elbo, rate_distortion
from ae_core.latent.seeded_normal import epsilons
from ae_core.models import VariationalAutoencoder
from ae_core.registry import BETA_DIAL

FIRST, LAST = min(BETA_DIAL), max(BETA_DIAL)


@pytest.fixture(scope="module")
def models() -> list[VariationalAutoencoder]:
    return [ae_core.load_model(BETA_DIAL[beta].name, "cpu") for beta in (FIRST, LAST)]


@pytest.fixture(scope="module")
def x() -> torch.Tensor:
    return data.as_input(data.test_set("mnist")[0][:10])


def test_a_setting_is_what_the_card_says(models):
    mean_kl = torch.tensor([1.0, 0.0, 2.5])
    for beta, model in zip((FIRST, LAST), models, strict=True):
        setting = rate_distortion.setting(model, mean_kl)
        card = checkpoints.read_card(BETA_DIAL[beta].name)
        assert (setting.name, setting.beta) == (card.name, beta)
        assert setting.rate == card.metrics["kl_per_image"]
        assert setting.distortion == card.metrics["binary_cross_entropy_per_image"]
        assert setting.loss == pytest.approx(card.metrics["negative_elbo_per_image"])
        assert (setting.mean_kl, setting.active) == ((1.0, 0.0, 2.5), 2)


def test_a_net_that_was_not_measured_has_no_place_on_the_curve(models):
    fresh = VariationalAutoencoder([8], 3)
    with pytest.raises(ValueError, match="card"):
        rate_distortion.setting(fresh, torch.zeros(3))
    fresh.card = dataclasses.replace(models[0].card, metrics={"kl_per_image": 1.0})
    with pytest.raises(ValueError, match="card"):
        rate_distortion.setting(fresh, torch.zeros(3))


def test_the_floor_is_the_mean_entropy_of_the_images(x):
    oracle = Bernoulli(x.double()).entropy().flatten(1).sum(1).mean().item()
    assert rate_distortion.floor(x) == pytest.approx(oracle, rel=1e-4)
    assert rate_distortion.floor(x) == pytest.approx(elbo.pixel_entropy_per_image(x).mean().item())


@torch.inference_mode()
def test_every_net_decodes_the_same_images_and_the_same_draws(models, x):
    epsilon = torch.tensor(epsilons(4, 6, 10)).float()
    pictures = rate_distortion.pictures(models, x, epsilon)
    assert {name: found.shape for name, found in pictures.items()} == {
        "inputs": (10, 28, 28),
        "xhat": (2, 10, 28, 28),
        "samples": (2, 6, 28, 28),
        "errors": (2, 10),
    }
    np.testing.assert_array_equal(pictures["inputs"], data.test_set("mnist")[0][:10])
    for position, model in enumerate(models):
        x_hat = model.decode(model.posterior(x)[0])
        np.testing.assert_allclose(pictures["xhat"][position] / 255, x_hat[:, 0], atol=0.6 / 255)
        np.testing.assert_allclose(
            pictures["samples"][position] / 255, model.decode(epsilon)[:, 0], atol=0.6 / 255
        )
        errors = (x_hat - x).pow(2).flatten(1).sum(1)
        np.testing.assert_allclose(pictures["errors"][position], errors, rtol=1e-4)
