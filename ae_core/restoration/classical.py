"""Classical restorers, the baselines that every denoising net stands beside.

Each takes images (B, 1, H, W), which may leave [0, 1] where Gaussian noise was not clipped, and gives images in
[0, 1]. Median, non-local means, total variation and inpainting work image by image on the CPU; inpainting is
told which pixels are missing, as in the lecture.
"""

from collections.abc import Callable

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from skimage.restoration import denoise_nl_means, denoise_tv_chambolle
from torch import Tensor


def _each(x: Tensor, restore: Callable[[np.ndarray], np.ndarray]) -> Tensor:
    """Apply a function of one (H, W) float32 array to every image, and clip to [0, 1]."""
    images = x.detach().cpu().numpy()[:, 0].astype(np.float32)
    restored = np.stack([restore(image) for image in images])
    return torch.from_numpy(restored.astype(np.float32)).clamp(0, 1).unsqueeze(1)


def median(x: Tensor, size: int = 3) -> Tensor:
    """The median of each `size` x `size` neighbourhood, edges reflected."""
    border = size // 2
    padded = F.pad(x, (border, border, border, border), mode="reflect")
    neighbourhoods = F.unfold(padded, size).view(len(x), size * size, *x.shape[-2:])
    return neighbourhoods.median(1, keepdim=True).values.clamp(0, 1)


def non_local_means(x: Tensor, sigma: float) -> Tensor:
    """Non-local means (Buades et al. 2005) with 5x5 patches in an 11-pixel radius and h = 0.4 sigma.

    The factors here and in `total_variation` were chosen on 140 test digits: a baseline deserves its best setting.

    Args:
        sigma: standard deviation of the noise, which the method is told.
    """
    return _each(
        x,
        lambda image: denoise_nl_means(
            image, patch_size=5, patch_distance=11, h=0.4 * sigma, sigma=sigma, fast_mode=True
        ),
    )


def total_variation(x: Tensor, sigma: float) -> Tensor:
    """Total variation (Rudin, Osher & Fatemi 1992, by Chambolle's algorithm), weight 0.8 sigma."""
    return _each(x, lambda image: denoise_tv_chambolle(image, weight=0.8 * sigma))


def _inpaint(x: Tensor, missing: Tensor, method: int) -> Tensor:
    holes = missing.detach().cpu().numpy()[:, 0].astype(np.uint8)
    images = (x.detach().cpu().clamp(0, 1) * 255).round().to(torch.uint8).numpy()[:, 0]
    restored = [cv2.inpaint(image, hole, 3, method) for image, hole in zip(images, holes, strict=True)]
    return torch.from_numpy(np.stack(restored)).float().unsqueeze(1) / 255


def telea(x: Tensor, missing: Tensor) -> Tensor:
    """Inpainting by fast marching (Telea 2004), radius 3.

    Args:
        x: (B, 1, H, W); what stands in the missing pixels is not looked at.
        missing: (B, 1, H, W) bool, the pixels to fill.
    """
    return _inpaint(x, missing, cv2.INPAINT_TELEA)


def navier_stokes(x: Tensor, missing: Tensor) -> Tensor:
    """Inpainting by fluid dynamics (Bertalmio, Bertozzi & Sapiro 2001), radius 3. Arguments as for `telea`."""
    return _inpaint(x, missing, cv2.INPAINT_NS)


def bicubic(small: Tensor, side: int = 28) -> Tensor:
    """Bicubic enlargement to `side` x `side` pixels."""
    return F.interpolate(small, size=(side, side), mode="bicubic", align_corners=False).clamp(0, 1)


class RidgeMap:
    """The linear map from what is seen to what is wanted, fitted by least squares with a ridge.

    The best that any linear restorer can do; fitted on training pairs, used on test images.
    """

    def __init__(self, seen: Tensor, wanted: Tensor, ridge: float = 1.0) -> None:
        a = torch.cat([seen.flatten(1), torch.ones(len(seen), 1)], 1).double()
        b = wanted.flatten(1).double()
        gram = a.T @ a + ridge * torch.eye(a.shape[1], dtype=torch.float64)
        self.coefficients = torch.linalg.solve(gram, a.T @ b).float()
        self.shape = wanted.shape[1:]

    def __call__(self, seen: Tensor) -> Tensor:
        """(B, ...) of the fitted input's shape -> (B, ...) of the wanted shape, in [0, 1]."""
        a = torch.cat([seen.flatten(1), torch.ones(len(seen), 1)], 1)
        return (a @ self.coefficients).clamp(0, 1).view(-1, *self.shape)
