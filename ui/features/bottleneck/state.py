"""One visitor's bottleneck dial: where it rests and which ten digits it shows; from the link and into it."""

from dataclasses import dataclass

from ae_core import data
from ae_core.data import selections
from ui.components.bottleneck_dial import Turned
from ui.features.bottleneck import results
from ui.shell.session import taken_once
from ui.shell.url_state import OneOf, UrlState, Whole, in_link

_USUAL = 8


def start() -> int:
    """Where the dial stands on arrival: where there is a net to see."""
    there = results.net_errors()
    return max(there) if there and _USUAL not in there else _USUAL


def sets() -> int:
    """How many sets of ten digits there are."""
    return selections.set_count(data.test_set("mnist")[1])


@dataclass
class State(UrlState, key="bottleneck"):
    """What the visitor has chosen. d: where the dial rests. number: of the ten digits. answered: number of the
    browser's last message."""

    d: int = in_link(OneOf(lambda _state: results.widths(), convert=int), usual=lambda _state: start())
    number: int = in_link(Whole(0, lambda _state: sets() - 1), usual=0, name="ten")
    answered: int = 0

    def receive(self, sent: Turned | None) -> None:
        """Take over where the browser says that the dial rests, once."""
        if (turned := taken_once(self, sent)) is not None:
            self.d = turned.d

    def another_ten(self) -> None:
        """The next set of digits."""
        self.number = (self.number + 1) % sets()
