"""Interpolation: from digit to digit through pixels and, beside it, through codes, with the energy along both."""

import contextlib

import streamlit as st

from ae_core import CheckpointError, DrawingError
from ae_core.latent.path import CURVES
from ui.components import waypoints
from ui.components.live import live
from ui.components.shared.messages import unanswered
from ui.features.interpolation import export, lesson, results, view, waypoint_picker
from ui.features.interpolation.state import HIGH, LOW, SENTENCES, State, choosable, spherical
from ui.inputs import drawing
from ui.resources import models
from ui.shell import downloads, errors, layout, lessons, router
from ui.shell.downloads import Download
from ui.shell.guard import guarded
from ui.shell.language import _
from ui.shell.session import widget_key

PAGE = "interpolation"
FRAGMENTS = ["interpolation_stage", "interpolation_steps"]
PLAYER = "interpolation_player"
CANVAS = "interpolation_canvas"


def receive() -> None:
    State.mine().receive(waypoints.sent(waypoint_picker.KEY))


def path_changed() -> None:
    layout.follow_open_steps(PAGE, FRAGMENTS, receive)


def take_choice(name: str) -> None:
    """A widget of the stage was used: `name` is the field of the state that it sets."""
    state = State.mine()
    setattr(state, name, st.session_state[widget_key(f"interpolation_{name}")])
    state.wrong = []
    path_changed()


def model_chosen() -> None:
    State.mine().choose(st.session_state[widget_key("interpolation_model")])


def choose_model(state: State) -> None:
    names = choosable()
    st.session_state[widget_key("interpolation_model")] = state.model
    st.selectbox(
        _("Model"),
        names,
        format_func=models.labels(names).get,
        key=widget_key("interpolation_model"),
        on_change=model_chosen,
        label_visibility="collapsed",
        width=260,
    )


def add_drawing() -> None:
    # Erased in the same moment: then there is nothing to add.
    with contextlib.suppress(DrawingError):
        State.mine().keep_drawing(drawing.current()[0, 0].numpy())
    st.rerun(FRAGMENTS)


@st.fragment(key="interpolation_draw")
@guarded
def draw_one() -> None:
    blank = drawing.take(CANVAS).is_blank
    st.button(_("Add to the path"), type="primary", on_click=add_drawing, disabled=blank, width=280)
    drawing.surface(CANVAS, unanswered)


def files(state: State) -> list[Download]:
    """What can be kept."""

    def animation() -> bytes:
        return export.gif(results.interpolated(state).path, state.model)

    def rows() -> bytes:
        return export.strip(results.interpolated(state).path)

    name = f"interpolation-{state.model}"
    return [
        Download(_("Animation (GIF)"), animation, f"{name}.gif", "interpolation_gif"),
        Download(_("Both rows (PNG)"), rows, f"{name}.png", "interpolation_png"),
    ]


def sphere_chosen() -> None:
    state = State.mine()
    state.way, state.wrong = "sphere" if st.session_state["interpolation_sphere"] else "straight", []
    path_changed()


def choose_steps(state: State) -> None:
    st.session_state[widget_key("interpolation_steps")] = state.steps
    st.slider(
        _("Steps from one way-point to the next"),
        LOW,
        HIGH,
        key=widget_key("interpolation_steps"),
        on_change=take_choice,
        args=("steps",),
    )


def choose_curve_and_interpolant(state: State) -> None:
    left, right = st.columns([8, 5], gap="small", vertical_alignment="center")
    st.session_state[widget_key("interpolation_curve")] = state.curve
    left.selectbox(
        _("Curve"),
        CURVES,
        format_func=view.curve_name,
        key=widget_key("interpolation_curve"),
        on_change=take_choice,
        args=("curve",),
        label_visibility="collapsed",
    )
    if spherical(state.model):
        st.session_state["interpolation_sphere"] = state.way == "sphere"
        right.toggle(
            _("Spherical"),
            key="interpolation_sphere",
            on_change=sphere_chosen,
            help=_("Around the origin instead of straight through the code"),
        )


@st.fragment(key="interpolation_stage")
@guarded
def stage() -> None:
    state = State.mine()
    receive()
    state.put_in_url()
    for wrong in state.wrong:
        st.info(_(SENTENCES[wrong]))
    try:
        shown = results.interpolated(state)
    except CheckpointError as error:
        st.warning(errors.sentence(error))
        return
    left, right = st.columns([572, 428], gap="small")
    with left:
        waypoint_picker.show(state, shown, path_changed)
        choose_steps(state)
    with right:
        view.show_player(state, shown, results.curve(shown, state.curve), PLAYER)
        choose_curve_and_interpolant(state)
    live(view.film(shown.path), key="interpolation_strip")


@st.fragment(key="interpolation_steps")
@guarded
def steps() -> None:
    values = None
    if lessons.any_step_open(PAGE):
        state = State.mine()
        with contextlib.suppress(CheckpointError):
            values = lesson.values(state, results.interpolated(state))
    lessons.show_steps(PAGE, values)


def page() -> None:
    state = State.arrive()
    with layout.opening(PAGE):
        choose_model(state)
        with st.popover(_("Draw"), icon=":material/draw:"):
            draw_one()
        downloads.popover(files(state))
    stage()
    steps()
    layout.closing(PAGE)


router.show(page)
