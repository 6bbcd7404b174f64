"""The way-points and their gallery on the interpolation page: what the component shows, and what it sends."""

from ui.components.waypoints import Item, Map, Sent, waypoints
from ui.features.interpolation import state
from ui.features.interpolation.results import Crossing
from ui.features.models import view
from ui.resources import latent_planes, models
from ui.visuals import class_names, code_figure, digits, png

KEY = "interpolation_ways"
_ROWS = 5  # of the gallery; a column for each class
_MAP = (1120, 560)  # pixels of the map's picture: twice what it is shown at


def _item(now: state.State, token: str) -> Item:
    image = state.picture(now, token)
    return Item(token, png.data_uri(digits.to_pixels(image)), state.name(now, token))


def _gallery(now: state.State) -> list[Item]:
    """The visitor's own drawings, then five test images of each class; another page shows the next five."""
    rows = range(now.page * _ROWS, (now.page + 1) * _ROWS)
    found = [str(int(own[row % len(own)])) for row in rows for own in view.members(now.data)]
    own = [f"own{number}" for number in range(len(now.own), 0, -1)]
    return [_item(now, token) for token in (*own, *found)]


def _ends(now: state.State, found: Crossing) -> list[Item]:
    """What lies at both ends of a path on the map."""
    called = class_names.names(now.data)
    return [
        Item(token, png.data_uri(digits.to_pixels(found.decoded[at].cpu())), called[found.votes[at]])
        for token, at in (("start", 0), ("end", -1))
    ]


def _area(name: str) -> tuple[float, float, float, float]:
    """What the map shows, twice as wide as high: what the latent map shows at first, at one scale for both axes."""
    left, right, bottom, top = latent_planes.home(name)
    x, y = (left + right) / 2, (bottom + top) / 2
    half = max(top - bottom, (right - left) / 2) / 2
    return x - 2 * half, x + 2 * half, y - half, y + half


def _plane(now: state.State, found: Crossing) -> Map | None:
    if models.entry(now.model).latent_dim != 2:
        return None
    # The frames of a dragged path need not lie on its corners; those of a path between way-points do.
    line = now.path or [(round(x, 4), round(y, 4)) for x, y in found.codes.cpu().tolist()]
    area = _area(now.model)
    return Map(
        code_figure.points_uri(now.model, area, *_MAP),
        area,
        [(x, y) for x, y in code_figure.class_places(now.model).tolist()],
        class_names.names(now.data),
        line,
    )


def show(now: state.State, found: Crossing, on_change) -> None:
    """Slots, gallery and, for a plane, the map."""
    waypoints(
        [_item(now, token) for token in now.points],
        _gallery(now),
        at_most=state.AT_MOST,
        page=now.page,
        path=now.path,
        ends=_ends(now, found) if now.path else (),
        plane=_plane(now, found),
        answered=now.answered,
        key=KEY,
        on_change=on_change,
    )


def receive(now: state.State, choice: Sent | None) -> None:
    """Take over what the browser sent, once. Way-points that are none of ours change nothing."""
    if choice is None or choice.sequence <= now.answered:
        return
    now.answered, now.page, now.wrong = choice.sequence, max(choice.page, 0), []
    points = state.known(now, choice.points)
    if len(points) > 1:
        now.points = points
    now.path = state.corners(now, choice.path)
