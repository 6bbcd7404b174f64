import math

import pytest
import torch
from torch import nn

from ae_core import classifier
from ae_core.generation import sampling
from ae_core.models import AdversarialAutoencoder, ConditionalAutoencoder


def bayes(shift: float) -> float:
    """Best accuracy between N(0, I) and the same Gaussian moved by `shift`: Phi(shift / 2)."""
    return 0.5 * (1 + math.erf(shift / 2 / math.sqrt(2)))


@pytest.mark.slow
@pytest.mark.parametrize("shift", [0.0, 0.5, 2.0])
def test_a_fresh_discriminator_comes_up_to_bayes_and_not_beyond(shift):
    codes = sampling.noise(10_000, 2, seed=3) + torch.tensor([shift, 0.0])
    accuracy = sampling.discriminator_accuracy(codes[::2], codes[1::2])
    assert accuracy == pytest.approx(bayes(shift), abs=0.02)


@pytest.mark.slow
def test_a_fresh_discriminator_sees_a_ring_that_no_line_can_cut_off():
    directions = torch.nn.functional.normalize(sampling.noise(4000, 2, seed=1))
    ring = 3 * directions
    assert sampling.discriminator_accuracy(ring[::2], ring[1::2]) > 0.95


@pytest.mark.slow
def test_the_discriminator_is_seeded_and_leaves_the_global_generator_alone():
    codes = sampling.noise(400, 2, seed=5) * 0.7
    torch.manual_seed(1)
    expected = torch.rand(1)
    torch.manual_seed(1)
    with torch.inference_mode():
        one = sampling.discriminator_accuracy(codes.clone(), codes)
    assert torch.equal(torch.rand(1), expected)
    assert one == sampling.discriminator_accuracy(codes, codes)


def test_the_models_own_discriminator_is_asked_about_codes_and_prior():
    torch.manual_seed(0)
    model = AdversarialAutoencoder([8], 2, discriminator=[4], weight=1.0)
    model.discriminator = nn.Linear(2, 1)
    with torch.no_grad():
        # "From the prior" left of x = 1: with codes moved by 2, the best of all rules.
        model.discriminator.weight.copy_(torch.tensor([[-1.0, 0.0]]))
        model.discriminator.bias.fill_(1.0)
    codes = sampling.noise(20_000, 2, seed=9) + torch.tensor([2.0, 0.0])
    assert sampling.own_discriminator_accuracy(model, codes) == pytest.approx(bayes(2), abs=0.01)


@pytest.fixture
def conditional():
    torch.manual_seed(0)
    return ConditionalAutoencoder(2, 12, [8], [8], [8]).eval().requires_grad_(False)


def test_every_digit_in_every_style(conditional):
    styles = sampling.noise(3, 2, seed=0)
    drawn = sampling.conditional_digits(conditional, styles)
    assert drawn.shape == (10, 3, 1, 28, 28)
    code = torch.cat([styles[1], torch.eye(10)[7]])
    torch.testing.assert_close(drawn[7, 1], conditional.decode(code[None])[0])


class _Told:
    """Draws a picture whose first ten pixels say which digit was asked for, but for one digit another one."""

    style_dim, CLASSES, device = 2, 10, torch.device("cpu")

    def __init__(self, wrong: dict[int, int]) -> None:
        self.wrong = wrong

    def decode(self, z):
        said = z[:, 2:].clone()
        for digit, instead in self.wrong.items():
            said[z[:, 2 + digit] == 1] = torch.eye(10)[instead]
        return torch.cat([said, torch.zeros(len(z), 774)], 1).view(-1, 1, 28, 28)


def test_agreement_is_the_share_of_digits_read_as_asked(monkeypatch):
    monkeypatch.setattr(classifier, "load", lambda: None)
    monkeypatch.setattr(classifier, "read", lambda judge, images: images.flatten(1)[:, :10])
    assert sampling.classifier_agreement(_Told({})) == pytest.approx(1.0)
    assert sampling.classifier_agreement(_Told({3: 8})) == pytest.approx(0.9)


def test_gaussian_fit_gives_back_mean_and_covariance():
    lower = torch.tensor([[2.0, 0.0], [-1.0, 0.5]])
    mean = torch.tensor([3.0, -4.0])
    codes = mean + sampling.noise(50_000, 2, seed=2) @ lower.T
    found_mean, root = sampling.gaussian_fit(codes)
    torch.testing.assert_close(found_mean, mean, atol=0.03, rtol=0)
    torch.testing.assert_close(root @ root, lower @ lower.T, atol=0.08, rtol=0)


def test_gaussian_fit_survives_a_unit_that_never_moves():
    codes = torch.cat([sampling.noise(100, 2, seed=2), torch.ones(100, 1)], 1)
    mean, root = sampling.gaussian_fit(codes)
    moved = mean + sampling.noise(5, 3, seed=0) @ root
    assert torch.isfinite(moved).all()
    torch.testing.assert_close(moved[:, 2], torch.ones(5))
