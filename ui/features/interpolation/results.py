"""The path that a visitor has chosen, frame by frame, with what its neighbours vote and the curves along it."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
import torch
from torch import Tensor

from ae_core import data
from ae_core.latent import path as paths
from ae_core.latent.inspection import NEIGHBOURS
from ae_core.latent.interpolation import lerp, slerp
from ae_core.latent.path import Curve, Path
from ui.features.interpolation.state import State, Waypoints, spherical, waypoints
from ui.resources import models
from ui.resources.models import Loaded

_INTERPOLANTS = {"straight": lerp, "sphere": slerp}


@dataclass(frozen=True)
class Interpolated:
    """What the page shows.

    model: between whose codes the path goes. waypoints: what its tokens name. path: frame by frame. votes, agreeing:
    (n,) what the nearest test codes are labelled, and how many of them say so.
    """

    model: Loaded
    waypoints: Waypoints
    path: Path
    votes: list[int]
    agreeing: list[int]


def _path(state: State, model: Loaded, named: Waypoints) -> Path:
    if state.path:
        return paths.along_corners(model.net, torch.tensor(state.path, dtype=torch.float32), state.steps)
    images = [named.picture(token) for token in state.points]
    x = torch.from_numpy(np.stack([image for image in images if image is not None]))[:, None]
    kind = state.way if spherical(state.model) else "straight"
    return paths.between_images(model.net, x, state.steps, _INTERPOLANTS[kind])


def interpolated(state: State) -> Interpolated:
    """The path that the visitor has chosen.

    Raises:
        ae_core.CheckpointError: the model cannot be loaded; one sentence.
    """
    model, named = models.loaded(state.model), waypoints(state)
    path = _path(state, model, named)
    votes, agreeing = paths.votes_along(path.codes, model.space.codes, model.space.labels, NEIGHBOURS)
    return Interpolated(model, named, path, votes, agreeing)


@st.cache_resource(show_spinner=False)
def _test_images(source: str) -> Tensor:
    return data.as_input(data.test_set(source)[0])


@st.cache_resource(show_spinner=False)
def _usual(name: str, kind: str, _model: Loaded, _images: Tensor) -> float:
    """`name` tells one model from another: Streamlit leaves names with an underscore out of its keys."""
    del name
    return paths.usual(_model.net, kind, _images, _model.space.codes)


def curve(shown: Interpolated, kind: str) -> Curve:
    """One of `ae_core.latent.path.CURVES` along the path."""
    model = shown.model
    images = _test_images(model.entry.data)
    return paths.curve(model.net, shown.path, kind, images, _usual(model.name, kind, model, images))
