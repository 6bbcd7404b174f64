"""What the variational autoencoders of this page say of the digit on the canvas."""

import math
from dataclasses import dataclass

import torch

from ae_core.generation import posterior
from ae_core.generation.posterior import Terms
from ae_core.latent.plane import Range
from ae_core.latent.seeded_normal import epsilons
from ui.components.cloud import Chosen
from ui.resources.latent_planes import LatentPlane
from ui.resources.variational import Variational

FLAT = "vae_d2"  # whose code is a map
SHOWN = (FLAT, "vae_d20")
_PRIOR = 3.15  # the map shows the prior as far as its outermost circle


@dataclass(frozen=True)
class Result:
    """One model's terms for the digit. test_loss: of the card, mean over the test images; NaN where there is none."""

    model: Variational
    terms: Terms

    @property
    def test_loss(self) -> float:
        card = self.model.net.card
        return card.metrics.get("negative_elbo_per_image", math.nan) if card else math.nan


def read(model: Variational, x: torch.Tensor, chosen: Chosen) -> Result:
    """The terms for x (1, 1, 28, 28) in [0, 1] and these draws."""
    epsilon = epsilons(chosen.seed, chosen.count, model.net.latent_dim)
    return Result(model, posterior.read(model.net, x, epsilon))


def home(plane: LatentPlane) -> Range:
    """What the whole map shows: the test codes and three sigmas of the prior."""
    left, right, bottom, top = plane.home
    return min(left, -_PRIOR), max(right, _PRIOR), min(bottom, -_PRIOR), max(top, _PRIOR)
