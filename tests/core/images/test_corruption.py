import pytest
import torch
from torch import nn

from ae_core.images import corruption
from ae_core.images.corruption import CORRUPTIONS

STRENGTH = {
    "gaussian": 0.5,
    "dropout": 0.5,
    "lecture_dropout": 0.5,
    "salt_and_pepper": 0.3,
    "patch": 12,
    "downsample": 4,
}


def seeded(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.fixture
def x():
    return torch.rand(64, 1, 28, 28, generator=seeded(3)) * 0.8 + 0.1


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_pure_seeded_and_fresh(name, x):
    spoil, before = CORRUPTIONS[name], x.clone()
    first = spoil(x, STRENGTH[name], seeded(1))
    assert torch.equal(x, before), "the input was changed in place"
    assert first.shape == x.shape
    assert torch.equal(first, spoil(x, STRENGTH[name], seeded(1)))
    if name != "downsample":
        assert not torch.equal(first, spoil(x, STRENGTH[name], seeded(2)))
        noise = seeded(1)
        assert not torch.equal(spoil(x, STRENGTH[name], noise), spoil(x, STRENGTH[name], noise))


@pytest.mark.parametrize("name", ["gaussian", "dropout", "salt_and_pepper", "patch"])
def test_no_strength_no_change(name, x):
    assert torch.equal(CORRUPTIONS[name](x, 0, seeded(1)), x)


def test_gaussian_is_not_clipped_and_has_its_sigma(x):
    noise = corruption.gaussian(x, 0.5, seeded(1)) - x
    assert noise.std().item() == pytest.approx(0.5, rel=0.02)
    assert (x + noise).min() < 0
    assert (x + noise).max() > 1


def test_gaussian_takes_one_sigma_an_image(x):
    sigma = torch.tensor([0.1, 1.0]).repeat(32).view(-1, 1, 1, 1)
    noise = (corruption.gaussian(x, sigma, seeded(1)) - x).flatten(1).std(1)
    assert noise[::2].mean().item() == pytest.approx(0.1, rel=0.05)
    assert noise[1::2].mean().item() == pytest.approx(1.0, rel=0.05)


def test_dropout_keeps_kept_pixels_as_they_are(x):
    spoiled = corruption.dropout(x, 0.3, seeded(1))
    kept = spoiled != 0
    assert torch.equal(spoiled[kept], x[kept])
    assert kept.float().mean().item() == pytest.approx(0.7, abs=0.01)


def test_lecture_dropout_is_what_nn_dropout_on_ones_makes():
    x = torch.tensor([0.0, 1.0]).repeat(392).view(1, 1, 28, 28)
    spoiled = corruption.lecture_dropout(x, 0.5, seeded(1))
    assert set(nn.Dropout(0.5)(torch.ones(100)).tolist()) <= {0.0, 2.0}
    # On [-1, 1] the lecture's mask gives 0 or twice the pixel; 0 is mid-grey, +-2 is 1.5 and -0.5 in [0, 1].
    assert set(spoiled.unique().tolist()) == {-0.5, 0.5, 1.5}


@pytest.mark.parametrize("rate", [0.0, 0.3, 0.5, 0.9])
def test_dropout_becomes_the_lectures_with_the_same_mask(x, rate):
    spoiled = corruption.dropout(x, rate, seeded(3))
    missing = corruption.dropout(torch.ones_like(x), rate, seeded(3)) == 0
    ours = corruption.as_the_lecture_drops(spoiled, missing, rate)
    torch.testing.assert_close(ours, corruption.lecture_dropout(x, rate, seeded(3)))


def test_where_all_is_dropped_the_lecture_shows_an_even_grey(x):
    everything = torch.ones_like(x, dtype=torch.bool)
    assert (corruption.as_the_lecture_drops(torch.zeros_like(x), everything, 1.0) == 0.5).all()


def test_salt_and_pepper_hits_its_share_evenly(x):
    spoiled = corruption.salt_and_pepper(x, 0.4, seeded(1))
    assert (spoiled != x).float().mean().item() == pytest.approx(0.4, abs=0.01)
    assert (spoiled == 0).float().mean().item() == pytest.approx(0.2, abs=0.01)
    assert (spoiled == 1).float().mean().item() == pytest.approx(0.2, abs=0.01)


@pytest.mark.parametrize("kind", ["gaussian", "salt_and_pepper"])
def test_the_deviation_is_that_of_the_noise(x, kind):
    black_and_white = x.round()
    noise = CORRUPTIONS[kind](black_and_white, 0.3, seeded(1)) - black_and_white
    assert corruption.noise_deviation(kind, 0.3) == pytest.approx(noise.std().item(), rel=0.02)


def test_patch_blanks_one_square(x):
    spoiled = corruption.patch(x, 12, seeded(1))
    gone = (spoiled == 0).squeeze(1)
    assert (gone.sum((1, 2)) == 144).all()
    assert (gone.any(1).sum(1) == 12).all()
    assert len({tuple(g.nonzero()[0].tolist()) for g in gone}) > 5, "all squares are at one place"


def test_a_square_is_where_it_was_put_and_cut_off_at_the_edge(x):
    inside = corruption.square(x, 5, 2, 26)
    rows, columns = inside[0, 0].nonzero(as_tuple=True)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (2, 6, 26, 27)
    assert inside.sum() == 10


def test_downsample_is_the_mean_of_squares(x):
    spoiled = corruption.downsample(x, 4)
    torch.testing.assert_close(spoiled[0, 0, 4, 8], x[0, 0, 4:8, 8:12].mean())
    assert torch.equal(spoiled[..., 0, 0], spoiled[..., 3, 3])
    with pytest.raises(ValueError, match="cannot be divided into 5x5"):
        corruption.downsample(x, 5)
