"""Directions in the code: sliders that shift, zoom, thicken and lean a digit, in pixels and in its twenty numbers."""

import streamlit as st

from ae_core import CheckpointError, DrawingError
from ae_core.directions.directions import DirectionsError
from ae_core.directions.fitting import TEST_IMAGES
from ui.components.blob import blob
from ui.components.canvas import canvas, sent
from ui.components.directions import directions_board, sent_moved
from ui.features.directions import state
from ui.inputs import drawing
from ui.resources import models
from ui.shell import errors, lessons, router
from ui.shell.guard import guarded
from ui.shell.language import _

BOARD = "directions_board"
CANVAS = "directions_canvas"


def board_changed() -> None:
    # The steps below the fold follow only while one of them is open.
    if lessons.any_step_open("directions"):
        state.state(sent_moved(BOARD))
        st.rerun(["directions_stage", "directions_steps"])


def drawing_changed() -> None:
    picture = sent(CANVAS)
    if picture and picture.at_rest and lessons.any_step_open("directions"):
        drawing.receive(picture)
        st.rerun(["directions_stage", "directions_steps"])


@st.fragment(key="directions_stage")
@guarded
def stage() -> None:
    drawing.receive(sent(CANVAS))
    now = state.state(sent_moved(BOARD))
    try:
        x, digit = state.now_drawn()
        said = ""
    except DrawingError as error:
        x, digit = None, ""
        said = errors.sentence(error)
    here = drawing.drawing()
    state.put_in_url(now, here.test_index)
    left, right = st.columns([252, 732], gap="medium")
    with right:
        directions_board(state.board(x, digit, now), key=BOARD, on_change=board_changed)
    with left:
        canvas(here.start, memory=here.memory, answered=here.answered, key=CANVAS, on_change=drawing_changed)
        st.button(_("Another test digit"), on_click=drawing.take_another_test_digit, width="stretch")
        if said:
            st.caption(said)


def lesson_values() -> dict[str, str] | None:
    """Today's numbers for the steps; None where nothing is drawn."""
    try:
        x, _digit = state.now_drawn()
    except DrawingError:
        return None
    now = state.state(None)
    found = state.ground().directions
    least, share = state.lowest_share(found)
    return {
        "model": models.label(state.MODEL),
        "dimension": str(found.arrows.shape[1]),
        "measured": state.measured_table(x, now),
        "fit": state.fit_table(found),
        "effect": state.effect_table(found),
        "augmentation": state.augmentation(),
        "comparison": state.comparison_table(),
        "count": f"{TEST_IMAGES:,}",
        "least": least,
        "least_share": f"{share:.1%}",
    }


@st.fragment(key="directions_steps")
@guarded
def steps() -> None:
    lessons.show_steps("directions", lesson_values())


def keep_it() -> None:
    """The three pictures as one PNG, made when the button is pressed, from what is on the board then."""

    def made() -> bytes:
        x, _digit = state.now_drawn()
        return drawing.as_png(state.as_picture(x, state.state(None)))

    st.download_button(
        _("Picture (PNG)"),
        made,
        "directions.png",
        "image/png",
        key="directions_png",
        on_click="ignore",
        icon=":material/image:",
    )


def directions() -> None:
    try:
        ground = state.ground()
    except (CheckpointError, DirectionsError):
        lessons.show_opening("directions")
        st.warning(
            _("The directions cannot be shown: they, or the model they belong to, are missing or do not fit.")
        )
        router.next_link("directions")
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(gap="xxsmall", key="opening"):
            lessons.show_opening("directions")
        keep_it()
    with st.container(gap=None):
        blob(ground.blob, ground.content)
        stage()
    steps()
    lessons.show_source("directions")
    router.next_link("directions")


router.show(directions)
