"""Drawing digits from a prior, and judging what comes of it: by an independent classifier, by a discriminator."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ae_core import classifier
from ae_core.models import AdversarialAutoencoder, ConditionalAutoencoder
from ae_core.models.mlp import perceptron

STYLES = 1000
SEED = 0
HIDDEN = (128, 128)
STEPS, BATCH, RATE = 600, 400, 3e-3


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


@torch.inference_mode()
def conditional_digits(model: ConditionalAutoencoder, styles: Tensor) -> Tensor:
    """Every digit in every style: (N, style_dim) -> (10, N, 1, 28, 28), on the model's device."""
    told = torch.eye(model.CLASSES, device=model.device)
    styles = styles.to(model.device)
    return torch.stack([model.decode(torch.cat([styles, one.expand(len(styles), -1)], 1)) for one in told])


def classifier_agreement(model: ConditionalAutoencoder) -> float:
    """Share of 10,000 drawn digits that the independent classifier reads as the digit asked for.

    The same 1,000 styles from N(0, I) for each of the ten digits, shown as the decoder's mean.

    Raises:
        CheckpointError: the classifier cannot be loaded.
    """
    judge = classifier.load()
    drawn = conditional_digits(model, noise(STYLES, model.style_dim, SEED))
    right = [
        (classifier.read(judge, images.cpu()).argmax(1) == digit).double().mean()
        for digit, images in enumerate(drawn)
    ]
    return float(torch.stack(right).mean())


def _accuracy(judge: nn.Module, prior: Tensor, codes: Tensor) -> float:
    """Of both kinds the share that is told rightly, averaged. `judge` gives the log odds of "from the prior"."""
    taken, refused = (judge(prior) > 0).double().mean(), (judge(codes) <= 0).double().mean()
    return float((taken + refused) / 2)


def discriminator_accuracy(codes: Tensor, unseen: Tensor, seed: int = SEED) -> float:
    """How well a freshly trained discriminator tells unseen codes from N(0, I); 1/2 is as good as guessing.

    An MLP d-128-128-1 (SiLU) takes 600 Adam steps of 400 codes and 400 new draws; the rate falls linearly to 0.
    Then it judges `unseen` and as many new draws. In double precision, so that the machine hardly matters.

    Args:
        codes: (N, d) to train on. unseen: (M, d) to judge.
    """
    # The caller may be under inference_mode, whose tensors cannot take part in training.
    with torch.inference_mode(False), torch.enable_grad(), torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        codes, unseen = codes.detach().cpu().double().clone(), unseen.detach().cpu().double().clone()
        judge = perceptron((codes.shape[1], *HIDDEN, 1), "silu").double()
        optimiser = torch.optim.Adam(judge.parameters(), RATE)
        fall = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.0, STEPS)
        for _ in range(STEPS):
            chosen = codes[torch.randint(len(codes), (BATCH,))]
            from_prior, from_codes = judge(torch.randn_like(chosen)), judge(chosen)
            loss = F.softplus(-from_prior).mean() + F.softplus(from_codes).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            fall.step()
        with torch.no_grad():
            return _accuracy(judge, torch.randn_like(unseen), unseen)


@torch.inference_mode()
def own_discriminator_accuracy(model: AdversarialAutoencoder, codes: Tensor) -> float:
    """The same question put to the discriminator that the model was trained against: codes (N, d)."""
    prior = noise(len(codes), codes.shape[1], SEED).to(codes.device)
    return _accuracy(model.discriminator, prior, codes)
