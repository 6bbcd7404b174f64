"""Neighbours of codes, held against scikit-learn."""

import numpy as np
import pytest
import torch
from sklearn.neighbors import NearestNeighbors

from ae_core import checkpoints, data, latent


def codes_of(n: int, d: int, offset: float = 0.0) -> torch.Tensor:
    mixed = torch.randn(d, d, generator=torch.Generator().manual_seed(1))
    return torch.randn(n, d, generator=torch.Generator().manual_seed(0)) @ mixed + offset


@pytest.mark.parametrize(
    ("n", "d", "offset"), [(700, 2, 0.0), (700, 30, 0.0), (700, 30, 300.0), (9, 500, 0.0)]
)
def test_neighbours_of_each_are_scikit_learns(n, d, offset):
    codes = codes_of(n, d, offset)
    # Asked without points, kneighbors leaves each point itself out.
    expected = NearestNeighbors(n_neighbors=5, algorithm="brute").fit(codes.double().numpy())
    found = latent.neighbours_of_each(codes, 5, chunk=128)
    assert found.dtype == torch.int64
    np.testing.assert_array_equal(found.numpy(), expected.kneighbors(return_distance=False))


def test_neighbours_of_real_digits_are_scikit_learns():
    x = data.as_input(data.test_set()[0][:1500]).flatten(1)
    expected = NearestNeighbors(n_neighbors=5, algorithm="brute").fit(x.double().numpy())
    np.testing.assert_array_equal(latent.neighbours_of_each(x, 5).numpy(), expected.kneighbors()[1])


def test_equal_codes_never_have_themselves_as_neighbours():
    found = latent.neighbours_of_each(torch.ones(40, 3), 5)
    assert not (found == torch.arange(40)[:, None]).any()
    assert all(len(set(row)) == 5 for row in found.tolist())


def test_too_few_codes_have_no_neighbours():
    with pytest.raises(ValueError, match="5 neighbours"):
        latent.neighbours_of_each(torch.zeros(5, 2), 5)


def test_vote_ties_go_to_the_smallest_label():
    assert latent.vote(torch.tensor([[2, 1, 1, 2, 5], [9, 0, 3, 4, 5], [7, 7, 0, 0, 0]])).tolist() == [
        1,
        0,
        0,
    ]


def test_nearest_orders_by_true_distance():
    codes = torch.tensor([[0.0, 0.0], [3.0, 4.0], [1.0, 0.0]])
    distances, indices = latent.nearest(torch.tensor([[0.9, 0.0]]), codes, 3)
    assert indices.tolist() == [[2, 0, 1]]
    torch.testing.assert_close(distances[0, 1], torch.tensor(0.9))


def test_a_code_space_holds_the_codes_and_what_they_span():
    images, labels = data.test_set()
    model, x = checkpoints.load_model("pca_d2", "cpu"), data.as_input(images[:400])
    space = latent.code_space(model, x, labels[:400])
    codes = model.encode(x)
    torch.testing.assert_close(space.codes, codes)
    assert space.labels.dtype == torch.int64
    assert space.labels.tolist() == labels[:400].tolist()
    inside = ((codes.numpy() >= space.low) & (codes.numpy() <= space.high)).mean(0)
    assert (inside > 0.985).all()
    assert space.reach == max(abs(space.low).max(), abs(space.high).max())
