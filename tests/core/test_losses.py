import torch
from torch.distributions import Bernoulli, Normal, kl_divergence

from ae_core import losses
from ae_core.models import ContractiveAutoencoder


def test_kl_is_that_of_torch_distributions_summed_over_dimensions():
    mu, logvar = torch.randn(5, 7), torch.randn(5, 7)
    oracle = kl_divergence(Normal(mu, (0.5 * logvar).exp()), Normal(0.0, 1.0))
    torch.testing.assert_close(losses.kl_per_dimension(mu, logvar), oracle)
    torch.testing.assert_close(losses.kl_to_standard_normal(mu, logvar), oracle.sum(1).mean())


def test_kl_of_the_prior_is_zero():
    assert losses.kl_to_standard_normal(torch.zeros(2, 3), torch.zeros(2, 3)) == 0


def test_cross_entropy_is_the_bernoulli_log_likelihood():
    logits, x = torch.randn(4, 1, 28, 28), torch.randint(0, 2, (4, 1, 28, 28)).float()
    oracle = -Bernoulli(logits=logits).log_prob(x).flatten(1).sum(1).mean()
    torch.testing.assert_close(losses.binary_cross_entropy_from_logits(logits, x), oracle)


def test_cross_entropy_of_grey_pixels_has_their_entropy_as_floor():
    x = torch.full((1, 1, 28, 28), 0.25)
    entropy = 784 * Bernoulli(0.25).entropy()
    torch.testing.assert_close(losses.binary_cross_entropy_from_logits(torch.logit(x), x), entropy)


def test_squared_error_sums_pixels_and_averages_the_batch():
    x = torch.zeros(2, 1, 28, 28)
    x_hat = torch.stack([torch.full((1, 28, 28), 0.5), torch.ones(1, 28, 28)])
    assert losses.squared_error(x_hat, x) == 784 * (0.25 + 1) / 2


def test_kl_sparsity_is_the_kl_of_bernoullis():
    h = torch.rand(50, 6)
    oracle = kl_divergence(Bernoulli(0.05), Bernoulli(h.mean(0))).sum()
    torch.testing.assert_close(losses.kl_sparsity(h, 0.05), oracle)


def test_kl_sparsity_of_dead_units_is_finite():
    assert torch.isfinite(losses.kl_sparsity(torch.zeros(4, 3), 0.05))


def test_l1_sums_units_and_averages_the_batch():
    assert losses.l1(torch.tensor([[1.0, -2.0], [0.0, 3.0]])) == 3.0


def test_contractive_penalty_is_the_norm_of_the_jacobian_by_autograd():
    torch.manual_seed(0)
    model = ContractiveAutoencoder(latent_dim=7, weight=1.0)
    x = torch.rand(5, 1, 28, 28)
    jacobian = torch.func.vmap(torch.func.jacrev(lambda image: model.encode(image[None])[0]))(x)
    oracle = jacobian.pow(2).flatten(1).sum(1).mean()
    torch.testing.assert_close(model.jacobian_norm(x), oracle)
    torch.testing.assert_close(model.loss(x)["contraction"], oracle)


def test_contractive_penalty_reaches_the_weights():
    model = ContractiveAutoencoder(latent_dim=7, weight=1.0)
    model.jacobian_norm(torch.rand(5, 1, 28, 28)).backward()
    assert model.encoder.weight.grad.abs().sum() > 0
