"""The game alone: a fair order, fair pairs, what gives a picture away, the score."""

import numpy as np
import pytest

import ae_core
from ae_core import classifier, data
from ae_core.classifier import DigitClassifier
from ae_core.generation import real_or_generated
from ae_core.generation.real_or_generated import Pair
from ae_core.models import Autoencoder


@pytest.fixture(scope="module")
def digit_classifier() -> DigitClassifier:
    return classifier.load()


@pytest.fixture(scope="module")
def vae() -> Autoencoder:
    return ae_core.load_model("vae_d2", "cpu")


def test_each_model_comes_once_before_any_comes_again():
    names = ["a", "b", "c"]
    turns = [real_or_generated.turn(3, number, names) for number in range(300)]
    assert all(sorted(turns[start : start + 3]) == names for start in range(0, 300, 3))
    assert len({tuple(turns[start : start + 3]) for start in range(0, 300, 3)}) == 6


def test_left_and_right_are_a_fair_toss_and_classes_agree(vae, digit_classifier):
    pairs = [
        real_or_generated.pair(vae, 8, number, digit_classifier=digit_classifier) for number in range(60)
    ]
    assert 18 <= sum(pair.side for pair in pairs) <= 42
    images, labels = data.test_set("mnist")
    assert all(labels[pair.index] == pair.digit for pair in pairs)
    assert {pair.model for pair in pairs} == {"vae_d2"}
    np.testing.assert_array_equal(255 * pairs[0].real, images[pairs[0].index])
    drawn = np.stack([pair.drawn for pair in pairs])[:, None]
    read = (
        classifier.read(digit_classifier, data.as_input(np.rint(255 * drawn).astype(np.uint8)))
        .argmax(1)
        .numpy()
    )
    assert np.mean(read == [pair.digit for pair in pairs]) > 0.95


def test_a_pair_is_the_same_again_and_another_in_the_next_round(vae, digit_classifier):
    one, same, other = (
        real_or_generated.pair(vae, 8, number, digit_classifier=digit_classifier) for number in (3, 3, 4)
    )
    np.testing.assert_array_equal(one.drawn, same.drawn)
    assert (one.index, one.side) == (same.index, same.side)
    assert (one.drawn != other.drawn).any()


def test_without_a_classifier_there_is_a_pair_all_the_same(vae):
    pair = real_or_generated.pair(vae, 8, 0, digit_classifier=None)
    assert data.test_set("mnist")[1][pair.index] == pair.digit
    assert "sureness" not in real_or_generated.measure(data.as_input(data.test_set("mnist")[0][:2]), None)


def test_a_conditional_model_is_told_a_digit(digit_classifier):
    model = ae_core.load_model("cvae_d2", "cpu")
    pairs = [
        real_or_generated.pair(model, 1, number, digit_classifier=digit_classifier) for number in range(30)
    ]
    assert len({pair.digit for pair in pairs}) > 5


@pytest.fixture(scope="module")
def real_ones(digit_classifier) -> tuple[dict[str, np.ndarray], np.ndarray]:
    images, labels = data.test_set("mnist")
    return real_or_generated.measure(data.as_input(images[::10]), digit_classifier), labels[::10]


def a_pair(drawn) -> Pair:
    images, labels = data.test_set("mnist")
    real = (images[0] / 255).astype(np.float32)  # a clear 7
    return Pair("vae_d2", 0, 0, int(labels[0]), real, drawn(real))


def test_nothing_gives_a_real_digit_away(digit_classifier, real_ones):
    traits = real_or_generated.traits(a_pair(lambda real: real.copy()), digit_classifier, *real_ones)
    assert all(trait.drawn == trait.real for trait in traits)
    assert not traits[0].is_rare
    assert {trait.kind for trait in traits} == set(real_or_generated.TRAITS)


def test_blur_is_what_gives_a_blurred_digit_away(digit_classifier, real_ones):
    from skimage.filters import gaussian

    pair = a_pair(lambda real: gaussian(real, 1.2).astype(np.float32))
    first = real_or_generated.traits(pair, digit_classifier, *real_ones)[0]
    assert first.is_rare
    assert first.kind in {"edges", "grey"}


def test_faint_ink_falls_into_no_piece(digit_classifier, real_ones):
    traits = real_or_generated.traits(a_pair(lambda real: 0.4 * real), digit_classifier, *real_ones)
    pieces = next(trait for trait in traits if trait.kind == "pieces")
    assert (pieces.drawn, pieces.alike) == (0, 0)


def test_scores_by_model_hardest_first():
    scores = real_or_generated.scores([("a", True), ("a", True), ("b", False), ("b", True), ("c", True)])
    assert list(scores) == ["b", "a", "c"]
    assert (scores["b"].found, scores["b"].rounds, scores["b"].rate) == (1, 2, 0.5)
    low, high = scores["b"].interval
    assert low < 0.5 < high
    assert real_or_generated.Score(0, 0).rate == 0
