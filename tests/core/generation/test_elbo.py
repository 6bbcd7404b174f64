"""Every formula of the loss against torch.distributions, on real digits and trained models where there are any."""

import pytest
import torch
from torch.distributions import Bernoulli, Normal, kl_divergence

import ae_core
from ae_core import data, losses, registry
from ae_core.generation import elbo
from ae_core.models import VariationalAutoencoder

TRAINED = [name for name in ae_core.list_models() if registry.get(name).family == "variational"]


@pytest.fixture(scope="module")
def digits() -> torch.Tensor:
    return data.as_input(data.test_set("mnist")[0][:200])


def grey_log_likelihood(logits: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """log p(x) of grey pixels as torch.distributions has it: with its check of the support off, per image."""
    return Bernoulli(logits=logits, validate_args=False).log_prob(x).flatten(1).sum(1)


def test_cross_entropy_of_each_image_is_bernoullis_on_grey_values(digits):
    logits = 3 * torch.randn(digits.shape)
    torch.testing.assert_close(
        elbo.cross_entropy_per_image(logits, digits), -grey_log_likelihood(logits, digits)
    )


def test_its_mean_is_what_training_minimises(digits):
    logits = torch.randn(digits.shape)
    torch.testing.assert_close(
        elbo.cross_entropy_per_image(logits, digits).mean(),
        losses.binary_cross_entropy_from_logits(logits, digits),
    )


def test_one_image_serves_many_reconstructions(digits):
    logits = torch.randn(5, 1, 28, 28)
    torch.testing.assert_close(
        elbo.cross_entropy_per_image(logits, digits[:1]),
        elbo.cross_entropy_per_image(logits, digits[:1].repeat(5, 1, 1, 1)),
    )


def test_the_floor_is_the_entropy_of_the_pixels(digits):
    oracle = Bernoulli(digits.double()).entropy().flatten(1).sum(1)
    torch.testing.assert_close(elbo.pixel_entropy_per_image(digits).double(), oracle, rtol=1e-4, atol=1e-3)


def test_the_floor_is_reached_by_the_image_itself_and_no_other(digits):
    logits = torch.logit(digits.clamp(1e-6, 1 - 1e-6))
    floor = elbo.pixel_entropy_per_image(digits)
    torch.testing.assert_close(elbo.cross_entropy_per_image(logits, digits), floor, rtol=1e-3, atol=1e-2)
    for change in (0.1, -0.1):
        assert (elbo.cross_entropy_per_image(logits + change, digits) > floor).all()


def test_black_and_white_has_no_floor(digits):
    assert elbo.pixel_entropy_per_image((digits > 0.5).float()).max() == 0


@pytest.mark.parametrize("name", TRAINED)
@torch.inference_mode()
def test_kl_of_each_dimension_is_that_of_normal_distributions(name, digits):
    model = ae_core.load_model(name, "cpu")
    mu, logvar = model.posterior(digits)
    oracle = kl_divergence(Normal(mu, torch.exp(0.5 * logvar)), Normal(0.0, 1.0)).mean(0)
    found = elbo.mean_kl_per_dimension(model, digits, batch_size=70)
    torch.testing.assert_close(found, oracle, rtol=1e-4, atol=1e-5)
    assert torch.equal(elbo.collapsed(found), oracle < 0.01)


def test_a_dimension_that_equals_the_prior_is_collapsed():
    model = VariationalAutoencoder([8], 3)
    with torch.no_grad():
        model.encoder[-1].weight.zero_()
        model.encoder[-1].bias.copy_(torch.tensor([0.0, 0.0, 1.0, 0.0, 0.2, 0.0]))
    found = elbo.mean_kl_per_dimension(model, torch.rand(4, 1, 28, 28))
    oracle = kl_divergence(
        Normal(torch.tensor([0.0, 0, 1]), torch.tensor([0.0, 0.1, 0]).exp()), Normal(0.0, 1.0)
    )
    torch.testing.assert_close(found, oracle)
    assert elbo.collapsed(found).tolist() == [True, False, False]


@torch.inference_mode()
def test_sampled_cross_entropy_decodes_mu_plus_sigma_epsilon(digits):
    torch.manual_seed(0)
    model = VariationalAutoencoder([32], 4)
    epsilon = torch.randn(6, 4)
    mu, logvar = model.posterior(digits[:1])
    # Normal.icdf of epsilon's own quantile is mu + sigma * epsilon by another road.
    z = (
        Normal(mu.double(), (0.5 * logvar.double()).exp())
        .icdf(Normal(0.0, 1.0).cdf(epsilon.double()))
        .float()
    )
    oracle = torch.stack([-grey_log_likelihood(model.decode_logits(one[None]), digits[:1])[0] for one in z])
    found = elbo.sampled_cross_entropy(model, digits[:1], epsilon)
    torch.testing.assert_close(found, oracle, rtol=1e-5, atol=1e-2)


@pytest.mark.parametrize("name", TRAINED[:1])
@torch.inference_mode()
def test_the_estimate_of_the_card_is_met_within_its_chance(name):
    """The card's cross entropy took one draw an image; averaged over images, other draws say nearly the same."""
    model = ae_core.load_model(name, "cpu")
    x = data.as_input(data.test_set("mnist")[0])
    chance = torch.Generator().manual_seed(7)
    mu, logvar = model.posterior(x)
    z = model.reparameterise(mu, logvar, chance)
    found = torch.cat(
        [
            elbo.cross_entropy_per_image(model.decode_logits(a), b)
            for a, b in zip(z.split(1000), x.split(1000), strict=True)
        ]
    )
    assert found.mean().item() == pytest.approx(
        model.card.metrics["binary_cross_entropy_per_image"], rel=0.005
    )
