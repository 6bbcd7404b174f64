"""Where one visitor's beta dial stands."""

import math
import secrets
from dataclasses import dataclass

from ae_core.generation.rate_distortion import Setting
from ae_core.latent.seeded_normal import SEEDS
from ui.components.dial import Turned
from ui.features.beta import results
from ui.shell.session import taken_once
from ui.shell.url_state import OneOf, UrlState, Whole, in_link

_USUAL_BETA = 1.0


def nearest(beta: float, there: list[Setting]) -> Setting:
    """The setting nearest to beta on the dial's own scale, which is logarithmic."""
    return min(there, key=lambda setting: abs(math.log(setting.beta / beta)))


@dataclass
class State(UrlState, key="beta"):
    """One visitor's dial. beta: its setting; seed: of digits and draws; answered: number of the browser's last turn."""

    beta: float = in_link(
        OneOf(lambda _state: [setting.beta for setting in results.settings()], form="g", convert=float),
        usual=_USUAL_BETA,
    )
    seed: int = in_link(Whole(0, SEEDS - 1), usual=0)
    answered: int = 0

    @classmethod
    def at(cls, there: list[Setting]) -> "State":
        """This visitor's, at one of the settings that are there, at least one."""
        state = cls.mine()
        state.beta = nearest(state.beta, there).beta
        return state

    def receive(self, sent: Turned | None, there: list[Setting]) -> None:
        """Take over where the browser turned the dial to, once, and only to a setting that is there."""
        turned = taken_once(self, sent)
        if turned and turned.beta in [setting.beta for setting in there]:
            self.beta = turned.beta

    def other_digits(self) -> None:
        """Another seed than this one."""
        self.seed = (self.seed + 1 + secrets.randbelow(SEEDS - 1)) % SEEDS
