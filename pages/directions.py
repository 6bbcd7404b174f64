"""Directions in the code: sliders that shift, zoom, thicken and lean a digit, in pixels and in its twenty numbers."""

import streamlit as st

from ae_core import CheckpointError, DrawingError
from ae_core.directions import TEST_IMAGES
from ae_core.fields import DirectionsError
from ui import drawing, errors, lessons, models, moves, router
from ui.components.blob import blob
from ui.components.canvas import canvas, sent
from ui.components.directions import directions_board, sent_moved
from ui.guard import guarded
from ui.language import _

BOARD = "directions_board"
CANVAS = "directions_canvas"


def board_changed() -> None:
    # The steps below the fold follow only while one of them is open.
    if lessons.any_step_open("directions"):
        moves.state(sent_moved(BOARD))
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
    now = moves.state(sent_moved(BOARD))
    try:
        x, digit = moves.now_drawn()
        said = ""
    except DrawingError as error:
        x, digit = None, ""
        said = errors.sentence(error)
    here = drawing.drawing()
    moves.put_in_url(now, here.test_index)
    left, right = st.columns([252, 732], gap="medium")
    with right:
        directions_board(moves.board(x, digit, now), key=BOARD, on_change=board_changed)
    with left:
        canvas(here.start, memory=here.memory, answered=here.answered, key=CANVAS, on_change=drawing_changed)
        st.button(_("Another test digit"), on_click=drawing.take_another_test_digit, width="stretch")
        if said:
            st.caption(said)


def lesson_values() -> dict[str, str] | None:
    """Today's numbers for the steps; None where nothing is drawn."""
    try:
        x, _digit = moves.now_drawn()
    except DrawingError:
        return None
    now = moves.state(None)
    found = moves.ground().directions
    least, share = moves.lowest_share(found)
    return {
        "model": models.label(moves.MODEL),
        "dimension": str(found.arrows.shape[1]),
        "measured": moves.measured_table(x, now),
        "fit": moves.fit_table(found),
        "effect": moves.effect_table(found),
        "augmentation": moves.augmentation(),
        "comparison": moves.comparison_table(),
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
        x, _digit = moves.now_drawn()
        return drawing.as_png(moves.as_picture(x, moves.state(None)))

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
        ground = moves.ground()
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
