"""The same digits through codes of several widths, and how wide a code PCA needs."""

import pytest
import torch

import ae_core
from ae_core import data, metrics
from ae_core.latent.bottleneck import ErrorsByWidth, at_every_width


@torch.inference_mode()
def test_each_width_gives_its_models_pictures_and_errors():
    x = data.as_input(data.test_set("mnist")[0][:5])
    pca = ae_core.load_model("pca_d64", device="cpu")
    models = [pca.leading(2), None, ae_core.load_model("ae_conv_d8", device="cpu")]
    x_hat, errors = at_every_width(models, x)
    assert x_hat.shape == (3, 5, 1, 28, 28)
    for place, model in enumerate(models):
        if model is None:
            assert not x_hat[place].any()
            assert errors[place].tolist() == [0.0] * 5
        else:
            torch.testing.assert_close(x_hat[place], model(x).x_hat)
            torch.testing.assert_close(errors[place], metrics.squared_error_per_image(x_hat[place], x))


def test_pca_needs_as_many_components_as_its_errors_say():
    pca = ae_core.load_model("pca_d64", device="cpu")
    errors = pca.errors_by_dimension(data.as_input(data.test_set("mnist")[0][:500])).tolist()
    nets = {1: errors[9], 2: errors[9] + 1e-6, 4: errors[9] - 1e-6, 8: 0.0, 16: float("inf")}
    curve = ErrorsByWidth(nets, errors)
    assert [curve.pca_needs(width) for width in nets] == [10, 10, 11, None, 1]
    with pytest.raises(KeyError):
        curve.pca_needs(32)
