import numpy as np
import pytest
import torch
from sklearn.decomposition import PCA

from ae_core import data
from ae_core.models import LinearAutoencoder


@pytest.fixture(scope="module")
def digits():
    return data.as_input(data.test_set()[0][:3000])


@pytest.mark.parametrize("d", [2, 30])
def test_pca_is_scikit_learns(digits, d):
    flat = digits.flatten(1).double().numpy()
    oracle = PCA(d, svd_solver="full").fit(flat)
    model = LinearAutoencoder(d).fit_pca(digits)
    ours = model.weight.detach().double().numpy()
    # Components are defined up to their sign.
    assert np.allclose(np.abs((ours * oracle.components_).sum(1)), 1, atol=1e-4)
    expected = ((oracle.inverse_transform(oracle.transform(flat)) - flat) ** 2).sum(1).mean()
    affine = model.decode_affine(model.encode(digits))
    assert (affine - digits).pow(2).flatten(1).sum(1).mean().item() == pytest.approx(expected, rel=1e-5)


def test_components_are_orthonormal_and_signed(digits):
    weight = LinearAutoencoder(10).fit_pca(digits).weight
    torch.testing.assert_close(weight @ weight.T, torch.eye(10), atol=1e-5, rtol=0)
    assert (weight.gather(1, weight.abs().argmax(1, keepdim=True)) > 0).all()


def test_decode_clips_what_decode_affine_keeps(digits):
    model = LinearAutoencoder(2).fit_pca(digits)
    z = model.encode(digits)
    affine = model.decode_affine(z)
    assert affine.min() < 0
    assert torch.equal(model.decode(z), affine.clamp(0, 1))


def test_errors_by_dimension_are_those_of_each_smaller_pca(digits):
    model = LinearAutoencoder(6).fit_pca(digits)
    errors = model.errors_by_dimension(digits)
    for count in range(1, 7):
        smaller = model.leading(count)
        decoded = smaller.decode(smaller.encode(digits))
        expected = (decoded - digits).pow(2).flatten(1).sum(1).mean().item()
        assert errors[count - 1].item() == pytest.approx(expected, rel=1e-5)
