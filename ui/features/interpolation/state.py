"""One visitor's path on the interpolation page: which model, which way-points, how; from the link and into it."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import streamlit as st

import ae_core
from ae_core import data
from ui.resources import latent_planes, models
from ui.shell import url
from ui.shell.language import N_, _
from ui.visuals import class_names

AT_MOST = 8  # way-points
PATH_AT_MOST = 32  # corners of a path on a map, as on the map's own page
LOW, HIGH, STEPS = 2, 32, 16
# A 2 and a 7: mixed in pixels they are plainly two digits, and the line between their codes crosses a hole of ae_d2.
FIRST = {"mnist": ("418", "410"), "fashion": ("13", "0")}
PREFERRED = ("vae_d20", "ae_conv_d30", "ae_deep_d30", "pca_d30")
WAYS = ("straight", "sphere")
CURVES = ("energy", "back", "nearest", "length")
_STATE = "interpolation"
_PARAMETERS = ("model", "points", "path", "steps", "way", "curve")
_OWN = "own"
_TEXT_AT_MOST = 20_000  # of a link's parameter; what is longer is not read to its end

Corner = tuple[float, float]
Wrong = Literal["model", "points", "points_many", "path", "path_many", "path_far", "path_model", "steps"]
SENTENCES: dict[Wrong, str] = {
    "model": N_("The link names a model that is not here; this is another one."),
    "points": N_(
        "The link names way-points that are no test images, or drawings that stay with whoever drew them."
        " They are left out."
    ),
    "points_many": N_("A path has at most 8 way-points; these are the first ones of the link."),
    "path": N_("The path in the link is no list of points; here is the usual one."),
    "path_many": N_("The path in the link has too many points; these are the first 32."),
    "path_far": N_("The path in the link leads far off the data; it is kept near it."),
    "path_model": N_("The path in the link lies on a map, and this model's code is no plane."),
    "steps": N_("A path takes 2 to 32 steps."),
}


@dataclass
class State:
    """What the visitor has chosen.

    points: way-points, each the index of a test image or "own1", "own2", ... path: corners of a path on the map of
    `model`, which then goes before the points; () where none was dragged. steps: from one way-point to the next, or
    along the whole path. way: of `WAYS`, as far as the model has it. curve: of `CURVES`. page: of the gallery.
    own: the visitor's drawings, (28, 28) float32 in [0, 1]. answered: number of the browser's last message.
    wrong: what of the link could not be shown as it says. link: what the URL was made to say last.
    """

    model: str
    points: list[str] = field(default_factory=list)
    path: tuple[Corner, ...] = ()
    steps: int = STEPS
    way: str = WAYS[0]
    curve: str = CURVES[0]
    page: int = 0
    own: list[np.ndarray] = field(default_factory=list)
    answered: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    link: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.points = self.points or list(FIRST[self.data])

    @property
    def data(self) -> str:
        """The data set between whose test images the path runs."""
        return models.entry(self.model).data


def choosable() -> list[str]:
    """The models between whose codes one may walk, digits first, each in teaching order."""
    tasks = ("reconstruct", "generate")
    clothes = [name for name in ae_core.list_models(data="fashion") if models.entry(name).task in tasks]
    return models.reconstructing() + clothes


def picture(state: State, token: str) -> np.ndarray | None:
    """A way-point as (28, 28) float32 in [0, 1]; None where the token names nothing."""
    if token.isascii() and token.isdigit() and len(token) < 6:
        images = data.test_set(state.data)[0]
        return images[int(token)].astype(np.float32) / 255 if int(token) < len(images) else None
    number = token.removeprefix(_OWN)
    if not token.startswith(_OWN) or not (number.isascii() and number.isdigit() and len(number) < 4):
        return None
    return state.own[int(number) - 1] if 0 < int(number) <= len(state.own) else None


def name(state: State, token: str) -> str:
    """What people call a way-point that exists: its class, or that it is theirs."""
    if token.startswith(_OWN):
        return _("mine")
    return class_names.names(state.data)[int(data.test_set(state.data)[1][int(token)])]


def known(state: State, tokens: list[str]) -> list[str]:
    """Those of the tokens that name a picture, at most as many as a path may have."""
    return [token for token in tokens[: 4 * AT_MOST] if picture(state, token) is not None][:AT_MOST]


def keep_drawing(state: State, pixels: np.ndarray) -> None:
    """Make a drawing (28, 28) a way-point: the next one, or the last one's successor where the path is full."""
    state.own.append(pixels)
    state.points = [*state.points[: AT_MOST - 1], f"{_OWN}{len(state.own)}"]
    state.path, state.wrong = (), []


def corners(state: State, path: list[Corner]) -> tuple[Corner, ...]:
    """A path brought within reach of the model's codes; () where the code is no plane, or of one corner."""
    if models.entry(state.model).latent_dim != 2 or len(path) < 2:
        return ()
    return tuple(latent_planes.within_reach(state.model, z) for z in path[:PATH_AT_MOST])


def spherical(model: str) -> bool:
    """Whether the model's codes are drawn towards a normal distribution of many dimensions, which lies on a sphere."""
    entry = models.entry(model)
    return entry.family == "variational" and entry.latent_dim > 2


def choose(state: State, model: str) -> None:
    """Another model between the same pictures, where it was trained on the same data.

    A path on a map stays behind, for it means nothing on another map.
    """
    if model != state.model:
        former = state.data
        state.model, state.path, state.wrong = model, (), []
        if state.data != former:
            state.points, state.page = list(FIRST[state.data]), 0


def _points_from_url(state: State) -> None:
    tokens = st.query_params["points"][:_TEXT_AT_MOST].split(",")
    found = known(state, tokens)
    if len(tokens) > AT_MOST and len(found) == AT_MOST:
        state.wrong.append("points_many")
    elif len(found) < len(tokens):
        state.wrong.append("points")
    first = list(FIRST[state.data])
    state.points = (
        found if len(found) > 1 else [*found, *(token for token in first if token not in found)][:2]
    )
    state.path = ()


def _path_from_url(state: State) -> None:
    if models.entry(state.model).latent_dim != 2:
        state.wrong.append("path_model")
        return
    found = url.points("path", PATH_AT_MOST)
    if found is None or len(found[0]) < 2:
        state.wrong.append("path")
        return
    given, more = found
    state.path = corners(state, given)
    if more:
        state.wrong.append("path_many")
    if list(state.path) != given:
        state.wrong.append("path_far")


def _steps_from_url(state: State) -> None:
    steps = url.whole_number("steps", LOW, HIGH)
    if steps is None:
        state.wrong.append("steps")
    state.steps = steps or STEPS


def _take_url(state: State, names: list[str]) -> None:
    """Take over what the link says; of what it does not say, everything stays."""
    state.wrong = []
    if url.given("model"):
        asked = url.names("model", names)
        choose(state, asked[0] if asked else preferred(names))
        state.wrong = [] if asked else ["model"]
    read = {"points": _points_from_url, "path": _path_from_url, "steps": _steps_from_url}
    for name, take in read.items():
        if url.given(name):
            take(state)
    state.way = (url.names("way", WAYS) or [state.way])[0]
    state.curve = (url.names("curve", CURVES) or [state.curve])[0]


def _link() -> dict[str, str]:
    """What the URL says of the path."""
    return {name: st.query_params[name] for name in _PARAMETERS if url.given(name)}


def preferred(names: list[str]) -> str:
    """The model that a visit begins with."""
    return next((name for name in PREFERRED if name in names), names[0])


def state(names: list[str]) -> State:
    """This visitor's path, at first as the URL says. `names` are the models to choose from, at least one."""
    if _STATE not in st.session_state:
        st.session_state[_STATE] = State(preferred(names))
        _take_url(st.session_state[_STATE], names)
    now = st.session_state[_STATE]
    if now.model not in names:
        choose(now, preferred(names))
    return now


def arrive(names: list[str]) -> State:
    """The same at the beginning of a page's run.

    A link that is not what `put_in_url` wrote came from elsewhere, such as a path walked on the latent map, and counts.
    """
    fresh = _STATE not in st.session_state
    now = state(names)
    if not fresh and _link() not in ({}, now.link):
        _take_url(now, names)
    return now


def put_in_url(state: State, names: list[str]) -> None:
    """Everything that restores this path, as far as it is not what everybody begins with."""
    usual = preferred(names)
    first = FIRST[state.data]
    url.put(
        model=state.model if state.model != usual else None,
        points=",".join(state.points) if tuple(state.points) != first else None,
        path=url.of_points(state.path) or None,
        steps=state.steps if state.steps != STEPS else None,
        way=state.way if state.way != WAYS[0] and spherical(state.model) else None,
        curve=state.curve if state.curve != CURVES[0] else None,
    )
    state.link = _link()
