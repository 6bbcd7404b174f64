"""Discriminators against Bayes' rule on Gaussians, and the classifier's agreement with what was asked for."""

import math

import pytest
import torch
from torch import nn

from ae_core import classifier
from ae_core.generation import judging
from ae_core.generation.sampling import noise
from ae_core.models import AdversarialAutoencoder


def bayes(shift: float) -> float:
    """Best accuracy between N(0, I) and the same Gaussian moved by `shift`: Phi(shift / 2)."""
    return 0.5 * (1 + math.erf(shift / 2 / math.sqrt(2)))


@pytest.mark.slow
@pytest.mark.parametrize("shift", [0.0, 0.5, 2.0])
def test_a_fresh_discriminator_comes_up_to_bayes_and_not_beyond(shift):
    codes = noise(10_000, 2, seed=3) + torch.tensor([shift, 0.0])
    accuracy = judging.discriminator_accuracy(codes[::2], codes[1::2])
    assert accuracy == pytest.approx(bayes(shift), abs=0.02)


@pytest.mark.slow
def test_a_fresh_discriminator_sees_a_ring_that_no_line_can_cut_off():
    directions = torch.nn.functional.normalize(noise(4000, 2, seed=1))
    ring = 3 * directions
    assert judging.discriminator_accuracy(ring[::2], ring[1::2]) > 0.95


@pytest.mark.slow
def test_the_discriminator_is_seeded_and_leaves_the_global_generator_alone():
    codes = noise(400, 2, seed=5) * 0.7
    torch.manual_seed(1)
    expected = torch.rand(1)
    torch.manual_seed(1)
    with torch.inference_mode():
        one = judging.discriminator_accuracy(codes.clone(), codes)
    assert torch.equal(torch.rand(1), expected)
    assert one == judging.discriminator_accuracy(codes, codes)


def test_the_models_own_discriminator_is_asked_about_codes_and_prior():
    torch.manual_seed(0)
    model = AdversarialAutoencoder([8], 2, discriminator=[4], weight=1.0)
    model.discriminator = nn.Linear(2, 1)
    with torch.no_grad():
        # "From the prior" left of x = 1: with codes moved by 2, the best of all rules.
        model.discriminator.weight.copy_(torch.tensor([[-1.0, 0.0]]))
        model.discriminator.bias.fill_(1.0)
    codes = noise(20_000, 2, seed=9) + torch.tensor([2.0, 0.0])
    assert judging.own_discriminator_accuracy(model, codes) == pytest.approx(bayes(2), abs=0.01)


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
    monkeypatch.setattr(classifier, "read", lambda _net, images: images.flatten(1)[:, :10])
    assert judging.classifier_agreement(_Told({})) == pytest.approx(1.0)
    assert judging.classifier_agreement(_Told({3: 8})) == pytest.approx(0.9)
