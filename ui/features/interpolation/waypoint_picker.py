"""The way-points and their gallery on the interpolation page: what the component shows."""

from collections.abc import Callable

from ae_core.data import selections
from ae_core.latent import plane
from ui.components.waypoints import Item, Map, waypoints
from ui.features.interpolation.results import Interpolated
from ui.features.interpolation.state import AT_MOST, OWN, State, Waypoints
from ui.resources import latent_planes
from ui.resources.models import Loaded
from ui.visuals import code_figure, digits, png

KEY = "interpolation_ways"
_ROWS = 5  # of the gallery; a column for each class
_MAP = (1120, 560)  # pixels of the map's picture: twice what it is shown at


def _item(named: Waypoints, token: str) -> Item:
    return Item(token, png.data_uri(digits.to_pixels(named.picture(token))), named.name(token))


def _gallery(page: int, named: Waypoints) -> list[Item]:
    """The visitor's own drawings, then five test images of each class; another page shows the next five."""
    members = selections.by_class(named.labels)
    rows = range(page * _ROWS, (page + 1) * _ROWS)
    test_images = [str(int(own[row % len(own)])) for row in rows for own in members]
    drawings = [f"{OWN}{number}" for number in range(len(named.own), 0, -1)]
    return [_item(named, token) for token in (*drawings, *test_images)]


def _ends(shown: Interpolated) -> list[Item]:
    """What lies at both ends of a path on the map."""
    return [
        Item(
            token,
            png.data_uri(digits.to_pixels(shown.path.decoded[at].cpu())),
            shown.waypoints.classes[shown.votes[at]],
        )
        for token, at in (("start", 0), ("end", -1))
    ]


def _map(model: Loaded, line: list[tuple[float, float]], classes: tuple[str, ...]) -> Map:
    """What the latent map shows at first, at one scale for both axes."""
    area = plane.landscape(latent_planes.home(model.name))
    return Map(
        code_figure.points_uri(model.name, area, *_MAP),
        area,
        [(x, y) for x, y in code_figure.class_places(model.name).tolist()],
        classes,
        line,
    )


def show(state: State, shown: Interpolated, on_change: Callable[[], None]) -> None:
    """Slots, gallery and, for a plane, the map."""
    named, model = shown.waypoints, shown.model
    # The frames of a dragged path need not lie on its corners; those of a path between way-points do.
    line = list(state.path)
    if model.entry.latent_dim == 2 and not line:
        line = [(round(x, 4), round(y, 4)) for x, y in shown.path.codes.cpu().tolist()]
    waypoints(
        [_item(named, token) for token in state.points],
        _gallery(state.page, named),
        at_most=AT_MOST,
        page=state.page,
        path=state.path,
        ends=_ends(shown) if state.path else (),
        plane=_map(model, line, named.classes) if model.entry.latent_dim == 2 else None,
        answered=state.answered,
        key=KEY,
        on_change=on_change,
    )
