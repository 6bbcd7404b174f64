"""A network applied to its own output again and again: where do x_hat = D(E(x)), D(E(x_hat)), ... go?"""

from dataclasses import dataclass

import torch
from torch import Tensor

from ae_core import metrics
from ae_core.models import Autoencoder


@dataclass(frozen=True)
class Repeated:
    """The path of one picture under a network, from what it was given to the last output.

    images: (n + 1, 1, 28, 28), the given one first. codes: (n + 1, d), the code of each. errors: (n + 1,) squared error
    of each against the clean picture. changes: (n,) squared difference of each output from the picture before it.
    """

    images: Tensor
    codes: Tensor
    errors: Tensor
    changes: Tensor


@torch.inference_mode()
def repeat(model: Autoencoder, y: Tensor, x: Tensor, times: int) -> Repeated:
    """Apply D(E(.)) to y, then to what comes out, and so on.

    Args:
        y: (1, 1, 28, 28), what the network is given; may leave [0, 1].
        x: (1, 1, 28, 28) in [0, 1], the clean picture to measure against.
        times: how often, at least 1.

    Returns:
        All of it on the CPU. The given picture's error is that of the picture as it is shown, clipped to [0, 1].

    Raises:
        ValueError: times < 1.

    >>> import ae_core
    >>> x = torch.zeros(1, 1, 28, 28)
    >>> repeat(ae_core.load_model("pca_d2", device="cpu"), x, x, times=3).images.shape
    torch.Size([4, 1, 28, 28])
    """
    if times < 1:
        raise ValueError(f"a network is applied at least once, not {times} times")
    image = y.to(model.device)
    images, codes = [image], []
    for _time in range(times):
        code = model.encode(image)
        image = model.decode(code)
        codes.append(code)
        images.append(image)
    codes.append(model.encode(image))
    shown = torch.cat(images).cpu().clamp(0, 1)
    return Repeated(
        images=shown,
        codes=torch.cat(codes).cpu(),
        errors=metrics.squared_error_per_image(shown, x.expand_as(shown)),
        changes=metrics.squared_error_per_image(shown[1:], shown[:-1]),
    )
