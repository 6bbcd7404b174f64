"""Which draws from a digit's posterior one visitor looks at."""

from dataclasses import dataclass
from typing import Any, Self

from ae_core.latent.seeded_normal import SEEDS
from ui.components.cloud import MOST, Chosen, Drawn
from ui.shell import url
from ui.shell.session import taken_once
from ui.shell.url_state import UrlState, Whole, in_links, link

USUAL = Chosen(seed=1, count=100)


@dataclass
class State(UrlState, key="vae"):
    """One visitor's draws. answered: number of the browser's last choice. arriving: they come before one's eyes."""

    chosen: Chosen = in_links(
        Chosen,
        USUAL,
        seed=link(Whole(0, SEEDS - 1), usual=USUAL.seed),
        count=link(Whole(0, MOST), usual=USUAL.count, name="draws"),
    )
    answered: int = 0
    arriving: bool = True

    @classmethod
    def from_url(cls, **known: Any) -> Self:
        """What a link asks for is there at once."""
        state = super().from_url(**known)
        state.arriving = not url.given("draws") or "draws" in state.refused
        return state

    def receive(self, sent: Drawn | None) -> None:
        """Take over what the browser drew, once."""
        if drawn := taken_once(self, sent):
            self.chosen, self.arriving = drawn.chosen, False
