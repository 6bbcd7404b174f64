"""How far samples may be believed: read by an independent classifier, told from the prior by a discriminator."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ae_core import classifier
from ae_core.generation.sampling import conditional_digits, noise
from ae_core.models import AdversarialAutoencoder, ConditionalAutoencoder
from ae_core.models.mlp import perceptron

STYLES = 1000
SEED = 0
HIDDEN = (128, 128)
STEPS, BATCH, RATE = 600, 400, 3e-3


def classifier_agreement(model: ConditionalAutoencoder) -> float:
    """Share of 10,000 drawn digits that the independent classifier reads as the digit asked for.

    The same 1,000 styles from N(0, I) for each of the ten digits, shown as the decoder's mean.

    Raises:
        CheckpointError: the classifier cannot be loaded.
    """
    net = classifier.load()
    drawn = conditional_digits(model, noise(STYLES, model.style_dim, SEED))
    right = [
        (classifier.read(net, images.cpu()).argmax(1) == digit).double().mean()
        for digit, images in enumerate(drawn)
    ]
    return float(torch.stack(right).mean())


def _accuracy(discriminator: nn.Module, prior: Tensor, codes: Tensor) -> float:
    """Of both kinds the share that is told rightly, averaged. It gives the log odds of "from the prior"."""
    taken = (discriminator(prior) > 0).double().mean()
    refused = (discriminator(codes) <= 0).double().mean()
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
        discriminator = perceptron((codes.shape[1], *HIDDEN, 1), "silu").double()
        optimiser = torch.optim.Adam(discriminator.parameters(), RATE)
        fall = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.0, STEPS)
        for _ in range(STEPS):
            chosen = codes[torch.randint(len(codes), (BATCH,))]
            from_prior, from_codes = discriminator(torch.randn_like(chosen)), discriminator(chosen)
            loss = F.softplus(-from_prior).mean() + F.softplus(from_codes).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            fall.step()
        with torch.no_grad():
            return _accuracy(discriminator, torch.randn_like(unseen), unseen)


@torch.inference_mode()
def own_discriminator_accuracy(model: AdversarialAutoencoder, codes: Tensor) -> float:
    """The same question put to the discriminator that the model was trained against: codes (N, d)."""
    prior = noise(len(codes), codes.shape[1], SEED).to(codes.device)
    return _accuracy(model.discriminator, prior, codes)
