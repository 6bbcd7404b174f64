"""One visitor's latent map: which model, which pinned code, which path and layers; from the link and into it."""

from dataclasses import dataclass, field
from typing import Any, Literal, Self

import torch

from ae_core import latent
from ui.components.latent_pad import GROUNDS, LAYERS, WAYPOINTS, Layers, Path, Pinned, Walked
from ui.inputs import drawing
from ui.resources import latent_planes, models
from ui.resources.latent_planes import LatentPlane
from ui.shell import url, url_state
from ui.shell.session import is_new
from ui.shell.url_state import Flag, OneOf, Point, Several, UrlState, in_link, in_links, link

_PREFERRED = {"mnist": "vae_d2", "fashion": "vae_d2_fashion"}
# Followed at first: a plain 3 and a pair of trousers that lie amid their classes on every map.
FIRST = {"mnist": 4600, "fashion": 94}

Wrong = Literal["model", "z", "z_far", "path", "path_long", "path_far"]


def of_data(names: list[str], data: str) -> list[str]:
    """Those of the models that were trained on this data set."""
    return [name for name in names if models.entry(name).data == data]


def preferred(names: list[str], data: str) -> str:
    """The model that a visit begins with: the preferred one of this data set where it is there, else the first."""
    own = of_data(names, data) or names
    return _PREFERRED[data] if _PREFERRED[data] in own else own[0]


def _with_its_data(state: Any) -> list[str]:
    return of_data(latent_planes.available(), models.entry(state.model).data)


def _path_is_on_screen(state: Any) -> bool:
    return state.walked == state.model or (state.compare and state.walked in _with_its_data(state))


def _layers(layers: list[str] | tuple[str, ...], ground: str) -> Layers:
    return Layers(tuple(name for name in LAYERS if name in layers), ground)


@dataclass
class State(UrlState, key="latent_map"):
    """One visitor's map.

    z: the pinned code, None until it is known. path: way-points of the path walked last, and walked: the model on whose
    map. compare: all maps of one data set side by side. followed: by data set, index of the test image nearest to the
    code that was pinned there last; it is followed into other models of that data. own: the visitor or the link chose
    the point. answered: by pad, number of its last message. wrong: what of the link could not be shown as it says.
    """

    model: str = in_link(
        OneOf(lambda _state: latent_planes.available()),
        usual=_PREFERRED["mnist"],
        start=lambda _state: preferred(latent_planes.available(), "mnist"),
    )
    z: tuple[float, float] | None = in_link(Point(2, form=".3f"), usual=None, only_if=lambda state: state.own)
    path: Path = in_link(url_state.Path(WAYPOINTS), usual=(), only_if=_path_is_on_screen)
    walked: str = in_link(
        OneOf(_with_its_data),
        usual=lambda state: state.model,
        only_if=lambda state: state.path and _path_is_on_screen(state),
        name="path_on",
    )
    compare: bool = in_link(Flag(), usual=False)
    layers: Layers = in_links(
        _layers,
        Layers(),
        layers=link(Several(LAYERS, nothing="none"), usual=Layers().layers),
        ground=link(OneOf(GROUNDS), usual=Layers().ground),
    )
    followed: dict[str, int] = field(default_factory=lambda: dict(FIRST))
    own: bool = False
    answered: dict[str, int] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def data(self) -> str:
        """The data set whose maps are shown."""
        return models.entry(self.model).data

    @property
    def index(self) -> int:
        """The test image that is followed through the maps of this data set."""
        return self.followed[self.data]

    @classmethod
    def from_url(cls, **known: Any) -> Self:
        """As the link says, point and path brought within reach of the data."""
        state = super().from_url(**known)
        if "model" in state.refused:
            state.wrong.append("model")
        _bring_point_within_reach(state)
        _bring_path_within_reach(state)
        return state


def _bring_point_within_reach(state: State) -> None:
    if "z" in state.refused:
        state.wrong.append("z")
    if (asked := state.z) is not None:
        pin(state, latent_planes.plane(state.model), asked)
        if state.z != asked:
            state.wrong.append("z_far")


def _bring_path_within_reach(state: State) -> None:
    if "path" in state.refused:
        state.wrong.append("path")
    if asked := state.path:
        state.path = tuple(map(latent_planes.plane(state.walked).within_reach, asked))
        _points, more = url.points("path", WAYPOINTS) or ((), False)
        if more:
            state.wrong.append("path_long")
        if state.path != asked:
            state.wrong.append("path_far")


def pin(state: State, plane: LatentPlane, z: tuple[float, float]) -> None:
    """Pin a code on the plane of the state's model, or the nearest one that is still within reach."""
    state.z = plane.within_reach(z)
    _distances, nearest = latent.nearest(torch.tensor([state.z]), plane.model.space.codes, 1)
    state.followed[state.data], state.own = int(nearest[0, 0]), True


def state(names: list[str]) -> State:
    """This visitor's map; at first as the URL says. `names` are the models to choose from, at least one."""
    now = State.mine()
    if now.model not in names:
        choose(now, names[0])
    if now.z is None:
        now.z = latent_planes.plane(now.model).code_of(now.index)
    return now


def choose(state: State, name: str) -> None:
    """Another model, with the test image pinned in its code that is followed through its data set."""
    if name != state.model:
        state.model, state.wrong = name, []
        state.z = latent_planes.plane(name).code_of(state.index)


def choose_data(state: State, names: list[str], data: str) -> None:
    """The maps of another data set: of the same family where there is one, else the one preferred."""
    if data != state.data:
        family = models.entry(state.model).family
        alike = [name for name in of_data(names, data) if models.entry(name).family == family]
        choose(state, alike[0] if alike else preferred(names, data))


def receive(
    state: State, key: str, plane: LatentPlane, sent: tuple[Pinned | None, Walked | None, Layers | None]
) -> None:
    """Take over what the pad `key` of this plane sent: each message once, and only about that map."""
    point, walk, layers = sent
    if layers is not None:
        state.layers = layers
    before = state.answered.get(key, 0)
    if is_new(point, before):
        state.answered[key] = point.sequence
        if point.model == plane.blob:
            state.model, state.wrong = plane.model.name, []
            pin(state, plane, point.z)
    if is_new(walk, before):
        state.answered[key] = max(walk.sequence, state.answered.get(key, 0))
        if walk.model == plane.blob:
            state.walked, state.wrong = plane.model.name, []
            state.path = tuple(map(plane.within_reach, walk.path))


def pinned_on(state: State, plane: LatentPlane) -> tuple[float, float]:
    """The pinned code on its own map; on another model's, the code of the test image that lies nearest to it."""
    own = plane.model.name == state.model
    return state.z if own and state.z else plane.code_of(state.index)


def path_on(state: State, plane: LatentPlane) -> Path:
    """The path on this map; empty where none was walked."""
    return state.path if plane.model.name == state.walked else ()


def code_of_drawing(plane: LatentPlane) -> tuple[float, float] | None:
    """Where the visitor's drawing lies; None where nothing is drawn, and on a map of clothes: it is a digit."""
    if plane.model.entry.data != "mnist" or (now := drawing.drawing()).is_blank:
        return None
    x, y = latent.encode_all(plane.model.net, drawing.model_input(now, raw=False))[0].tolist()
    return x, y
