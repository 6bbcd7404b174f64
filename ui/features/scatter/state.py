"""The scatter's state: which model, which view, which digits are selected; and what is known of all its codes."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from ae_core import data, latent, list_models, metrics
from ui.resources import latent_planes, models
from ui.shell import url

PREFERRED = "vae_d2"
VIEWS = ("2d", "3d")
WRONG = "wrong"  # the digits whose neighbours vote for another class
PRESETS = (WRONG, *map(str, range(10)))
NEIGHBOURS = 5
_STATE = "scatter"


@dataclass(frozen=True)
class Cloud:
    """All test images of a model's data in its code.

    codes: (N, d) float32. labels: (N,). votes: (N,) what the five nearest others say. purity: (N,) share of those five
    that carry the code's own label.
    checkpoint: names the weights they were made with.
    """

    codes: np.ndarray
    labels: np.ndarray
    votes: np.ndarray
    purity: np.ndarray
    checkpoint: str

    @property
    def wrong(self) -> np.ndarray:
        """Indices of the images that their neighbours vote wrong."""
        return np.flatnonzero(self.votes != self.labels)


@dataclass(frozen=True)
class View:
    """A cloud in two or three dimensions.

    points: (N, 2 or 3) float32. explained: share of the variance of each axis; None where the axes are the code's own.
    purity: mean 5-NN purity of the points as they lie here.
    """

    points: np.ndarray
    explained: tuple[float, ...] | None
    purity: float


@dataclass
class State:
    """One visitor's scatter.

    preset: the selection by name. lasso: indices selected on the chart by hand, which go before it.
    revision: counts the changes of the selection. by_hand: the last one was made on the chart now shown.
    """

    model: str
    view: str = VIEWS[0]
    preset: str = WRONG
    lasso: tuple[int, ...] = ()
    revision: int = 1
    by_hand: bool = False


def available() -> list[str]:
    """Models whose codes can be shown, in teaching order: at least two numbers, from clean images alone.

    Enlarging nets see other pictures; the conditional net's code contains the label itself.
    """
    return [
        name
        for name in list_models()
        if (entry := models.entry(name)).latent_dim >= 2
        and entry.task != "upscale"
        and entry.family != "conditional"
        and (models.CHECKPOINTS / f"{name}.safetensors").is_file()
    ]


@st.cache_resource(show_spinner=False)
def cloud(name: str) -> Cloud:
    """What is known of the model's codes.

    Raises:
        CheckpointError: it cannot be loaded.
    """
    space = models.code_space(name)
    near = latent.neighbours_of_each(space.codes, NEIGHBOURS)
    return Cloud(
        space.codes.numpy(),
        space.labels.numpy(),
        latent.vote(space.labels[near]).numpy(),
        metrics.neighbour_purity(near, space.labels).numpy(),
        models.fingerprint(name),
    )


def dimensions(name: str, view: str) -> int:
    """How many axes a view has: a code of two numbers has no third."""
    return min(3 if view == "3d" else 2, models.entry(name).latent_dim)


@st.cache_resource(show_spinner=False)
def projected(name: str, axes: int) -> View:
    """The model's codes on two or three axes: as they are where they have no more numbers, else by PCA.

    Raises what `cloud` raises.
    """
    space, found = models.code_space(name), cloud(name)
    if space.codes.shape[1] == axes:
        return View(found.codes, None, float(found.purity.mean()))
    principal = latent.principal_components(space.codes, axes)
    points = principal(space.codes)
    near = latent.neighbours_of_each(points, NEIGHBOURS)
    purity = float(metrics.neighbour_purity(near, space.labels).mean())
    return View(points.float().numpy(), tuple(principal.explained.tolist()), purity)


def span(points: np.ndarray) -> list[tuple[float, float]]:
    """What each axis shows of (N, k) points, from and to; stragglers are left to zooming out."""
    low, high = latent_planes.extent(points)
    return list(zip(low.tolist(), high.tolist(), strict=True))


def _from_url(names: list[str]) -> State:
    asked = url.names("model", names)
    now = State(asked[0] if asked else PREFERRED if PREFERRED in names else names[0])
    now.view = (url.names("view", VIEWS) or VIEWS)[0]
    now.preset = (url.names("show", PRESETS) or PRESETS)[0]
    return now


def state(names: list[str]) -> State:
    """This visitor's scatter; at first as the URL says. `names`: the models to choose from, at least one."""
    if _STATE not in st.session_state:
        st.session_state[_STATE] = _from_url(names)
    now: State = st.session_state[_STATE]
    if now.model not in names:
        choose(now, names[0], now.view)
    return now


def choose(now: State, name: str, view: str) -> None:
    """Another model or view; the same images stay selected as long as the data set is the same."""
    if models.entry(now.model).data != models.entry(name).data:
        now.lasso = ()
    now.model, now.view = name, view
    now.revision, now.by_hand = now.revision + 1, False


def take_preset(now: State, preset: str) -> None:
    """Select by name."""
    if preset in PRESETS:
        now.preset, now.lasso = preset, ()
        now.revision, now.by_hand = now.revision + 1, False


def take_lasso(now: State, sent: Any) -> None:
    """Select what the chart says was caught; nothing caught, or nothing that a chart of ours sends: the preset."""
    count = len(data.test_set(models.entry(now.model).data)[1])
    found = sent if isinstance(sent, list | tuple) else ()
    good = {i for i in found if isinstance(i, int) and not isinstance(i, bool) and 0 <= i < count}
    now.lasso = tuple(sorted(good))
    now.revision, now.by_hand = now.revision + 1, bool(good)


def selected(now: State) -> np.ndarray:
    """Indices of the selected images, ascending."""
    if now.lasso:
        return np.array(now.lasso)
    found = cloud(now.model)
    return found.wrong if now.preset == WRONG else np.flatnonzero(found.labels == int(now.preset))


def put_in_url(now: State) -> None:
    """What restores this page, as far as it is not what everybody begins with."""
    url.put(
        model=now.model if now.model != PREFERRED else None,
        view=now.view if now.view != VIEWS[0] else None,
        show=now.preset if now.preset != WRONG else None,
    )
