"""The draws that browser and Python share are standard normal, independent and the same for the same seed."""

import numpy as np
import pytest
from scipy import stats

from ae_core.latent import seeded_normal


@pytest.mark.parametrize("seed", [0, 1, 2, 7, 1234, seeded_normal.SEEDS - 1])
def test_they_are_standard_normal(seed):
    epsilon = seeded_normal.epsilons(seed, 5000, 2)
    assert epsilon.shape == (5000, 2)
    assert stats.kstest(epsilon.ravel(), "norm").pvalue > 0.001
    assert abs(np.corrcoef(epsilon.T)[0, 1]) < 0.05
    assert abs(np.corrcoef(epsilon[:-1, 0], epsilon[1:, 0])[0, 1]) < 0.05


def test_seeds_next_to_each_other_are_unrelated():
    first = np.stack([seeded_normal.epsilons(seed, 2000, 1)[:, 0] for seed in range(30)])
    assert np.abs(np.corrcoef(first) - np.eye(30)).max() < 0.1


def test_the_same_seed_gives_the_same_draws_however_many():
    many = seeded_normal.epsilons(5, 100, 2)
    assert np.array_equal(seeded_normal.epsilons(5, 100, 2), many)
    assert np.array_equal(seeded_normal.epsilons(5, 17, 2), many[:17])
    assert np.array_equal(seeded_normal.epsilons(5, 10, 20).ravel(), many.ravel())
    assert not np.array_equal(seeded_normal.epsilons(6, 100, 2), many)


@pytest.mark.parametrize(("count", "dimension"), [(0, 2), (1, 1), (3, 5), (0, 20)])
def test_any_number_of_draws_of_any_dimension(count, dimension):
    assert seeded_normal.epsilons(1, count, dimension).shape == (count, dimension)
