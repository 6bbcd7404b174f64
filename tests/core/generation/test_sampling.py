"""Draws from a prior and from what stands in for one, and what readings of them are worth."""

import numpy as np
import pytest
import torch

import ae_core
from ae_core import classifier, data
from ae_core.generation import sampling
from ae_core.models import ConditionalAutoencoder, LinearAutoencoder, VariationalAutoencoder


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


def test_codes_of_a_model_with_a_prior_are_the_noise_times_the_temperature():
    model = VariationalAutoencoder([8], 3)
    assert torch.equal(sampling.codes(model, 4, seed=6), sampling.noise(4, 3, 6))
    torch.testing.assert_close(sampling.codes(model, 4, 6, temperature=0.5), 0.5 * sampling.noise(4, 3, 6))
    assert not sampling.codes(model, 4, 6, temperature=0.0).any()


def test_codes_of_a_plain_model_come_from_the_gaussian_that_stands_in():
    model = LinearAutoencoder(2)
    with pytest.raises(ValueError, match="no prior"):
        sampling.codes(model, 4, seed=0)
    mean, root = torch.tensor([3.0, -4.0]), torch.tensor([[2.0, 0.5], [0.5, 1.0]])
    drawn = sampling.codes(model, 50_000, seed=1, stand_in=(mean, root))
    torch.testing.assert_close(drawn.mean(0), mean, atol=0.03, rtol=0)
    torch.testing.assert_close(torch.cov(drawn.T), root @ root, atol=0.08, rtol=0)
    still = sampling.codes(model, 3, seed=1, temperature=0.0, stand_in=(mean, root))
    torch.testing.assert_close(still, mean.expand(3, 2))


def test_codes_of_a_conditional_model_name_the_digit(conditional):
    every = sampling.codes(conditional, 12, seed=2)
    assert every[:, 2:].argmax(1).tolist() == [*range(10), 0, 1]
    assert (every[:, 2:].sum(1) == 1).all()
    fours = sampling.codes(conditional, 3, seed=2, digit=4)
    assert fours[:, 2:].argmax(1).tolist() == [4, 4, 4]
    assert torch.equal(fours[:, :2], sampling.noise(3, 2, 2))


def test_ten_digits_in_one_style_as_pixels(conditional):
    row = sampling.in_one_style(conditional, (0.5, -1.0))
    drawn = sampling.conditional_digits(conditional, torch.tensor([[0.5, -1.0]]))[:, 0, 0]
    assert row.dtype == np.uint8
    np.testing.assert_array_equal(row, np.rint(255 * drawn.numpy()))


def test_pictures_are_read_by_the_classifier_or_by_nobody():
    images, labels = data.test_set("mnist")
    x = data.as_input(images[:50])
    batch = sampling.read(x, classifier.load())
    np.testing.assert_array_equal(batch.pictures, images[:50])
    assert (batch.readings == labels[:50]).mean() > 0.95
    assert batch.is_read
    unread = sampling.read(x, None)
    assert not unread.is_read
    assert (unread.share, unread.coverage) == (0, 0)


def test_share_and_coverage_of_known_readings():
    pictures = np.zeros((4, 28, 28), np.uint8)
    batch = sampling.Batch(pictures, np.array([3, 3, 5, 7]), np.array([0.99, 0.95, 0.91, 0.5]))
    np.testing.assert_allclose(batch.histogram, [0, 0, 0, 0.5, 0, 0.25, 0, 0, 0, 0])
    assert batch.share == pytest.approx(0.75)
    thirds = np.array([2 / 3, 1 / 3])
    assert batch.coverage == pytest.approx(np.exp(-(thirds * np.log(thirds)).sum()))
    nothing = sampling.Batch(pictures, np.array([3] * 4), np.array([0.2] * 4))
    assert (nothing.share, nothing.coverage) == (0, 0)


@torch.inference_mode()
def test_decoded_codes_are_pictures_on_the_cpu():
    model = ae_core.load_model("vae_d2", "cpu")
    x = sampling.decoded(model, sampling.codes(model, 5, seed=0))
    assert x.shape == (5, 1, 28, 28)
    assert x.min() >= 0
    assert x.max() <= 1
