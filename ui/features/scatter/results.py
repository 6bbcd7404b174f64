"""What is known of all codes of a model, and the chart of them: computed once, shared by all visitors."""

from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from ae_core.latent import overlap
from ae_core.latent.overlap import Overlap, Projected
from ui.features.scatter import chart as charts
from ui.features.scatter.state import State
from ui.resources import models
from ui.resources.models import Loaded
from ui.visuals import class_names


@dataclass(frozen=True)
class Shown:
    """What the page shows of a model. overlap: of its classes in the whole code. view: the code on so many axes."""

    model: Loaded
    overlap: Overlap
    view: Projected

    @property
    def axes(self) -> int:
        """Two or three."""
        return self.view.points.shape[1]


@st.cache_resource(show_spinner=False)
def cloud(name: str) -> Overlap:
    """How far the classes overlap in the model's code.

    Raises:
        CheckpointError: it cannot be loaded.
    """
    space = models.code_space(name)
    return overlap.overlap(space.codes, space.labels)


@st.cache_resource(show_spinner=False)
def projected(name: str, axes: int) -> Projected:
    """The model's codes on two or three axes. Raises what `cloud` raises."""
    return overlap.projected(cloud(name), axes)


def shown(state: State) -> Shown:
    """The model that the visitor has chosen, in their view. A code of two numbers has no third axis.

    Raises:
        CheckpointError: it cannot be loaded.
    """
    model = models.loaded(state.model)
    axes = min(3 if state.view == "3d" else 2, model.entry.latent_dim)
    return Shown(model, cloud(state.model), projected(state.model, axes))


@st.cache_resource(show_spinner=False)
def chart(name: str, axes: int, dark: bool, language: str, checkpoint: str) -> go.Figure:
    """The model's codes on two or three axes. Made once for each look.

    Args:
        language: of the names in it. checkpoint: the weights it shows; both only tell one figure from another.
    """
    del language, checkpoint
    names = class_names.names(models.entry(name).data)
    return charts.draw(projected(name, axes), cloud(name).labels, names, dark)
