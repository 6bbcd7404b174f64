import numpy as np
import pytest
import torch
from skimage.metrics import peak_signal_noise_ratio, structural_similarity
from sklearn.manifold import trustworthiness
from sklearn.neighbors import KNeighborsClassifier

from ae_core import data, metrics
from ae_core.latent import nearest, vote


@pytest.fixture(scope="module")
def pair():
    x = data.as_input(data.test_set()[0][:6])
    noise = torch.randn(x.shape, generator=torch.Generator().manual_seed(0))
    return x, (x + 0.3 * noise).clamp(0, 1)


def test_psnr_and_ssim_are_those_of_scikit_image(pair):
    x, spoiled = pair
    for i, (psnr, ssim) in enumerate(
        zip(metrics.psnr_per_image(spoiled, x), metrics.ssim_per_image(spoiled, x), strict=True)
    ):
        a, b = x[i, 0].numpy().astype(np.float64), spoiled[i, 0].numpy().astype(np.float64)
        assert psnr.item() == pytest.approx(peak_signal_noise_ratio(a, b, data_range=1), abs=1e-4)
        assert ssim.item() == pytest.approx(structural_similarity(a, b, data_range=1), abs=1e-4)


def test_identical_images(pair):
    x, _ = pair
    assert torch.isinf(metrics.psnr_per_image(x, x)).all()
    torch.testing.assert_close(metrics.ssim_per_image(x, x), torch.ones(6), atol=1e-4, rtol=0)
    assert metrics.squared_error_per_image(x, x).sum() == 0


def test_squared_error_is_784_times_the_mean(pair):
    x, spoiled = pair
    torch.testing.assert_close(
        metrics.squared_error_per_image(spoiled, x), 784 * (x - spoiled).pow(2).mean((1, 2, 3))
    )


def test_knn_accuracy_is_scikit_learns_leave_one_out():
    generator = np.random.default_rng(0)
    codes, labels = generator.normal(size=(300, 2)), generator.integers(0, 4, 300)
    hits = 0
    for i in range(300):
        others = np.arange(300) != i
        voter = KNeighborsClassifier(5).fit(codes[others], labels[others])
        hits += int(voter.predict(codes[i : i + 1])[0] == labels[i])
    measured = metrics.knn_accuracy(torch.tensor(codes), torch.tensor(labels), 5)
    assert measured == pytest.approx(hits / 300)


def test_knn_accuracy_with_many_equal_codes_leaves_the_point_itself_out():
    # Every code is the same: whichever five others are asked, a point must never vote for itself alone.
    labels = torch.tensor([0] * 7 + [1])
    assert metrics.knn_accuracy(torch.zeros(8, 2), labels, 5) == pytest.approx(7 / 8)


def test_vote_ties_go_to_the_smallest_label():
    assert vote(torch.tensor([[2, 1, 1, 2, 5], [9, 0, 3, 4, 5], [7, 7, 0, 0, 0]])).tolist() == [1, 0, 0]


def test_nearest_orders_by_true_distance():
    codes = torch.tensor([[0.0, 0.0], [3.0, 4.0], [1.0, 0.0]])
    distances, indices = nearest(torch.tensor([[0.9, 0.0]]), codes, 3)
    assert indices.tolist() == [[2, 0, 1]]
    torch.testing.assert_close(distances[0, 1], torch.tensor(0.9))


def test_trustworthiness_is_scikit_learns():
    generator = np.random.default_rng(1)
    x = generator.normal(size=(200, 10))
    codes = x[:, :2] + 0.3 * generator.normal(size=(200, 2))
    ours = metrics.trustworthiness(torch.tensor(x), torch.tensor(codes), 12)
    assert ours == pytest.approx(trustworthiness(x, codes, n_neighbors=12), abs=1e-9)


def test_purity_counts_neighbours_of_the_same_label():
    labels = torch.tensor([0, 0, 1, 1])
    neighbours = torch.tensor([[1, 2], [0, 3], [0, 3], [0, 1]])
    assert metrics.neighbour_purity(neighbours, labels).tolist() == [0.5, 0.5, 0.5, 0.0]


def test_wilson_interval_of_known_cases():
    # Agresti & Coull's example: 10 of 10 gives a lower end of .722, not of 1.
    low, high = metrics.wilson_interval(10, 10)
    assert (round(low, 3), high) == (0.722, 1.0)
    low, high = metrics.wilson_interval(5, 10)
    assert (round(low, 4), round(high, 4)) == (0.2366, 0.7634)
    assert metrics.wilson_interval(0, 0) == (0.0, 1.0)
    assert metrics.wilson_interval(0, 10)[0] == 0.0
