"""What the denoising bench offers: kinds of noise with their ranges, and the methods that stand beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import ae_core
from ae_core.models import FAMILIES
from ae_core.models.base import SIDE
from ae_core.registry import ENLARGERS
from ae_core.restoration import methods
from ae_core.restoration.corruptions import Corruption
from ui.resources import models
from ui.shell.language import N_, _

LARGEST_SEED = 999_999
# To begin with: the net that was taught the first noise in front, last one that never saw any.
DEFAULT_NETS = ["dae_dropout", "dae_gaussian", "dae_nyu_d500", "ae_conv_d30"]
PCA = "pca_d64"


@dataclass(frozen=True)
class Kind:
    """One kind of noise. low, high, step: of its strength. choices: the strengths there are, where not all between."""

    label: str
    low: float
    high: float
    step: float
    default: float
    choices: tuple[float, ...] = ()

    def nearest(self, strength: float) -> float:
        """The strength that can be had which lies nearest."""
        if self.choices:
            return min(self.choices, key=lambda choice: abs(choice - strength))
        steps = round((min(max(strength, self.low), self.high) - self.low) / self.step)
        return round(self.low + steps * self.step, 6)


KINDS = {
    "dropout": Kind(N_("Dropout"), 0, 1, 0.05, 0.5),
    "gaussian": Kind(N_("Gaussian"), 0, 1.5, 0.05, 0.5),
    "salt_and_pepper": Kind(N_("Salt and pepper"), 0, 1, 0.05, 0.3),
    "patch": Kind(N_("Patch"), 0, SIDE, 1, 10),
    "downsample": Kind(N_("Low resolution"), 1, 14, 1, 2, choices=(1, 2, 4, 7, 14)),
}
FIRST = Corruption("dropout", KINDS["dropout"].default, seed=7, corner=(9, 9))


def covers_all(corruption: Corruption) -> bool:
    """Whether nothing of the picture is left to see."""
    whole = {"dropout": 1, "patch": SIDE}
    return corruption.kind in whole and corruption.strength >= whole[corruption.kind]


def strength_text(kind: str, strength: float) -> str:
    """ "Dropout 50 %", "Gaussian 0.5", ...; a patch and a resolution in pixels."""
    text = f"{100 * strength:g} %"
    if kind == "gaussian":
        text = f"{strength:g}"
    elif kind in ("patch", "downsample"):
        side = strength if kind == "patch" else SIDE / strength
        text = f"{side:g} × {side:g}"
    return f"{_(KINDS[kind].label)} {text}"


def nets() -> list[str]:
    """Every net that takes an MNIST digit and gives one back, in teaching order."""
    return [
        entry.name
        for entry in map(models.entry, ae_core.list_models(data="mnist"))
        if not FAMILIES[entry.family].told_the_label and not entry.recipe.closed_form
    ]


def _enlarger(corruption: Corruption) -> list[str]:
    """The net that was taught to enlarge from this very resolution, if there is one."""
    entry = ENLARGERS.get(int(corruption.strength)) if corruption.kind == "downsample" else None
    return [entry.name] if entry else []


def standing(chosen: Sequence[str], corruption: Corruption) -> list[str]:
    """Keys of all methods to show: the chosen nets, led by the one made for this resolution, then PCA's projection and
    what suits the noise without a net."""
    own = [name for name in _enlarger(corruption) if name not in chosen]
    classical = [method.key for method in methods.suiting(corruption.kind)]
    return [*own, *chosen, PCA, *classical]
