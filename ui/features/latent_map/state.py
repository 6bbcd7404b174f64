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

Sent = tuple[Pinned | None, Walked | None, Layers | None]
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
        state._bring_point_within_reach()
        state._bring_path_within_reach()
        return state

    @classmethod
    def at(cls, names: list[str]) -> Self:
        """This visitor's; at first as the link says. `names` are the models to choose from, at least one."""
        state = cls.mine()
        if state.model not in names:
            state.choose(names[0])
        if state.z is None:
            state.z = latent_planes.plane(state.model).code_of(state.index)
        return state

    def _bring_point_within_reach(self) -> None:
        if "z" in self.refused:
            self.wrong.append("z")
        if (asked := self.z) is not None:
            self.pin(latent_planes.plane(self.model), asked)
            if self.z != asked:
                self.wrong.append("z_far")

    def _bring_path_within_reach(self) -> None:
        if "path" in self.refused:
            self.wrong.append("path")
        if asked := self.path:
            self.path = tuple(map(latent_planes.plane(self.walked).within_reach, asked))
            _points, more = url.points("path", WAYPOINTS) or ((), False)
            if more:
                self.wrong.append("path_long")
            if self.path != asked:
                self.wrong.append("path_far")

    def pin(self, plane: LatentPlane, z: tuple[float, float]) -> None:
        """Pin a code on the plane of the state's model, or the nearest one that is still within reach."""
        self.z = plane.within_reach(z)
        _distances, indices = latent.nearest(torch.tensor([self.z]), plane.model.space.codes, 1)
        self.followed[self.data], self.own = int(indices[0, 0]), True

    def choose(self, name: str) -> None:
        """Another model, with the test image pinned in its code that is followed through its data set."""
        if name != self.model:
            self.model, self.wrong = name, []
            self.z = latent_planes.plane(name).code_of(self.index)

    def choose_data(self, names: list[str], data: str) -> None:
        """The maps of another data set: of the same family where there is one, else the one preferred."""
        if data != self.data:
            family = models.entry(self.model).family
            alike = [name for name in of_data(names, data) if models.entry(name).family == family]
            self.choose(alike[0] if alike else preferred(names, data))

    def receive(self, key: str, plane: LatentPlane, sent: Sent) -> None:
        """Take over what the pad `key` of this plane sent: each message once, and only about that map."""
        point, walk, layers = sent
        if layers is not None:
            self.layers = layers
        before = self.answered.get(key, 0)
        if is_new(point, before):
            self.answered[key] = point.sequence
            if point.model == plane.blob:
                self.model, self.wrong = plane.model.name, []
                self.pin(plane, point.z)
        if is_new(walk, before):
            self.answered[key] = max(walk.sequence, self.answered.get(key, 0))
            if walk.model == plane.blob:
                self.walked, self.wrong = plane.model.name, []
                self.path = tuple(map(plane.within_reach, walk.path))

    def pinned_on(self, plane: LatentPlane) -> tuple[float, float]:
        """The pinned code on its own map; on another model's, the code of the test image that lies nearest to it."""
        own = plane.model.name == self.model
        return self.z if own and self.z else plane.code_of(self.index)

    def path_on(self, plane: LatentPlane) -> Path:
        """The path on this map; empty where none was walked."""
        return self.path if plane.model.name == self.walked else ()


def code_of_drawing(plane: LatentPlane) -> tuple[float, float] | None:
    """Where the visitor's drawing lies; None where nothing is drawn, and on a map of clothes: it is a digit."""
    if plane.model.entry.data != "mnist" or drawing.drawing().is_blank:
        return None
    x, y = latent.encode_all(plane.model.net, drawing.current())[0].tolist()
    return x, y
