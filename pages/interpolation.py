"""Interpolation: from digit to digit through pixels and, beside it, through codes, with the energy along both ways."""

import contextlib
from itertools import pairwise

import streamlit as st

from ae_core import CheckpointError, DrawingError
from ui.components import waypoints
from ui.components.canvas import canvas
from ui.components.canvas import sent as sent_drawing
from ui.components.live import live
from ui.components.player import Series, Track, player
from ui.features.interpolation import export, results, state, view, waypoint_picker
from ui.features.interpolation.results import Crossing
from ui.inputs import drawing
from ui.resources import models
from ui.resources.readings import NEIGHBOURS
from ui.shell import errors, lessons, router
from ui.shell.guard import guarded
from ui.shell.language import N_, _
from ui.shell.session import widget_key
from ui.visuals import class_names
from ui.visuals.code_figure import minus

PLAYER = "interpolation_player"
CANVAS = "interpolation_canvas"
CURVES = {
    "energy": N_("Energy ‖x − g(f(x))‖²"),
    "back": N_("Way back ‖z − f(g(z))‖"),
    "nearest": N_("Nearest test image ‖x − x′‖²"),
    "length": N_("Length ‖z‖"),
}


def now_and_names() -> tuple[state.State, list[str]]:
    names = state.choosable()
    return state.state(names), names


def path_changed() -> None:
    # The steps below the fold follow only while one of them is open.
    if lessons.any_step_open("interpolation"):
        waypoint_picker.receive(now_and_names()[0], waypoints.sent(waypoint_picker.KEY))
        st.rerun(["interpolation_stage", "interpolation_steps"])


def take_choice(name: str) -> None:
    """A widget of the stage was used: `name` is the field of the state that it sets."""
    now, _names = now_and_names()
    setattr(now, name, st.session_state[widget_key(f"interpolation_{name}")])
    now.wrong = []
    path_changed()


def model_chosen() -> None:
    state.choose(now_and_names()[0], st.session_state[widget_key("interpolation_model")])


def choose_model(now: state.State, names: list[str]) -> None:
    st.session_state[widget_key("interpolation_model")] = now.model
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
    now, _names = now_and_names()
    # Erased in the same moment: then there is nothing to add.
    with contextlib.suppress(DrawingError):
        state.keep_drawing(now, drawing.model_input(drawing.drawing(), raw=False)[0, 0].numpy())
    st.rerun(["interpolation_stage", "interpolation_steps"])


@st.fragment(key="interpolation_draw")
@guarded
def draw_one() -> None:
    drawing.receive(sent_drawing(CANVAS))
    lying = drawing.drawing()
    st.button(_("Add to the path"), type="primary", on_click=add_drawing, disabled=lying.is_blank, width=280)
    canvas(lying.start, memory=lying.memory, answered=lying.answered, key=CANVAS, on_change=drawing_changed)


def drawing_changed() -> None:
    """The fragment's run takes the drawing; Streamlit wants a callback to know of the value at all."""


def keep_it(now: state.State) -> None:
    """The downloads, made when they are pressed."""
    for label, made, ending, icon in (
        (_("Animation (GIF)"), export.gif, "gif", ":material/movie:"),
        (_("Both rows (PNG)"), export.strip, "png", ":material/image:"),
    ):
        st.download_button(
            label,
            lambda made=made: made(results.crossing(now)),
            f"interpolation-{now.model}.{ending}",
            f"image/{ending}",
            key=f"interpolation_{ending}",
            on_click="ignore",
            icon=icon,
            width="stretch",
        )


def sphere_chosen() -> None:
    now, _names = now_and_names()
    now.way, now.wrong = "sphere" if st.session_state["interpolation_sphere"] else "straight", []
    path_changed()


def choose_steps(now: state.State) -> None:
    st.session_state[widget_key("interpolation_steps")] = now.steps
    st.slider(
        _("Steps from one way-point to the next"),
        state.LOW,
        state.HIGH,
        key=widget_key("interpolation_steps"),
        on_change=take_choice,
        args=("steps",),
    )


def choose_curve_and_way(now: state.State) -> None:
    curve, way = st.columns([8, 5], gap="small", vertical_alignment="center")
    st.session_state[widget_key("interpolation_curve")] = now.curve
    curve.selectbox(
        _("Curve"),
        state.CURVES,
        format_func=lambda name: _(CURVES[name]),
        key=widget_key("interpolation_curve"),
        on_change=take_choice,
        args=("curve",),
        label_visibility="collapsed",
    )
    if state.spherical(now.model):
        st.session_state["interpolation_sphere"] = now.way == "sphere"
        way.toggle(
            _("Spherical"),
            key="interpolation_sphere",
            on_change=sphere_chosen,
            help=_("Around the origin instead of straight through the code"),
        )


def station_names(now: state.State, found: Crossing) -> list[str]:
    if now.path:
        return [class_names.names(now.data)[found.votes[at]] for at in found.stations]
    return [state.name(now, token) for token in now.points]


def mixture(one: str, other: str, share: float) -> str:
    """How much of which way-point a faded picture holds."""
    return f"{1 - share:.0%} “{one}” + {share:.0%} “{other}”" if share else f"100% “{one}”"


def pixel_captions(found: Crossing, names: list[str]) -> list[str]:
    captions = []
    for leg, (start, end) in enumerate(pairwise(found.stations)):
        shares = [(frame - start) / (end - start) for frame in range(start, end)]
        captions += [mixture(names[leg], names[leg + 1], share) for share in shares]
    return [*captions, mixture(names[-1], "", 0)]


def show_player(now: state.State, found: Crossing) -> None:
    curve = results.curve(found, now.curve)
    names, called = station_names(now, found), class_names.names(now.data)
    votes = [
        _("neighbours: {name} ({votes}/{count})").format(name=called[vote], votes=votes, count=NEIGHBOURS)
        for vote, votes in zip(found.votes, found.agreeing, strict=True)
    ]
    level = {"level": curve.usual, "level_name": _("Median of the test images")}
    if curve.pixels is None:
        lines = [Series(_("Latent space"), curve.decoded, "code", **level)]
    else:
        lines = [
            Series(_("Pixel space"), curve.pixels, "x"),
            Series(_("Latent space"), curve.decoded, "xhat", **level),
        ]
    through_pixels, through_codes = export.pictures(found)
    player(
        [
            Track(_("Pixel space"), through_pixels, "x", pixel_captions(found, names)),
            Track(_("Latent space"), through_codes, "xhat", votes),
        ],
        key=PLAYER,
        series=lines,
        marks=dict(zip(found.stations, names, strict=True)),
        loop="swing",
    )


@st.fragment(key="interpolation_stage")
@guarded
def stage() -> None:
    now, names = now_and_names()
    waypoint_picker.receive(now, waypoints.sent(waypoint_picker.KEY))
    state.put_in_url(now, names)
    for wrong in now.wrong:
        st.info(_(state.SENTENCES[wrong]))
    try:
        found = results.crossing(now)
    except CheckpointError as error:
        st.warning(errors.sentence(error))
        return
    left, right = st.columns([572, 428], gap="small")
    with left:
        waypoint_picker.show(now, found, path_changed)
        choose_steps(now)
    with right:
        show_player(now, found)
        choose_curve_and_way(now)
    live(view.html(found), key="interpolation_strip")


def number(value: float, decimals: int = 2) -> str:
    return minus(f"{value:.{decimals}f}")


def lesson_values(now: state.State, found: Crossing) -> dict[str, str]:
    """Today's numbers for the steps, at the middle of the first leg."""
    at = found.middle
    curves = {kind: results.curve(found, kind) for kind in state.CURVES}
    energy, nearest = curves["energy"], curves["nearest"]
    names = station_names(now, found)
    return {
        "model": models.label(now.model),
        "dimension": str(found.codes.shape[1]),
        "from": names[0],
        "to": names[1],
        "energy_pixels": number(energy.pixels[at]),
        "energy_codes": number(energy.decoded[at]),
        "energy_usual": number(energy.usual),
        "back_most": number(curves["back"].decoded.max()),
        "back_usual": number(curves["back"].usual),
        "length_middle": number(curves["length"].decoded[at]),
        "length_from": number(curves["length"].decoded[0]),
        "length_usual": number(curves["length"].usual),
        "nearest_pixels": number(nearest.pixels[at], 1),
        "nearest_codes": number(nearest.decoded[at], 1),
    }


@st.fragment(key="interpolation_steps")
@guarded
def steps() -> None:
    values = None
    if lessons.any_step_open("interpolation"):
        now, _names = now_and_names()
        try:
            values = lesson_values(now, results.crossing(now))
        except CheckpointError:
            values = None
    lessons.show_steps("interpolation", values)


def interpolation() -> None:
    names = state.choosable()
    now = state.arrive(names)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(gap="xxsmall", key="opening"):
            lessons.show_opening("interpolation")
        choose_model(now, names)
        with st.popover(_("Draw"), icon=":material/draw:"):
            draw_one()
        with st.popover(_("Keep"), icon=":material/download:"):
            keep_it(now)
    stage()
    steps()
    lessons.show_source("interpolation")
    router.next_link("interpolation")


router.show(interpolation)
