"""One corruption: the same for whoever asks, in the browser's terms too, and what a method may be told of it."""

import math

import pytest
import torch

from ae_core import data
from ae_core.images import corruption
from ae_core.restoration.corruptions import KINDS, Corruption

STRENGTHS = {"dropout": 0.4, "gaussian": 0.4, "salt_and_pepper": 0.4, "patch": 10, "downsample": 2}


@pytest.fixture(scope="module")
def x():
    return data.as_input(data.test_set()[0][:20])


@pytest.mark.parametrize("kind", KINDS)
def test_a_corruption_is_the_same_for_whoever_asks(x, kind):
    one = Corruption(kind, STRENGTHS[kind], 5, (3, 4))
    assert torch.equal(one.apply(x), one.apply(x))
    assert not torch.equal(one.apply(x), x)
    assert torch.equal(one.corrupt(x).y, one.apply(x))


@pytest.mark.parametrize("kind", ["gaussian", "dropout", "salt_and_pepper"])
def test_the_fields_are_what_it_draws(kind):
    x = data.as_input(data.test_set()[0][3])
    one = Corruption(kind, 0.4, 11)
    fields = [torch.from_numpy(field) for field in one.fields()]
    by_hand = {
        "gaussian": lambda: x + 0.4 * fields[0],
        "dropout": lambda: x * (fields[0] >= 0.4),
        "salt_and_pepper": lambda: torch.where(fields[0] < 0.4, (fields[1] < 0.5).float(), x),
    }[kind]()
    torch.testing.assert_close(by_hand, one.apply(x))
    generator = torch.Generator().manual_seed(11)
    assert torch.equal(one.apply(x), corruption.CORRUPTIONS[kind](x, 0.4, generator))


@pytest.mark.parametrize("kind", ["dropout", "patch"])
def test_the_mask_names_the_pixels_that_are_gone(x, kind):
    given = Corruption(kind, STRENGTHS[kind], 0, (9, 2)).corrupt(x)
    assert (given.y[given.missing] == 0).all()
    assert torch.equal(given.y[~given.missing], x[~given.missing])


@pytest.mark.parametrize("kind", ["gaussian", "salt_and_pepper", "downsample"])
def test_where_no_pixel_is_simply_gone_there_is_no_mask(x, kind):
    assert Corruption(kind, STRENGTHS[kind]).missing(x) is None


def test_a_patch_lies_where_its_corner_is(x):
    y = Corruption("patch", 5, corner=(10, 12)).apply(torch.ones_like(x))
    assert (y[..., 10:15, 12:17] == 0).all()
    assert y.sum() == y.numel() - 25 * len(x)


def test_sigma_is_that_of_the_noise_and_else_the_damage(x):
    assert Corruption("gaussian", 0.3).corrupt(x).sigma == 0.3
    assert Corruption("salt_and_pepper", 0.5).corrupt(x).sigma == math.sqrt(0.25)
    given = Corruption("patch", 5, corner=(10, 12)).corrupt(torch.ones_like(x))
    assert given.sigma == pytest.approx(math.sqrt(25 / 784))


def test_the_lecture_drops_the_same_pixels_in_its_own_way(x):
    given = Corruption("dropout", 0.5, 3).corrupt(x)
    expected = corruption.lecture_dropout(x, 0.5, torch.Generator().manual_seed(3))
    torch.testing.assert_close(given.lecture, expected)
    assert Corruption("patch", 9).corrupt(x).lecture is None


def test_the_small_picture_is_the_one_that_was_enlarged(x):
    given = Corruption("downsample", 4).corrupt(x)
    assert given.small.shape == (20, 1, 7, 7)
    torch.testing.assert_close(given.small.repeat_interleave(4, -1).repeat_interleave(4, -2), given.y)


def test_some_of_the_images_are_corrupted_as_among_all(x):
    given = Corruption("dropout", 0.5).corrupt(x)
    few = given.only([3, 7])
    assert torch.equal(few.x, x[[3, 7]])
    assert torch.equal(few.lecture, given.lecture[[3, 7]])
    assert few.sigma == given.sigma
