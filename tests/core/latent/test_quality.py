import numpy as np
import pytest
import torch
from sklearn.manifold import trustworthiness
from sklearn.neighbors import KNeighborsClassifier

from ae_core.latent import quality


def test_knn_accuracy_is_scikit_learns_leave_one_out():
    generator = np.random.default_rng(0)
    codes, labels = generator.normal(size=(300, 2)), generator.integers(0, 4, 300)
    hits = 0
    for i in range(300):
        others = np.arange(300) != i
        voter = KNeighborsClassifier(5).fit(codes[others], labels[others])
        hits += int(voter.predict(codes[i : i + 1])[0] == labels[i])
    measured = quality.knn_accuracy(torch.tensor(codes), torch.tensor(labels), 5)
    assert measured == pytest.approx(hits / 300)


def test_knn_accuracy_with_many_equal_codes_leaves_the_point_itself_out():
    # Every code is the same: whichever five others are asked, a point must never vote for itself alone.
    labels = torch.tensor([0] * 7 + [1])
    assert quality.knn_accuracy(torch.zeros(8, 2), labels, 5) == pytest.approx(7 / 8)


def test_trustworthiness_is_scikit_learns():
    generator = np.random.default_rng(1)
    x = generator.normal(size=(200, 10))
    codes = x[:, :2] + 0.3 * generator.normal(size=(200, 2))
    ours = quality.trustworthiness(torch.tensor(x), torch.tensor(codes), 12)
    assert ours == pytest.approx(trustworthiness(x, codes, n_neighbors=12), abs=1e-9)


def test_purity_counts_neighbours_of_the_same_label():
    labels = torch.tensor([0, 0, 1, 1])
    neighbours = torch.tensor([[1, 2], [0, 3], [0, 3], [0, 1]])
    assert quality.neighbour_purity(neighbours, labels).tolist() == [0.5, 0.5, 0.5, 0.0]
