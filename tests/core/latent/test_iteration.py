import pytest
import torch

from ae_core import checkpoints, data
from ae_core.images import corruption
from ae_core.latent.iteration import repeat


@pytest.fixture(scope="module")
def x():
    return data.as_input(data.test_set()[0][:1])


@pytest.fixture(scope="module")
def y(x):
    return corruption.gaussian(x, 0.5, torch.Generator().manual_seed(0))


def test_each_picture_is_the_output_for_the_one_before(x, y):
    model = checkpoints.load_model("ae_nyu_d30", "cpu")
    way = repeat(model, y, x, 4)
    assert way.images.shape == (5, 1, 28, 28)
    assert way.codes.shape == (5, 30)
    torch.testing.assert_close(way.images[0], y[0].clamp(0, 1))
    torch.testing.assert_close(way.codes[:1], model.encode(y))
    for before, after in zip(way.images[1:-1], way.images[2:], strict=True):
        torch.testing.assert_close(model(before[None]).x_hat[0], after)
    torch.testing.assert_close(way.codes[-1:], model.encode(way.images[-1:]))


def test_errors_are_against_the_clean_picture_and_changes_against_the_one_before(x, y):
    way = repeat(checkpoints.load_model("ae_nyu_d30", "cpu"), y, x, 3)
    assert way.errors[2].item() == pytest.approx(((way.images[2] - x[0]) ** 2).sum().item(), rel=1e-5)
    assert way.changes[1].item() == pytest.approx(
        ((way.images[2] - way.images[1]) ** 2).sum().item(), rel=1e-5
    )


def test_a_projection_moves_once_and_then_no_more(x, y):
    way = repeat(checkpoints.load_model("pca_d64", "cpu"), y, x, 6)
    # Its outputs are clipped to [0, 1], so it goes on creeping a little.
    assert way.changes[0] > 20 * way.changes[1:].max()


@pytest.mark.parametrize("times", [0, -1])
def test_a_network_is_applied_at_least_once(x, times):
    with pytest.raises(ValueError, match="at least once"):
        repeat(checkpoints.load_model("pca_d2", "cpu"), x, x, times)
