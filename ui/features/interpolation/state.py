"""One visitor's path on the interpolation page: which model, which way-points, how; from the link and into it."""

from dataclasses import dataclass, field
from typing import Any, Literal, Self

import numpy as np
import streamlit as st

import ae_core
from ae_core import data
from ae_core.latent.path import CURVES
from ae_core.latent.plane import within_reach
from ui.components.waypoints import Sent
from ui.resources import models
from ui.shell import url, url_state
from ui.shell.language import N_, _
from ui.shell.session import taken_once
from ui.shell.url_state import OneOf, UrlState, Whole, in_link
from ui.visuals import class_names

AT_MOST = 8  # way-points
PATH_AT_MOST = 32  # corners of a path on a map, as on the map's own page
LOW, HIGH, STEPS = 2, 32, 16
# A 2 and a 7: mixed in pixels they are plainly two digits, and the line between their codes crosses a hole of ae_d2.
FIRST = {"mnist": ("418", "410"), "fashion": ("13", "0")}
PREFERRED = ("vae_d20", "ae_conv_d30", "ae_deep_d30", "pca_d30")
WAYS = ("straight", "sphere")
OWN = "own"  # and a number: a drawing of the visitor's
_PARAMETERS = ("model", "points", "path", "steps", "way", "curve")
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


@dataclass(frozen=True)
class Waypoints:
    """The pictures that tokens name: the index of a test image, or "own1", "own2", ... for a drawing of the visitor's.

    images: (N, 28, 28) uint8 and labels: (N,) of the test images. classes: what those are called. own: the drawings,
    (28, 28) float32 in [0, 1].
    """

    images: np.ndarray
    labels: np.ndarray
    classes: tuple[str, ...]
    own: list[np.ndarray]

    def picture(self, token: str) -> np.ndarray | None:
        """As (28, 28) float32 in [0, 1]; None where the token names nothing."""
        if token.isascii() and token.isdigit() and len(token) < 6:
            index = int(token)
            return self.images[index].astype(np.float32) / 255 if index < len(self.images) else None
        number = token.removeprefix(OWN)
        if not token.startswith(OWN) or not (number.isascii() and number.isdigit() and len(number) < 4):
            return None
        return self.own[int(number) - 1] if 0 < int(number) <= len(self.own) else None

    def name(self, token: str) -> str:
        """What people call a way-point that exists: its class, or that it is theirs."""
        return _("mine") if token.startswith(OWN) else self.classes[self.labels[int(token)]]

    def known(self, tokens: list[str]) -> list[str]:
        """Those of the tokens that name a picture, at most as many as a path may have."""
        return [token for token in tokens[: 4 * AT_MOST] if self.picture(token) is not None][:AT_MOST]


def waypoints(state: Any) -> Waypoints:
    """What the tokens of a state name: of its model's data set and its own drawings."""
    source = models.entry(state.model).data
    return Waypoints(*data.test_set(source), class_names.names(source), state.own)


def _first(state: Any) -> list[str]:
    return list(FIRST[models.entry(state.model).data])


@dataclass(frozen=True)
class _Tokens:
    """How way-points stand in the link. Two of them are needed: the first ones fill the place of those left out."""

    def asked(self, name: str) -> list[str]:
        return st.query_params[name][:_TEXT_AT_MOST].split(",") if url.given(name) else []

    def read(self, name: str, state: Any) -> list[str] | None:
        if not (tokens := self.asked(name)):
            return None
        known = waypoints(state).known(tokens)
        others = [token for token in _first(state) if token not in known]
        return known if len(known) > 1 else [*known, *others][:2]

    def written(self, value: list[str]) -> str:
        return ",".join(value)


def choosable() -> list[str]:
    """The models between whose codes one may walk, digits first, each in teaching order."""
    tasks = ("reconstruct", "generate")
    clothes = [name for name in ae_core.list_models(data="fashion") if models.entry(name).task in tasks]
    return models.reconstructing() + clothes


def preferred(names: list[str]) -> str:
    """The model that a visit begins with."""
    return next((name for name in PREFERRED if name in names), names[0])


def spherical(model: str) -> bool:
    """Whether the model's codes are drawn towards a normal distribution of many dimensions, which lies on a sphere."""
    entry = models.entry(model)
    return entry.family == "variational" and entry.latent_dim > 2


def _preferred(state: Any) -> str:
    return getattr(state, "model", "") or preferred(choosable())


@dataclass
class State(UrlState, key="interpolation"):
    """What the visitor has chosen.

    points: way-points, tokens as for `Waypoints`. path: corners of a path on the map of `model`, which then goes before
    the points; () where none was dragged. steps: from one way-point to the next, or along the whole path. way: of
    `WAYS`, as far as the model has it. curve: of `CURVES`. page: of the gallery. own: the visitor's drawings, (28, 28)
    float32 in [0, 1]. answered: number of the browser's last message. wrong: what of the link could not be shown as it
    says. link: what the URL was made to say last.
    """

    model: str = in_link(
        OneOf(lambda _state: choosable()), usual=lambda _state: preferred(choosable()), start=_preferred
    )
    points: list[str] = in_link(_Tokens(), usual=_first)
    path: tuple[Corner, ...] = in_link(url_state.Path(PATH_AT_MOST), usual=())
    steps: int = in_link(Whole(LOW, HIGH), usual=STEPS)
    way: str = in_link(OneOf(WAYS), usual=WAYS[0], only_if=lambda state: spherical(state.model))
    curve: str = in_link(OneOf(CURVES), usual=CURVES[0])
    page: int = 0
    own: list[np.ndarray] = field(default_factory=list)
    answered: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    link: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.points = self.points or _first(self)

    @property
    def data(self) -> str:
        """The data set between whose test images the path runs."""
        return models.entry(self.model).data

    def known(self, tokens: list[str]) -> list[str]:
        """Those of the tokens that name a picture, at most as many as a path may have."""
        return waypoints(self).known(tokens)

    def corners(self, path: list[Corner]) -> tuple[Corner, ...]:
        """A path brought within reach of the model's codes; () where the code is no plane, or of one corner."""
        if models.entry(self.model).latent_dim != 2 or len(path) < 2:
            return ()
        space = models.code_space(self.model)
        return tuple(within_reach(z, space.low, space.high) for z in path[:PATH_AT_MOST])

    def keep_drawing(self, pixels: np.ndarray) -> None:
        """Make a drawing (28, 28) a way-point: the next one, or the last one's successor where the path is full."""
        self.own.append(pixels)
        self.points = [*self.points[: AT_MOST - 1], f"{OWN}{len(self.own)}"]
        self.path, self.wrong = (), []

    def choose(self, model: str) -> None:
        """Another model between the same pictures, where it was trained on the same data.

        A path on a map stays behind, for it means nothing on another map.
        """
        if model != self.model:
            former = self.data
            self.model, self.path, self.wrong = model, (), []
            if self.data != former:
                self.points, self.page = _first(self), 0

    def receive(self, sent: Sent | None) -> None:
        """Take over what the browser sent, once. Way-points that are none of ours change nothing."""
        if (choice := taken_once(self, sent)) is None:
            return
        self.page, self.wrong = max(choice.page, 0), []
        points = self.known(choice.points)
        if len(points) > 1:
            self.points = points
        self.path = self.corners(choice.path)

    @classmethod
    def mine(cls, **known: Any) -> Self:
        """This visitor's, at first as the URL says."""
        if cls._key not in st.session_state:
            st.session_state[cls._key] = cls(preferred(choosable()), **known)
            _take_link(st.session_state[cls._key])
        return st.session_state[cls._key]

    @classmethod
    def arrive(cls) -> Self:
        """The same at the beginning of a page's run.

        A link that is not what `put_in_url` wrote came from elsewhere, such as a path walked on the latent map, and
        counts.
        """
        fresh = cls._key not in st.session_state
        state = cls.mine()
        if not fresh and _link() not in ({}, state.link):
            _take_link(state)
        return state

    def put_in_url(self, *only: str) -> None:
        """Everything that restores this path, as far as it is not what everybody begins with."""
        super().put_in_url(*only)
        self.link = _link()


def _link() -> dict[str, str]:
    """What the URL says of the path."""
    return {name: st.query_params[name] for name in _PARAMETERS if url.given(name)}


def _take_points(state: State, said: State) -> None:
    tokens = _Tokens().asked("points")
    count = len(state.known(tokens))
    if len(tokens) > AT_MOST and count == AT_MOST:
        state.wrong.append("points_many")
    elif count < len(tokens):
        state.wrong.append("points")
    state.points, state.path = said.points, ()


def _take_path(state: State, said: State) -> None:
    if models.entry(state.model).latent_dim != 2:
        state.wrong.append("path_model")
        return
    if "path" in said.refused:
        state.wrong.append("path")
        return
    state.path = state.corners(list(said.path))
    if len(st.query_params["path"].split(";", PATH_AT_MOST)) > PATH_AT_MOST:
        state.wrong.append("path_many")
    if state.path != said.path:
        state.wrong.append("path_far")


def _take_steps(state: State, said: State) -> None:
    if "steps" in said.refused:
        state.wrong.append("steps")
    state.steps = said.steps


def _take_link(state: State) -> None:
    """Take over what the link says; of what it does not say, everything stays."""
    state.wrong = []
    if url.given("model"):
        asked = State.from_url(own=state.own)
        state.choose(asked.model)
        state.wrong = ["model"] if "model" in asked.refused else []
    said = State.from_url(model=state.model, own=state.own)
    for name, take in {"points": _take_points, "path": _take_path, "steps": _take_steps}.items():
        if url.given(name):
            take(state, said)
    for name in ("way", "curve"):
        if url.given(name) and name not in said.refused:
            setattr(state, name, getattr(said, name))
