import pytest
import torch
from torch.distributions import Normal, kl_divergence

from ae_core import data, registry
from ae_core.models import AdversarialAutoencoder, ConditionalAutoencoder, VariationalAutoencoder
from ae_core.training.trainer import Trainer

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def digits():
    images, labels = data.test_set()
    return torch.tensor(images[:600]), torch.tensor(labels[:600]).long()


def state(module) -> torch.Tensor:
    return torch.cat([p.detach().flatten() for p in module.parameters()])


def test_reparameterisation_is_a_draw_from_the_posterior():
    mu, logvar = torch.tensor([[1.0, -2.0]]), torch.tensor([[0.0, -2.0]])
    generator = torch.Generator().manual_seed(0)
    many = VariationalAutoencoder.reparameterise(mu.expand(200_000, 2), logvar.expand(200_000, 2), generator)
    torch.testing.assert_close(many.mean(0), mu[0], atol=0.01, rtol=0)
    # The standard deviation is exp(logvar / 2), not exp(logvar): a well-known slip.
    torch.testing.assert_close(many.std(0), torch.exp(logvar[0] / 2), atol=0.01, rtol=0)


def test_vae_loss_is_cross_entropy_plus_beta_times_kl(digits):
    torch.manual_seed(0)
    model = VariationalAutoencoder([32], 3, beta=4.0)
    x = data.as_input(digits[0][:8].numpy())
    terms = model.loss(x)
    mu, logvar = model.posterior(x)
    kl = kl_divergence(Normal(mu, (logvar / 2).exp()), Normal(0.0, 1.0)).sum(1).mean()
    torch.testing.assert_close(terms["kl"], kl)
    torch.testing.assert_close(terms["loss"], terms["reconstruction"] + 4 * kl)


def test_the_adversary_is_really_trained_and_by_itself_alone(digits):
    trainer = Trainer(registry.get("aae_d2"), *digits, CPU)
    model = trainer.model
    assert isinstance(model, AdversarialAutoencoder)
    rivals = {p.data_ptr() for p in model.discriminator.parameters()}
    moved_by_us = {
        p.data_ptr()
        for one in trainer.steps
        if isinstance(one, torch.optim.Optimizer)
        for group in one.param_groups
        for p in group["params"]
    }
    assert not rivals & moved_by_us
    before, ours = state(model.discriminator).clone(), state(model.encoder).clone()
    x = data.as_input(digits[0][:64].numpy())
    trainer._train_batch(x, None, digits[1][:64])
    assert not torch.equal(state(model.discriminator), before)
    assert not torch.equal(state(model.encoder), ours)


def test_the_adversary_learns_to_tell_codes_from_the_prior(digits):
    torch.manual_seed(0)
    model = AdversarialAutoencoder([32], 2, discriminator=[32], weight=1.0)
    x = data.as_input(digits[0][:256].numpy())
    optimiser = torch.optim.Adam(model.discriminator.parameters(), 1e-2)
    chance = 2 * torch.log(torch.tensor(2.0))
    for _ in range(100):
        optimiser.zero_grad()
        loss = model.adversary_loss(x)
        loss.backward()
        optimiser.step()
    assert loss < 0.7 * chance
    assert all(p.grad is None for p in model.encoder.parameters())


def test_the_conditional_code_is_style_and_digit(digits):
    torch.manual_seed(0)
    model = ConditionalAutoencoder(2, 12, [32], [32], [32])
    x = data.as_input(digits[0][:16].numpy())
    z = model.encode(x)
    assert torch.equal(z[:, 2:], model.one_hot(model.classify(x)))
    told = model.loss(x, labels=digits[1][:16])
    torch.testing.assert_close(told["loss"], told["reconstruction"] + told["kl"] + told["reading"])
    with pytest.raises(ValueError, match="style_dim"):
        ConditionalAutoencoder(2, 11, [32], [32], [32])


def test_being_told_the_digit_changes_what_is_drawn():
    torch.manual_seed(0)
    model = ConditionalAutoencoder(2, 12, [32], [32], [32])
    style = torch.zeros(10, 2)
    drawn = model.decode(torch.cat([style, torch.eye(10)], 1)).flatten(1)
    assert torch.cdist(drawn, drawn).fill_diagonal_(1).min() > 0


def test_a_convolutional_front_leaves_the_decoder_as_it_was(digits):
    """The browser decodes fully connected layers: a front may only change how the posterior is found."""
    x = data.as_input(digits[0][:4].numpy())
    model = VariationalAutoencoder([32], 2, [24, 48], front=(8, 12))
    mu, logvar = model.posterior(x)
    assert mu.shape == logvar.shape == (4, 2)
    plain = VariationalAutoencoder([32], 2, [24, 48])
    shapes = [[tuple(p.shape) for p in net.decoder.parameters()] for net in (model, plain)]
    assert shapes[0] == shapes[1]
