"""The animation: D(E(x)) applied again and again to the corrupted picture, with the path of its code on a map."""

import numpy as np
import plotly.graph_objects as go
import streamlit as st
import torch

from ae_core import CheckpointError, metrics
from ae_core.latent.iteration import Repeated, repeat
from ae_core.restoration import methods
from ae_core.restoration.corruptions import Corrupted
from ui.components.player import Series, Track, player
from ui.features.denoise import choices, results, view
from ui.features.denoise.results import CodePlane
from ui.resources import models
from ui.shell import errors, theme, url
from ui.shell.language import _, ngettext
from ui.shell.session import sticky
from ui.shell.theme import CLASS_COLOURS
from ui.visuals import charts, digits

FOLD = "denoise-repeat"
TIMES_AT_MOST, TIMES = 20, 10
_MODEL, _TIMES = "denoise_repeat_model", "denoise_repeat_times"


def _add_test_codes(chart: go.Figure, here: CodePlane, ink: str) -> None:
    """The test digits as points, each class named on its cluster."""
    chart.add_scatter(
        x=here.points[:, 0],
        y=here.points[:, 1],
        mode="markers",
        marker={"size": 4, "opacity": 0.4, "color": [CLASS_COLOURS[label] for label in here.labels]},
        hoverinfo="skip",
    )
    medians = charts.class_medians(here.points, here.labels)
    chart.add_scatter(
        x=medians[:, 0],
        y=medians[:, 1],
        mode="text",
        text=[f"<b>{digit}</b>" for digit in range(10)],
        textfont={"size": 16, "color": ink},
        hoverinfo="skip",
    )


def path_chart(here: CodePlane, applied: Repeated, dark: bool) -> go.Figure:
    """The path of the code over the test digits, a point a step, with the first and last one named."""
    ink, _line, paper = charts.INKS[dark]
    chart = go.Figure(layout={"template": charts.template(dark), "height": 400})
    _add_test_codes(chart, here, ink)
    path = here.plane.of(applied.codes).numpy()
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
    flat = applied.codes.shape[1] == 2
    left, right, bottom, top = _view(path, here.points)
    chart.update_xaxes(
        title="z₁" if flat else _("first principal component of the code"), range=[left, right]
    )
    chart.update_yaxes(title="z₂" if flat else _("second"), scaleanchor="x", range=[bottom, top])
    return chart


def _view(path: np.ndarray, points: np.ndarray) -> tuple[float, float, float, float]:
    """From x to x and from y to y around the path, wide enough to see among which digits it runs."""
    middle = (path.min(0) + path.max(0)) / 2
    reach = max(float(np.ptp(path, axis=0).max()), 0.5 * float(points.std(0).max()))
    (left, bottom), (right, top) = (middle - 0.9 * reach).tolist(), (middle + 0.9 * reach).tolist()
    return left, right, bottom, top


def _default_model(kind: str, names: list[str]) -> str:
    """The denoiser taught with this very noise where there is one, else the first that was taught to denoise."""
    denoisers = [name for name in names if models.entry(name).task == "denoise"]
    own = [name for name in denoisers if models.entry(name).recipe.corruption == kind]
    return [*own, *denoisers, *names][0]


def _choose(kind: str) -> tuple[str, int]:
    names = choices.nets()
    asked = url.names("again", names)
    usual = _default_model(kind, names)
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


def _play(applied: Repeated, x: torch.Tensor) -> None:
    count = len(applied.images)
    psnr = [
        view.decibels(float(value))
        for value in metrics.psnr_per_image(applied.images, x.expand_as(applied.images))
    ]
    frames = np.stack([digits.to_pixels(image) for image in applied.images])
    wrong = np.stack([digits.error_pixels(image, x) for image in applied.images])
    clean = np.repeat(digits.to_pixels(x)[None], count, 0)
    names = [_("spoiled"), *map(_after, range(1, count))]
    player(
        [
            Track(_("Clean x"), clean, kind="x"),
            Track(_("D(E(·)) again and again"), frames, "xhat", names),
            Track(_("Error"), wrong, captions=psnr),
        ],
        series=[Series(_("Squared error against the clean picture"), applied.errors.tolist(), "xhat")],
        key="denoise_player",
        rate=2.5,
        loop="once",
        zoom=6,
    )


def show(given: Corrupted | None, kind: str) -> None:
    """The fold with the animation. given: one picture, None where nothing is drawn. kind: of corruption."""
    fold = st.expander(_("Again and again: D(E(x)) up to 20 times"), key=FOLD, on_change="rerun")
    if not fold.open:
        return
    with fold:
        if given is None:
            st.caption(_("There is nothing to restore yet: draw a digit first."))
            return
        name, times = _choose(kind)
        try:
            model, plane = models.model(name), results.code_plane(name)
        except CheckpointError as error:
            st.info(errors.sentence(error))
            return
        seen = methods.of_net(model, models.entry(name)).seen(given)
        applied = repeat(model, seen, given.x, times)
        left, right = st.columns([5, 4], gap="medium")
        with left:
            _play(applied, given.x)
        chart = path_chart(plane, applied, theme.is_dark())
        right.plotly_chart(chart, theme=None, key="denoise_path", config={"displayModeBar": False})
        st.caption(
            _(
                "The first application moved the picture by {first} (squared), the last one by {last}."
                " The map shows {count} test digits."
            ).format(
                last=f"{float(applied.changes[-1]):.2f}",
                first=f"{float(applied.changes[0]):.2f}",
                count=len(plane.points),
            )
        )
