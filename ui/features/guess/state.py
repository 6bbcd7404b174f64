"""One visitor's game of real or generated."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from ae_core.generation.real_or_generated import Pair
from ui.components.pair import Act
from ui.resources import samples
from ui.shell.session import taken_once
from ui.shell.url_state import Several, UrlState, Whole, in_link

ROUNDS = 100_000


def _any_seed(_state: Any = None) -> int:
    return random.randrange(samples.SEEDS)


@dataclass
class Game(UrlState, key="guess"):
    """names: of the models that take part. number: of the round, from 0.

    guesses: side picked and whether it was the real one, by (seed, round, model).
    """

    names: list[str] = in_link(
        Several(lambda _state: samples.offered()), usual=samples.FAVOURITES, name="models"
    )
    seed: int = in_link(Whole(0, samples.SEEDS - 1), start=_any_seed)
    number: int = in_link(Whole(1, ROUNDS, shift=1), start=0, name="round")
    answered: int = 0
    guesses: dict[tuple[int, int, str], tuple[int, bool]] = field(default_factory=dict)

    def start_again(self) -> None:
        """Other pairs and no guesses; the browser goes on counting its acts."""
        st.session_state[self._key] = Game(self.names, _any_seed(), answered=self.answered)

    def receive(self, sent: Act | None, shown: Pair) -> None:
        """Work on the visitor's last act, once, with the pair of this round; one about another round comes too late."""
        act = taken_once(self, sent)
        if act is None or act.number != self.number:
            return
        guessed = self.guess_of(shown) is not None
        if act.side is None and guessed:
            self.number = (self.number + 1) % ROUNDS
        elif act.side is not None and not guessed:
            self.guesses[self.seed, self.number, shown.model] = (act.side, act.side == shown.side)

    def guess_of(self, shown: Pair) -> tuple[int, bool] | None:
        """Side picked of the pair of this round, and whether it was the real one."""
        return self.guesses.get((self.seed, self.number, shown.model))

    def rounds(self) -> Iterator[tuple[int, int, str, bool]]:
        """All guesses as seed, round from 1, model, and whether the real digit was found."""
        return (
            (seed, number + 1, name, right) for (seed, number, name), (_side, right) in self.guesses.items()
        )
