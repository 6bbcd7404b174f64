"""The animation: D(E(x)) applied again and again to the spoiled picture, with the way of its code on a map."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
import streamlit as st
import torch

from ae_core import CheckpointError, metrics
from ae_core.latent.iteration import Repeated, repeat
from ae_core.latent.projection import Plane, principal_plane
from ui.components.player import Series, Track, player
from ui.features.denoise import choices, view
from ui.features.denoise.choices import Spoil
from ui.resources import models
from ui.shell import errors, theme, url
from ui.shell.language import _, ngettext
from ui.shell.session import sticky
from ui.shell.theme import CLASS_COLOURS
from ui.visuals import charts, digits

FOLD = "denoise-repeat"
TIMES_AT_MOST, TIMES = 20, 10
_POINTS = 2000  # of the test codes, evenly taken
_MODEL, _TIMES = "denoise_repeat_model", "denoise_repeat_times"


@dataclass(frozen=True)
class Ground:
    """The test codes on the plane of a map: points (N, 2) and labels (N,)."""

    plane: Plane
    points: np.ndarray
    labels: np.ndarray


@st.cache_resource(show_spinner=False)
def ground(name: str) -> Ground:
    """The map of a model's code: its own two numbers, or the plane in which the test codes spread most.

    Raises:
        ae_core.CheckpointError: the model cannot be loaded.
    """
    space = models.code_space(name)
    plane = principal_plane(space.codes)
    taken = np.arange(0, len(space.codes), max(len(space.codes) // _POINTS, 1))
    return Ground(plane, plane.of(space.codes[taken]).numpy(), space.labels.numpy()[taken])


def path_chart(name: str, way: Repeated, dark: bool) -> go.Figure:
    """The way of the code over the test digits, a point a step, with the first and last one named."""
    here = ground(name)
    ink, _line, paper = charts.INKS[dark]
    chart = go.Figure(layout={"template": charts.template(dark), "height": 400})
    chart.add_scatter(
        x=here.points[:, 0],
        y=here.points[:, 1],
        mode="markers",
        marker={"size": 4, "opacity": 0.4, "color": [CLASS_COLOURS[label] for label in here.labels]},
        hoverinfo="skip",
    )
    medians = np.array([np.median(here.points[here.labels == digit], axis=0) for digit in range(10)])
    chart.add_scatter(
        x=medians[:, 0],
        y=medians[:, 1],
        mode="text",
        text=[f"<b>{digit}</b>" for digit in range(10)],
        textfont={"size": 16, "color": ink},
        hoverinfo="skip",
    )
    path = here.plane.of(way.codes).numpy()
    count = len(path)
    chart.add_scatter(
        x=path[:, 0],
        y=path[:, 1],
        mode="lines+markers+text",
        line={"color": charts.CODE[dark], "width": 2},
        marker={
            "size": [13] + [7] * (count - 2) + [13],
            "color": charts.CODE[dark],
            "line": {"width": 2, "color": paper},
        },
        text=["<b>0</b>"] + [""] * (count - 2) + [f"<b>{count - 1}</b>"],
        textposition="top center",
        textfont={"size": 14, "color": ink},
        customdata=list(map(_after, range(count))),
        hovertemplate="%{customdata}<extra></extra>",
    )
    flat = models.entry(name).latent_dim == 2
    left, right, bottom, top = _view(path, here.points)
    chart.update_xaxes(
        title="z₁" if flat else _("first principal component of the code"), range=[left, right]
    )
    chart.update_yaxes(title="z₂" if flat else _("second"), scaleanchor="x", range=[bottom, top])
    return chart


def _view(path: np.ndarray, points: np.ndarray) -> tuple[float, float, float, float]:
    """From x to x and from y to y around the way, wide enough to see among which digits it runs."""
    middle = (path.min(0) + path.max(0)) / 2
    reach = max(float(np.ptp(path, axis=0).max()), 0.5 * float(points.std(0).max()))
    (left, bottom), (right, top) = (middle - 0.9 * reach).tolist(), (middle + 0.9 * reach).tolist()
    return left, right, bottom, top


def _default_model(spoil: Spoil, names: list[str]) -> str:
    """The denoiser taught with this very noise where there is one, else the first that was taught to denoise."""
    denoisers = [name for name in names if models.entry(name).task == "denoise"]
    own = [name for name in denoisers if models.entry(name).recipe.corruption == spoil.kind]
    return [*own, *denoisers, *names][0]


def _choose(spoil: Spoil) -> tuple[str, int]:
    names = choices.nets()
    asked = url.names("again", names)
    usual = _default_model(spoil, names)
    sticky(_MODEL, lambda: asked[0] if asked else usual)
    sticky(_TIMES, lambda: TIMES)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.selectbox(_("Network"), names, format_func=models.labels(names).get, key=_MODEL)
    with right:
        st.slider(_("How often"), 1, TIMES_AT_MOST, key=_TIMES)
    name = st.session_state[_MODEL]
    url.put(again=name if name != usual else None)
    return name, st.session_state[_TIMES]


def _after(step: int) -> str:
    return ngettext("after {step} time", "after {step} times", step).format(step=step)


def _play(way: Repeated, x: torch.Tensor) -> None:
    count = len(way.images)
    psnr = [
        view.decibels(float(value)) for value in metrics.psnr_per_image(way.images, x.expand_as(way.images))
    ]
    frames = np.stack([digits.to_pixels(image) for image in way.images])
    wrong = np.stack([digits.error_pixels(image, x) for image in way.images])
    clean = np.repeat(digits.to_pixels(x)[None], count, 0)
    names = [_("spoiled"), *map(_after, range(1, count))]
    player(
        [
            Track(_("Clean x"), clean, kind="x"),
            Track(_("D(E(·)) again and again"), frames, "xhat", names),
            Track(_("Error"), wrong, captions=psnr),
        ],
        series=[Series(_("Squared error against the clean picture"), way.errors.tolist(), "xhat")],
        key="denoise_player",
        rate=2.5,
        loop="once",
        zoom=6,
    )


def show(x: torch.Tensor | None, spoil: Spoil) -> None:
    """The fold with the animation. x: (1, 1, 28, 28), None where nothing is drawn."""
    fold = st.expander(_("Again and again: D(E(x)) up to 20 times"), key=FOLD, on_change="rerun")
    if not fold.open:
        return
    with fold:
        if x is None:
            st.caption(_("There is nothing to restore yet: draw a digit first."))
            return
        name, times = _choose(spoil)
        try:
            way = repeat(models.model(name), choices.seen_by(name, spoil.apply(x), spoil), x, times)
            here = path_chart(name, way, theme.is_dark())
        except CheckpointError as error:
            st.info(errors.sentence(error))
            return
        left, right = st.columns([5, 4], gap="medium")
        with left:
            _play(way, x)
        right.plotly_chart(here, theme=None, key="denoise_path", config={"displayModeBar": False})
        st.caption(
            _(
                "The first application moved the picture by {first} (squared), the last one by {last}."
                " The map shows {count} test digits."
            ).format(
                last=f"{float(way.changes[-1]):.2f}",
                first=f"{float(way.changes[0]):.2f}",
                count=len(ground(name).points),
            )
        )
