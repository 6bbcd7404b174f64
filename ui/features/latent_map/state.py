"""One visitor's latent map: which model, which pinned code, which path and layers; from the link and into it."""

from dataclasses import dataclass, field
from typing import Literal

import streamlit as st
import torch

from ae_core import latent
from ui.components.latent_pad import GROUNDS, LAYERS, WAYPOINTS, Layers, Path, Pinned, Walked
from ui.resources import latent_planes, models
from ui.shell import url

_STATE = "latent_map"
_PREFERRED = {"mnist": "vae_d2", "fashion": "vae_d2_fashion"}
# Followed at first: a plain 3 and a pair of trousers that lie amid their classes on every map.
FIRST = {"mnist": 4600, "fashion": 94}

Wrong = Literal["model", "z", "z_far", "path", "path_long", "path_far"]


@dataclass
class State:
    """One visitor's map.

    z: the pinned code, None until it is known. followed: by data set, index of the test image nearest to the code that
    was pinned there last; it is followed into other models of that data. own: the visitor or the link chose the point.
    answered: by pad, number of its last message. compare: all maps of one data set side by side. path: way-points of
    the path walked last, and walked: the model on whose map. wrong: what of the link could not be shown as it says.
    """

    model: str
    z: tuple[float, float] | None = None
    followed: dict[str, int] = field(default_factory=lambda: dict(FIRST))
    own: bool = False
    answered: dict[str, int] = field(default_factory=dict)
    compare: bool = False
    layers: Layers = field(default_factory=Layers)
    path: Path = ()
    walked: str = ""
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def data(self) -> str:
        """The data set whose maps are shown."""
        return models.entry(self.model).data

    @property
    def index(self) -> int:
        """The test image that is followed through the maps of this data set."""
        return self.followed[self.data]


def of_data(names: list[str], data: str) -> list[str]:
    """Those of the models that were trained on this data set."""
    return [name for name in names if models.entry(name).data == data]


def preferred(names: list[str], data: str) -> str:
    """The model that a visit begins with: the preferred one of this data set where it is there, else the first."""
    own = of_data(names, data) or names
    return _PREFERRED[data] if _PREFERRED[data] in own else own[0]


def pin(state: State, z: tuple[float, float]) -> None:
    """Pin a code, or the nearest one that is still within reach."""
    state.z = latent_planes.within_reach(state.model, z)
    codes = models.code_space(state.model).codes
    _distances, found = latent.nearest(torch.tensor([state.z]), codes, 1)
    state.followed[state.data], state.own = int(found[0, 0]), True


def _path_from_url(state: State, names: list[str]) -> None:
    if not url.given("path"):
        return
    found = url.points("path", WAYPOINTS)
    if found is None or len(found[0]) < 2:
        state.wrong.append("path")
        return
    given, more = found
    where = url.names("path_on", of_data(names, state.data)) or [state.model]
    state.walked, state.path = where[0], tuple(latent_planes.within_reach(where[0], z) for z in given)
    if more:
        state.wrong.append("path_long")
    if list(state.path) != given:
        state.wrong.append("path_far")


def _from_url(names: list[str]) -> State:
    asked = url.names("model", names)
    state = State(asked[0] if asked else preferred(names, "mnist"))
    if url.given("model") and not asked:
        state.wrong.append("model")
    z = url.point("z")
    if z is not None:
        pin(state, (z[0], z[1]))
        if state.z != (z[0], z[1]):
            state.wrong.append("z_far")
    elif url.given("z"):
        state.wrong.append("z")
    _path_from_url(state, names)
    state.compare = url.flag("compare")
    layers = url.names("layers", (*LAYERS, "none"))
    grounds = url.names("ground", GROUNDS)
    state.layers = Layers(
        tuple(n for n in LAYERS if n in layers) if layers else Layers().layers,
        grounds[0] if grounds else Layers().ground,
    )
    return state


def state(names: list[str]) -> State:
    """This visitor's map; at first as the URL says. `names` are the models to choose from, at least one."""
    if _STATE not in st.session_state:
        st.session_state[_STATE] = _from_url(names)
    now = st.session_state[_STATE]
    if now.model not in names:
        choose(now, names[0])
    if now.z is None:
        now.z = latent_planes.code_of_image(now.model, now.index)
    return now


def choose(state: State, name: str) -> None:
    """Another model, with the test image pinned in its code that is followed through its data set."""
    if name != state.model:
        state.model, state.wrong = name, []
        state.z = latent_planes.code_of_image(name, state.index)


def choose_data(state: State, names: list[str], data: str) -> None:
    """The maps of another data set: of the same family where there is one, else the one preferred."""
    if data != state.data:
        family = models.entry(state.model).family
        alike = [name for name in of_data(names, data) if models.entry(name).family == family]
        choose(state, alike[0] if alike else preferred(names, data))


def receive(
    state: State, key: str, name: str, sent: tuple[Pinned | None, Walked | None, Layers | None]
) -> None:
    """Take over what the pad `key` of the model `name` sent: each message once, and only about that model's map."""
    point, walk, layers = sent
    if layers is not None:
        state.layers = layers
    before = state.answered.get(key, 0)
    if point is not None and point.sequence > before:
        state.answered[key] = point.sequence
        if point.model == latent_planes.ground(name).blob:
            state.model, state.wrong = name, []
            pin(state, point.z)
    if walk is not None and walk.sequence > before:
        state.answered[key] = max(walk.sequence, state.answered.get(key, 0))
        if walk.model == latent_planes.ground(name).blob:
            state.walked, state.wrong = name, []
            state.path = tuple(latent_planes.within_reach(name, z) for z in walk.path)


def pinned_on(state: State, name: str) -> tuple[float, float]:
    """The pinned code on its own map; on another model's, the code of the test image that lies nearest to it."""
    return state.z if name == state.model and state.z else latent_planes.code_of_image(name, state.index)


def path_on(state: State, name: str) -> Path:
    """The path on this model's map; empty where none was walked."""
    return state.path if name == state.walked else ()


def put_in_url(state: State) -> None:
    """Everything that restores this map, as far as it is not what everybody begins with."""
    usual = Layers()
    z = url.of_points([state.z]) if state.own and state.z else None
    here = state.walked == state.model
    walked = here or (state.compare and state.walked and models.entry(state.walked).data == state.data)
    url.put(
        compare=state.compare,
        model=state.model if state.model != _PREFERRED["mnist"] else None,
        z=z,
        path=(url.of_points(state.path) or None) if walked else None,
        path_on=state.walked if walked and state.path and not here else None,
        layers=",".join(state.layers.layers) or "none" if state.layers.layers != usual.layers else None,
        ground=state.layers.ground if state.layers.ground != usual.ground else None,
    )
