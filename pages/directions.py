"""Directions in the code: sliders that shift, zoom, thicken and lean a digit, in pixels and in its twenty numbers."""

import streamlit as st

from ae_core import CheckpointError
from ae_core.directions.directions import DirectionsError
from ui.components.blob import blob
from ui.components.directions import directions_board, sent_moved
from ui.features.directions import export, lesson, results, view
from ui.features.directions.results import Movable
from ui.features.directions.state import State
from ui.inputs import drawing
from ui.shell import downloads, layout, lessons, router, url
from ui.shell.downloads import Download
from ui.shell.guard import guarded
from ui.shell.language import _

PAGE = "directions"
BOARD = "directions_board"
CANVAS = "directions_canvas"
FRAGMENTS = ["directions_stage", "directions_steps"]


def board_changed() -> None:
    layout.follow_open_steps(PAGE, FRAGMENTS, lambda: State.mine().receive(sent_moved(BOARD)))


def drawing_changed() -> None:
    if drawing.has_come_to_rest(CANVAS):
        layout.follow_open_steps(PAGE, FRAGMENTS, lambda: drawing.take(CANVAS))


def digit_name(here: drawing.Drawing) -> str:
    """Changes with what lies on the canvas."""
    return f"test-{here.test_index}" if here.test_index is not None else f"drawn-{here.answered}"


@st.fragment(key="directions_stage")
@guarded
def stage() -> None:
    here = drawing.take(CANVAS)
    state = State.mine()
    moved = state.receive(sent_moved(BOARD))
    x, why = drawing.current_or_why()
    state.put_in_url()
    url.put(digit=here.test_index)
    left, right = st.columns([252, 732], gap="medium")
    with right:
        board = view.board(results.movable(), x, digit_name(here) if x is not None else "", moved)
        directions_board(board, key=BOARD, on_change=board_changed)
    with left:
        drawing.surface(CANVAS, drawing_changed)
        drawing.another_button()
        if why:
            st.caption(why)


@st.fragment(key="directions_steps")
@guarded
def steps() -> None:
    x, _why = drawing.current_or_why()
    values = None if x is None else lesson.values(results.movable(), x, State.mine().moved)
    lessons.show_steps(PAGE, values)


def picture(movable: Movable) -> Download:
    """The three pictures as one PNG, of what is on the board when the button is pressed."""
    return Download(
        _("Picture (PNG)"),
        lambda: export.picture(movable, drawing.current(), State.mine().moved),
        "directions.png",
        "directions_png",
    )


def page() -> None:
    try:
        movable = results.movable()
    except (CheckpointError, DirectionsError):
        lessons.show_opening(PAGE)
        st.warning(
            _("The directions cannot be shown: they, or the model they belong to, are missing or do not fit.")
        )
        router.next_link(PAGE)
        return
    with layout.opening(PAGE):
        downloads.button(picture(movable))
    with st.container(gap=None):
        blob(movable.blob, movable.content)
        stage()
    steps()
    layout.closing(PAGE)


router.show(page)
