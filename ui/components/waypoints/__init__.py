"""Way-points and where they come from: a row of slots, below it a gallery of digits and, for a plane of codes, its map.

A press on a slot selects it, a press on a digit of the gallery puts that digit there and selects the next slot; a path
is dragged on the map. The browser shows a choice at once and sends all of it; Python answers with what it made of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from ui.components import text
from ui.components.shared import messages
from ui.shell.language import _
from ui.shell.theme import CLASS_COLOURS, text_on

_component = st.components.v2.component(
    "lab_waypoints",
    html=text("waypoints/waypoints.html"),
    css=text("waypoints/waypoints.css"),
    js=text("waypoints/waypoints.js"),
)


@dataclass(frozen=True)
class Item:
    """A picture to press. token: what the browser sends for it. image: data address of 28 x 28 pixels."""

    token: str
    image: str
    name: str


@dataclass(frozen=True)
class Map:
    """The map of a two-dimensional code.

    picture: data address of a picture of the codes, twice as wide as high. range: left, right, bottom, top of it in the
    code. places: where each class stands, (x, y) in the code, and names: what it is called. line: corners of the path
    that is shown.
    """

    picture: str
    range: tuple[float, float, float, float]
    places: Sequence[tuple[float, float]]
    names: Sequence[str]
    line: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Sent:
    """What the browser sent: everything chosen, unchecked but for its shape. page: of the gallery."""

    sequence: int
    points: list[str]
    path: list[tuple[float, float]]
    page: int


def _labels() -> dict[str, str]:
    return {
        "slots": _("Way-points"),
        "slot": _("Way-point {number}: {name}"),
        "add": _("Add a way-point"),
        "remove": _("Remove way-point {number}"),
        "gallery": _("Press a picture: it becomes the selected way-point"),
        "digits": _("Test images"),
        "map": _("Path on the map"),
        "others": _("Other examples"),
        "drag": _("Drag a path, or draw it by keys: Space, arrows, Space"),
        "back": _("Back to the way-points"),
        "item": _("Test image: {name}"),
    }


def waypoints(
    slots: Sequence[Item],
    gallery: Sequence[Item],
    *,
    at_most: int,
    page: int,
    path: Sequence[tuple[float, float]],
    ends: Sequence[Item],
    plane: Map | None,
    answered: int,
    key: str,
    on_change: Callable[[], None],
) -> None:
    """Show the slots, the gallery and the map. `on_change` is called before the run that a choice causes.

    Args:
        slots: the way-points. gallery: what to choose from. at_most: way-points.
        page: number of the gallery's page. path: corners of the path on the map that goes before the way-points; empty
            where none was dragged. ends: what lies at its ends, shown instead of the slots. plane: None for a code that
            is no plane. answered: `Sent.sequence` of the last choice that Python worked on.
    """
    data = {
        "slots": [asdict(item) for item in slots],
        "gallery": [asdict(item) for item in gallery],
        "atMost": at_most,
        "page": page,
        "path": list(path),
        "ends": [asdict(item) for item in ends],
        "plane": asdict(plane) if plane else None,
        "answered": answered,
        "labels": _labels(),
        "badges": [[colour, text_on(colour)] for colour in CLASS_COLOURS],
    }
    _component(key=key, data=data, on_choice_change=on_change)


def sent(key: str) -> Sent | None:
    """What the browser sent last; None where it sent nothing, or what no component of ours sends."""
    choice = messages.message(key, "choice")
    sequence, points, path, page = (choice.get(name) for name in ("sequence", "points", "path", "page"))
    if (
        not all(map(messages.is_whole, (sequence, page)))
        or not isinstance(points, list)
        or not isinstance(path, list)
        or max(map(len, (points, path))) > 999
    ):
        return None
    corners = [messages.pair(value) for value in path]
    if not all(isinstance(token, str) for token in points) or None in corners:
        return None
    return Sent(sequence, points, [corner for corner in corners if corner], page % 10_000)
