"""Where one visitor's sliders of the directions page rest; from the link and into it."""

from dataclasses import dataclass
from typing import Any

from ae_core.directions.directions import METHODS
from ae_core.images import transformations
from ui.components.directions import Moved, valid_units
from ui.shell.session import latest
from ui.shell.url_state import OneOf, Point, UrlState, in_links, link

START = Moved((0.0, 0.0, 0.0, 0.0, 2.0), METHODS[0])


def _units(values: tuple[float, ...], _state: Any) -> tuple[float, ...] | None:
    return valid_units(values)


@dataclass
class State(UrlState, key="moves"):
    """What the visitor has chosen: units of each transformation, and the method that moves the code."""

    moved: Moved = in_links(
        Moved,
        START,
        units=link(Point(len(transformations.NAMES), _units), usual=START.units, name="move"),
        method=link(OneOf(METHODS), usual=START.method),
    )

    def receive(self, sent: Moved | None) -> Moved:
        """Take over what the browser said last; gives where the sliders rest then."""
        self.moved = latest(self.moved, sent)
        return self.moved
