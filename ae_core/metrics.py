"""Measures of one image against another. Nothing is pooled over a batch here: what is averaged, and over what, stands
in the name of the metric in a card."""

import torch
import torch.nn.functional as F
from torch import Tensor


def squared_error_per_image(x_hat: Tensor, x: Tensor) -> Tensor:
    """||x - x_hat||^2 of each image: (B, ...) and (B, ...) -> (B,). 784 x MSE for 28x28.

    >>> squared_error_per_image(torch.zeros(2, 1, 28, 28), torch.ones(2, 1, 28, 28)).tolist()
    [784.0, 784.0]
    """
    return (x_hat - x).pow(2).flatten(1).sum(1)


def psnr_per_image(x_hat: Tensor, x: Tensor) -> Tensor:
    """Peak signal-to-noise ratio of each image in dB, for a peak of 1: (B, ...) -> (B,); inf where equal.

    >>> psnr_per_image(torch.tensor([[0.1, 0.1], [1.0, 0.0]]), torch.tensor([[0.0, 0.0], [1.0, 0.0]])).tolist()
    [20.0, inf]
    """
    return -10 * torch.log10((x_hat - x).pow(2).flatten(1).mean(1))


def ssim_per_image(x_hat: Tensor, x: Tensor, window: int = 7) -> Tensor:
    """Structural similarity of each image (Wang et al. 2004), values in [0, 1]: (B, 1, H, W) -> (B,).

    Uniform `window` x `window` window, sample covariance, K1 = .01, K2 = .03, mean over the windows that lie
    inside the image: the protocol (and the numbers) of scikit-image's `structural_similarity` defaults.

    >>> x = torch.rand(1, 1, 28, 28, generator=torch.Generator().manual_seed(0))
    >>> round(ssim_per_image(x, x).item(), 4), bool(ssim_per_image(1 - x, x) < 0)
    (1.0, True)
    """
    n = window * window
    unbiased = n / (n - 1)
    mean_a, mean_b = F.avg_pool2d(x_hat, window, 1), F.avg_pool2d(x, window, 1)
    var_a = unbiased * (F.avg_pool2d(x_hat * x_hat, window, 1) - mean_a * mean_a)
    var_b = unbiased * (F.avg_pool2d(x * x, window, 1) - mean_b * mean_b)
    covariance = unbiased * (F.avg_pool2d(x_hat * x, window, 1) - mean_a * mean_b)
    c1, c2 = 0.01**2, 0.03**2
    luminance = (2 * mean_a * mean_b + c1) / (mean_a**2 + mean_b**2 + c1)
    structure = (2 * covariance + c2) / (var_a + var_b + c2)
    return (luminance * structure).flatten(1).mean(1)


def wilson_interval(successes: int, trials: int, z: float = 1.96) -> tuple[float, float]:
    """Confidence interval of a share, 95 % unless told otherwise (Wilson 1927); sound for few trials too.

    Args:
        successes: 0 to trials. trials: 0 gives the whole of [0, 1].

    >>> [round(end, 3) for end in wilson_interval(10, 10)]
    [0.722, 1.0]
    """
    if not trials:
        return 0.0, 1.0
    share, spread = successes / trials, z * z / trials
    middle = share + spread / 2
    reach = (spread * (share * (1 - share) + spread / 4)) ** 0.5
    return max((middle - reach) / (1 + spread), 0.0), min((middle + reach) / (1 + spread), 1.0)
