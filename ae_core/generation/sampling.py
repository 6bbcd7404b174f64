"""Drawing digits from a prior, and what the independent classifier reads in them."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ae_core import classifier, data
from ae_core.classifier import DigitClassifier
from ae_core.models import Autoencoder, ConditionalAutoencoder

CLASSES = ConditionalAutoencoder.CLASSES
SURE = 0.9  # from here on a reading counts as confident


@dataclass(frozen=True)
class Batch:
    """Pictures with what the classifier makes of them.

    Args:
        pictures: (N, 28, 28) uint8.
        readings: (N,) the digit it reads. sureness: (N,) how sure it is, in [0, 1]. Both empty where nobody read them.
    """

    pictures: np.ndarray
    readings: np.ndarray
    sureness: np.ndarray

    @property
    def is_read(self) -> bool:
        """Whether there was a classifier to read them."""
        return len(self.readings) > 0

    @property
    def histogram(self) -> np.ndarray:
        """(10,) share of all pictures that is read as each digit with confidence."""
        sure = self.readings[self.sureness >= SURE]
        return np.bincount(sure, minlength=CLASSES) / max(len(self.readings), 1)

    @property
    def share(self) -> float:
        """Share of all pictures that is read with confidence."""
        return float(self.histogram.sum())

    @property
    def coverage(self) -> float:
        """How many digits the confident readings are worth: exp of their entropy, 10 where all are as frequent."""
        parts = self.histogram[self.histogram > 0] / max(self.share, 1e-9)
        return float(np.exp(-(parts * np.log(parts)).sum())) if len(parts) else 0.0


def noise(count: int, dimension: int, seed: int) -> Tensor:
    """`count` draws from N(0, I): (count, dimension) float32, the same for the same seed."""
    return torch.randn(count, dimension, generator=torch.Generator().manual_seed(seed))


def gaussian_fit(codes: Tensor) -> tuple[Tensor, Tensor]:
    """Mean (d,) and symmetric root R (d, d), R R the sample covariance, of codes (N, d), N > 1.

    mean + R n with n from N(0, I) draws from the Gaussian nearest to the codes. A unit that never moves does no harm.
    """
    values, directions = torch.linalg.eigh(torch.cov(codes.double().T).view(codes.shape[1], -1))
    root = directions @ torch.diag(values.clamp(min=0).sqrt()) @ directions.T
    return codes.mean(0), root.to(codes.dtype)


def codes(
    model: Autoencoder,
    count: int,
    seed: int,
    temperature: float = 1.0,
    *,
    digit: int | None = None,
    stand_in: tuple[Tensor, Tensor] | None = None,
) -> Tensor:
    """Codes to decode, (count, d) on the CPU: temperature * n, or mean + temperature * R n, with the n of this seed.

    Args:
        digit: what a model that is told the digit is told; every digit in turn if not given.
        stand_in: mean (d,) and root R (d, d) as `gaussian_fit` gives them, for a model that was trained towards no
            prior.

    Raises:
        ValueError: such a model without a stand-in.
    """
    if isinstance(model, ConditionalAutoencoder):
        told = torch.arange(count) % CLASSES if digit is None else torch.full((count,), digit)
        styles = temperature * noise(count, model.style_dim, seed)
        return torch.cat([styles, torch.eye(CLASSES)[told]], 1)
    drawn = temperature * noise(count, model.latent_dim, seed)
    if model.has_prior:
        return drawn
    if stand_in is None:
        raise ValueError("this model was trained towards no prior: give it the Gaussian fit of its codes")
    mean, root = stand_in
    return mean + drawn @ root


@torch.inference_mode()
def decoded(model: Autoencoder, z: Tensor) -> Tensor:
    """Codes (N, d) -> pictures (N, 1, 28, 28) in [0, 1] on the CPU; the decoder's mean, no pixel noise."""
    return model.decode(z.to(model.device)).cpu()


def read(x: Tensor, net: DigitClassifier | None) -> Batch:
    """Pictures (N, 1, 28, 28) in [0, 1] with the classifier's readings; without any where there is no classifier."""
    pictures = np.stack([data.to_pixels(one) for one in x])
    if net is None:
        return Batch(pictures, np.zeros(0, int), np.zeros(0))
    sureness, readings = classifier.read(net, x).max(1)
    return Batch(pictures, readings.numpy(), sureness.numpy())


@torch.inference_mode()
def conditional_digits(model: ConditionalAutoencoder, styles: Tensor) -> Tensor:
    """Every digit in every style: (N, style_dim) -> (10, N, 1, 28, 28), on the model's device."""
    told = torch.eye(model.CLASSES, device=model.device)
    styles = styles.to(model.device)
    return torch.stack([model.decode(torch.cat([styles, one.expand(len(styles), -1)], 1)) for one in told])


def in_one_style(model: ConditionalAutoencoder, style: tuple[float, ...]) -> np.ndarray:
    """All ten digits in one style, style_dim numbers: (10, 28, 28) uint8."""
    drawn = conditional_digits(model, torch.tensor([style]))
    return np.stack([data.to_pixels(one) for one in drawn.cpu()])
