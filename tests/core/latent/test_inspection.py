import numpy as np
import pytest
import torch

from ae_core import checkpoints, data, latent, registry
from ae_core.latent.inspection import NEIGHBOURS, inspect_code, inspect_image

NAME = "pca_d2"


@pytest.fixture(scope="module")
def x():
    return data.as_input(data.test_set()[0][:300])


@pytest.fixture(scope="module")
def model():
    return checkpoints.load_model(NAME, "cpu")


@pytest.fixture(scope="module")
def space(model, x):
    return latent.code_space(model, x, data.test_set()[1][:300])


def test_an_image_is_encoded_decoded_and_measured(model, space, x):
    one = inspect_image(model, space, x[7:8])
    out = model(x[7:8])
    assert one.name == NAME
    np.testing.assert_allclose(one.z, out.z[0])
    np.testing.assert_allclose(one.x_hat, out.x_hat[0, 0])
    error = (out.x_hat - x[7:8]).pow(2).sum().item()
    assert one.error == pytest.approx(error, rel=1e-5)
    assert one.psnr == pytest.approx(-10 * np.log10(error / 784), rel=1e-5)


def test_an_image_of_the_code_space_is_not_its_own_neighbour(model, space, x):
    stranger, member = inspect_image(model, space, x[7:8]), inspect_image(model, space, x[7:8], own_index=7)
    assert stranger.neighbours[0] == 7
    assert 7 not in member.neighbours
    assert stranger.neighbours[1:] == member.neighbours[: NEIGHBOURS - 1]
    assert len(member.neighbours) == NEIGHBOURS


def test_the_vote_is_the_majority_of_the_labels_around(model, space, x):
    one = inspect_image(model, space, x[3:4])
    assert one.labels == tuple(space.labels[list(one.neighbours)].tolist())
    assert one.votes == one.labels.count(one.vote) == max(one.labels.count(label) for label in one.labels)


def test_a_place_in_the_code_is_decoded_and_encoded_again(model, space):
    z = np.array([1.5, -2.0])
    spot = inspect_code(model, space, z)
    wanted = torch.tensor(z, dtype=torch.float32)[None]
    x_hat = model.decode(wanted)
    np.testing.assert_allclose(spot.x_hat, x_hat[0, 0])
    distances = (space.codes - wanted).norm(dim=1)
    assert spot.neighbours == tuple(distances.topk(NEIGHBOURS, largest=False).indices.tolist())
    assert spot.distance == pytest.approx(distances.min().item(), rel=1e-5)
    assert spot.reencoding == pytest.approx((model.encode(x_hat) - wanted).norm().item(), rel=1e-5)


def test_a_fresh_model_has_no_name(x):
    fresh = registry.build("ae_d2").freeze()
    space = latent.code_space(fresh, x[:50], data.test_set()[1][:50])
    assert inspect_image(fresh, space, x[:1]).name == ""
