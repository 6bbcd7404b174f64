import numpy as np
import pytest

from ae_core import data
from ae_core.data import selections

IMAGES, LABELS = data.test_set()


def test_members_of_the_classes_are_all_images():
    members = selections.by_class(LABELS)
    assert sorted(np.concatenate(members)) == list(range(len(LABELS)))
    assert all((LABELS[own] == label).all() for label, own in enumerate(members))


@pytest.mark.parametrize("name", ["mnist", "fashion"])
def test_sets_of_ten_share_no_image_and_start_again(name):
    labels = data.test_set(name)[1]
    count = selections.set_count(labels)
    seen = [index for number in range(count) for index in selections.one_of_each(labels, number)]
    assert len(set(seen)) == 10 * count
    assert labels[selections.one_of_each(labels, count - 1)].tolist() == list(range(10))
    assert selections.one_of_each(labels, count) == selections.one_of_each(labels, 0)


def test_a_seed_draws_the_same_ten_again():
    ten = selections.random_of_each(LABELS, 4)
    assert LABELS[ten].tolist() == list(range(10))
    assert ten == selections.random_of_each(LABELS, 4)
    assert ten != selections.random_of_each(LABELS, 5)


def test_the_most_typical_image_is_nearest_to_the_mean():
    typical = selections.most_typical(IMAGES[:500], LABELS[:500])
    assert LABELS[typical].tolist() == list(range(10))
    threes = IMAGES[:500][LABELS[:500] == 3].reshape(-1, 784) / 255.0
    chosen = IMAGES[typical[3]].reshape(784) / 255.0
    distances = ((threes - threes.mean(0)) ** 2).sum(1)
    assert ((chosen - threes.mean(0)) ** 2).sum() == pytest.approx(distances.min())
