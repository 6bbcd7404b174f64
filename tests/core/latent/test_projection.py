"""Principal components of codes, held against scikit-learn."""

import numpy as np
import pytest
import torch
from sklearn.decomposition import PCA

from ae_core import latent
from ae_core.latent.projection import principal_plane


def codes_of(n: int, d: int, offset: float = 0.0) -> torch.Tensor:
    mixed = torch.randn(d, d, generator=torch.Generator().manual_seed(1))
    return torch.randn(n, d, generator=torch.Generator().manual_seed(0)) @ mixed + offset


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


def test_the_plane_is_scikit_learns():
    codes = torch.randn(300, 7, generator=torch.Generator().manual_seed(0)) * torch.arange(1.0, 8.0) + 3
    ours = principal_plane(codes).of(codes)
    oracle = torch.tensor(PCA(2).fit_transform(codes.double().numpy())).float()
    torch.testing.assert_close(ours.abs(), oracle.abs(), atol=1e-3, rtol=1e-3)


def test_two_numbers_are_their_own_plane():
    codes = torch.randn(5, 2)
    assert torch.equal(principal_plane(codes).of(codes), codes)
