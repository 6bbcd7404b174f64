"""The bottleneck dial: the same ten digits through one number, two, four, up to 64, beside PCA."""

import streamlit as st

from ae_core import CheckpointError
from ui.components.blob import blob
from ui.components.bottleneck_dial import dial, sent_turn
from ui.features.bottleneck import state
from ui.features.models import view
from ui.shell import errors, lessons, router
from ui.shell.guard import guarded
from ui.shell.language import _

DIAL = "bottleneck_dial"


def turned() -> None:
    # The steps below the fold follow only while one of them is open.
    if lessons.any_step_open("bottleneck"):
        state.receive(state.state(), sent_turn(DIAL, state.notches()))
        st.rerun(["bottleneck_stage", "bottleneck_steps"])


def another_ten() -> None:
    now = state.state()
    now.number = (now.number + 1) % view.sets("mnist")


@st.fragment(key="bottleneck_stage")
@guarded
def stage() -> None:
    now = state.state()
    state.receive(now, sent_turn(DIAL, state.notches()))
    state.put_in_url(now)
    with st.container(gap=None):
        blob(*state.content(now.number))
        dial(state.settings(now), key=DIAL, on_change=turned)
    with st.container(horizontal=True, gap="small"):
        st.button(_("Another ten digits"), on_click=another_ten, key="bottleneck_another")
        st.download_button(
            _("Figures (CSV)"),
            state.figures_csv,
            "bottleneck.csv",
            "text/csv",
            key="bottleneck_csv",
            on_click="ignore",
            icon=":material/download:",
        )


@st.fragment(key="bottleneck_steps")
@guarded
def steps() -> None:
    lessons.show_steps("bottleneck", state.lesson_values(state.state()))


def show_bottleneck() -> None:
    with st.container(gap="xxsmall", key="opening"):
        lessons.show_opening("bottleneck")
    try:
        state.pca_errors()
    except CheckpointError as error:
        st.warning(errors.sentence(error))
    else:
        stage()
        steps()
    lessons.show_source("bottleneck")
    router.next_link("bottleneck")


router.show(show_bottleneck)
