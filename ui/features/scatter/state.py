"""One visitor's scatter: which model, which view, which images are selected; from the link and into it."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from ae_core import data, list_models
from ae_core.latent.overlap import Overlap
from ui.resources import models
from ui.shell.url_state import OneOf, UrlState, in_link

PREFERRED = "vae_d2"
VIEWS = ("2d", "3d")
WRONG = "wrong"  # the digits whose neighbours vote for another class
PRESETS = (WRONG, *map(str, range(10)))


def available() -> list[str]:
    """Models whose codes can be shown, in teaching order: at least two numbers, from clean images alone.

    Enlarging nets see other pictures; a code that the label is told to contains the label itself.
    """
    return [
        name
        for name in list_models()
        if (entry := models.entry(name)).latent_dim >= 2
        and entry.task != "upscale"
        and not entry.model_class.told_the_label
        and (models.CHECKPOINTS / f"{name}.safetensors").is_file()
    ]


def _preferred(_state: Any) -> str:
    names = available()
    return PREFERRED if PREFERRED in names else names[0]


@dataclass
class State(UrlState, key="scatter"):
    """What the visitor has chosen.

    preset: the selection by name. lasso: indices selected on the chart by hand, which go before it.
    revision: counts the changes of the selection. by_hand: the last one was made on the chart now shown.
    """

    model: str = in_link(OneOf(lambda _state: available()), usual=PREFERRED, start=_preferred)
    view: str = in_link(OneOf(VIEWS), usual=VIEWS[0])
    preset: str = in_link(OneOf(PRESETS), usual=WRONG, name="show")
    lasso: tuple[int, ...] = ()
    revision: int = 1
    by_hand: bool = False

    @classmethod
    def at(cls, names: list[str]) -> Self:
        """This visitor's; at first as the link says. `names`: the models to choose from, at least one."""
        state = cls.mine()
        if state.model not in names:
            state.choose(names[0], state.view)
        return state

    def choose(self, name: str, view: str) -> None:
        """Another model or view; the same images stay selected as long as the data set is the same."""
        if models.entry(self.model).data != models.entry(name).data:
            self.lasso = ()
        self.model, self.view = name, view
        self.revision, self.by_hand = self.revision + 1, False

    def take_preset(self, preset: str) -> None:
        """Select by name."""
        if preset in PRESETS:
            self.preset, self.lasso = preset, ()
            self.revision, self.by_hand = self.revision + 1, False

    def take_lasso(self, sent: Any) -> None:
        """Select what the chart says was caught; nothing caught, or nothing that a chart of ours sends: the preset."""
        count = len(data.test_set(models.entry(self.model).data)[1])
        indices = sent if isinstance(sent, list | tuple) else ()
        good = {i for i in indices if isinstance(i, int) and not isinstance(i, bool) and 0 <= i < count}
        self.lasso = tuple(sorted(good))
        self.revision, self.by_hand = self.revision + 1, bool(good)

    def selected(self, overlap: Overlap) -> np.ndarray:
        """Indices of the selected images, ascending."""
        if self.lasso:
            return np.array(self.lasso)
        return overlap.wrong if self.preset == WRONG else np.flatnonzero(overlap.labels == int(self.preset))
