"""Neighbours and principal components of codes, held against scikit-learn."""

import numpy as np
import pytest
import torch
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

from ae_core import data, latent


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


@pytest.mark.parametrize(("d", "k"), [(30, 3), (30, 2), (3, 3), (1, 1)])
def test_principal_components_are_scikit_learns(d, k):
    codes = codes_of(500, d, 7.0)
    mine, theirs = (
        latent.principal_components(codes, k),
        PCA(k, svd_solver="full").fit(codes.double().numpy()),
    )
    np.testing.assert_allclose(mine.explained.numpy(), theirs.explained_variance_ratio_, rtol=1e-8)
    points, expected = mine(codes).numpy(), theirs.transform(codes.double().numpy())
    signs = np.sign((points * expected).sum(0))
    np.testing.assert_allclose(points, expected * signs, atol=1e-8 * np.abs(expected).max())


def test_the_sign_of_a_component_is_fixed():
    axes = latent.principal_components(codes_of(200, 6), 3).axes
    assert (axes.gather(0, axes.abs().argmax(0, keepdim=True)) > 0).all()
    torch.testing.assert_close(axes.T @ axes, torch.eye(3, dtype=torch.float64))


@pytest.mark.parametrize(
    ("codes", "k"), [(torch.zeros(9, 2), 3), (torch.zeros(9, 2), 0), (torch.ones(9, 4), 2)]
)
def test_codes_without_components_are_refused(codes, k):
    with pytest.raises(ValueError, match="principal components"):
        latent.principal_components(codes, k)
