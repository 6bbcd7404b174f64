"""One visitor's path on the interpolation page: which model, which way-points, how; from the link and into it."""

import math
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import streamlit as st

from ae_core import data
from ui import maps, models, parameters
from ui.language import N_, _

AT_MOST = 8  # way-points
PATH_AT_MOST = 32  # corners of a path on a map, as on the map's own page
LOW, HIGH, STEPS = 2, 32, 16
# A 2 and a 7: mixed in pixels they are plainly two digits, and the line between their codes crosses a hole of ae_d2.
FIRST = ("418", "410")
PREFERRED = ("vae_d20", "ae_conv_d30", "ae_deep_d30", "pca_d30")
WAYS = ("straight", "sphere")
CURVES = ("energy", "back", "nearest", "length")
_STATE = "interpolation"
_OWN = "own"
_TEXT_AT_MOST = 20_000  # of a link's parameter; what is longer is not read to its end

Corner = tuple[float, float]
Wrong = Literal["model", "points", "points_many", "path", "path_many", "path_far", "path_model", "steps"]
SENTENCES: dict[Wrong, str] = {
    "model": N_("The link names a model that is not here; this is another one."),
    "points": N_(
        "The link names way-points that are no test digits, or drawings that stay with whoever drew them."
        " They are left out."
    ),
    "points_many": N_("A path has at most 8 way-points; these are the first ones of the link."),
    "path": N_("The path in the link is no list of points; here is the usual one."),
    "path_many": N_("The path in the link has too many points; these are the first 32."),
    "path_far": N_("The path in the link leads far off the digits; it is kept near them."),
    "path_model": N_("The path in the link lies on a map, and this model's code is no plane."),
    "steps": N_("A path takes 2 to 32 steps."),
}


@dataclass
class State:
    """What the visitor has chosen.

    points: way-points, each the index of a test digit or "own1", "own2", ... path: corners of a path on the map of
    `model`, which then goes before the points; () where none was dragged. steps: from one way-point to the next, or
    along the whole path. way: of `WAYS`, as far as the model has it. curve: of `CURVES`. page: of the gallery.
    own: the visitor's drawings, (28, 28) float32 in [0, 1]. answered: number of the browser's last message.
    wrong: what of the link could not be shown as it says.
    """

    model: str
    points: list[str] = field(default_factory=lambda: list(FIRST))
    path: tuple[Corner, ...] = ()
    steps: int = STEPS
    way: str = WAYS[0]
    curve: str = CURVES[0]
    page: int = 0
    own: list[np.ndarray] = field(default_factory=list)
    answered: int = 0
    wrong: list[Wrong] = field(default_factory=list)


def picture(state: State, token: str) -> np.ndarray | None:
    """A way-point as (28, 28) float32 in [0, 1]; None where the token names nothing."""
    if token.isascii() and token.isdigit() and len(token) < 6:
        images = data.test_set("mnist")[0]
        return images[int(token)].astype(np.float32) / 255 if int(token) < len(images) else None
    number = token.removeprefix(_OWN)
    if not token.startswith(_OWN) or not (number.isascii() and number.isdigit() and len(number) < 4):
        return None
    return state.own[int(number) - 1] if 0 < int(number) <= len(state.own) else None


def name(token: str) -> str:
    """What people call a way-point that exists: its class, or that it is theirs."""
    if token.startswith(_OWN):
        return _("mine")
    return str(int(data.test_set("mnist")[1][int(token)]))


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
    return tuple(maps.within_reach(state.model, z) for z in path[:PATH_AT_MOST])


def spherical(model: str) -> bool:
    """Whether the model's codes are drawn towards a normal distribution of many dimensions, which lies on a sphere."""
    entry = models.entry(model)
    return entry.family == "variational" and entry.latent_dim > 2


def choose(state: State, model: str) -> None:
    """Another model between the same pictures; a path on a map stays behind, for it means nothing on another map."""
    if model != state.model:
        state.model, state.path, state.wrong = model, (), []


def _pairs(text: str) -> list[Corner] | None:
    """ "1,2;3,4" as pairs of finite numbers; None where one of them is none."""
    try:
        found = [tuple(float(number) for number in part.split(",")) for part in text.split(";")]
    except ValueError:
        return None
    if not all(len(pair) == 2 and all(map(math.isfinite, pair)) for pair in found):
        return None
    return [(pair[0], pair[1]) for pair in found]


def _points_from_url(state: State) -> None:
    text = st.query_params.get("points", "")
    if not text:
        return
    tokens = text[:_TEXT_AT_MOST].split(",")
    found = known(state, tokens)
    if len(tokens) > AT_MOST and len(found) == AT_MOST:
        state.wrong.append("points_many")
    elif len(found) < len(tokens):
        state.wrong.append("points")
    if len(found) > 1:
        state.points = found
    elif found:
        state.points = [found[0], next(token for token in FIRST if token != found[0])]


def _path_from_url(state: State) -> None:
    text = st.query_params.get("path", "")
    if not text:
        return
    if models.entry(state.model).latent_dim != 2:
        state.wrong.append("path_model")
        return
    parts = text[:_TEXT_AT_MOST].split(";")
    given = _pairs(";".join(parts[:PATH_AT_MOST]))
    if given is None or len(given) < 2:
        state.wrong.append("path")
        return
    state.path = corners(state, given)
    if len(parts) > PATH_AT_MOST:
        state.wrong.append("path_many")
    if list(state.path) != given:
        state.wrong.append("path_far")


def _from_url(names: list[str]) -> State:
    asked = parameters.names("model", names)
    state = State(asked[0] if asked else preferred(names))
    if parameters.given("model") and not asked:
        state.wrong.append("model")
    _points_from_url(state)
    _path_from_url(state)
    steps = parameters.whole_number("steps", LOW, HIGH)
    if steps is None and parameters.given("steps"):
        state.wrong.append("steps")
    state.steps = steps or STEPS
    state.way = (parameters.names("way", WAYS) or WAYS)[0]
    state.curve = (parameters.names("curve", CURVES) or CURVES)[0]
    return state


def preferred(names: list[str]) -> str:
    """The model that a visit begins with."""
    return next((name for name in PREFERRED if name in names), names[0])


def state(names: list[str]) -> State:
    """This visitor's path; at first as the URL says. `names` are the models to choose from, at least one."""
    if _STATE not in st.session_state:
        st.session_state[_STATE] = _from_url(names)
    now = st.session_state[_STATE]
    if now.model not in names:
        choose(now, preferred(names))
    return now


def put_in_url(state: State, names: list[str]) -> None:
    """Everything that restores this path, as far as it is not what everybody begins with."""
    usual = preferred(names)
    parameters.put(
        model=state.model if state.model != usual else None,
        points=",".join(state.points) if tuple(state.points) != FIRST else None,
        path=";".join(f"{x:.3f},{y:.3f}" for x, y in state.path) or None,
        steps=state.steps if state.steps != STEPS else None,
        way=state.way if state.way != WAYS[0] and spherical(state.model) else None,
        curve=state.curve if state.curve != CURVES[0] else None,
    )
