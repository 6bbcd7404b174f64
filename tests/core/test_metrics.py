import numpy as np
import pytest
import torch
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from ae_core import data, metrics


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


def test_wilson_interval_of_known_cases():
    # Agresti & Coull's example: 10 of 10 gives a lower end of .722, not of 1.
    low, high = metrics.wilson_interval(10, 10)
    assert (round(low, 3), high) == (0.722, 1.0)
    low, high = metrics.wilson_interval(5, 10)
    assert (round(low, 4), round(high, 4)) == (0.2366, 0.7634)
    assert metrics.wilson_interval(0, 0) == (0.0, 1.0)
    assert metrics.wilson_interval(0, 10)[0] == 0.0
