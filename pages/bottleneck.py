"""The bottleneck dial: the same ten digits through one number, two, four, up to 64, beside PCA."""

import streamlit as st

from ae_core import CheckpointError
from ui import bottleneck, errors, lessons, router, tens
from ui.components.blob import blob
from ui.components.bottleneck_dial import dial, sent_turn
from ui.guard import guarded
from ui.language import _

DIAL = "bottleneck_dial"


def turned() -> None:
    # The steps below the fold follow only while one of them is open.
    if lessons.any_step_open("bottleneck"):
        bottleneck.receive(bottleneck.state(), sent_turn(DIAL, bottleneck.notches()))
        st.rerun(["bottleneck_stage", "bottleneck_steps"])


def another_ten() -> None:
    now = bottleneck.state()
    now.number = (now.number + 1) % tens.sets("mnist")


@st.fragment(key="bottleneck_stage")
@guarded
def stage() -> None:
    now = bottleneck.state()
    bottleneck.receive(now, sent_turn(DIAL, bottleneck.notches()))
    bottleneck.put_in_url(now)
    with st.container(gap=None):
        blob(*bottleneck.content(now.number))
        dial(bottleneck.settings(now), key=DIAL, on_change=turned)
    with st.container(horizontal=True, gap="small"):
        st.button(_("Another ten digits"), on_click=another_ten, key="bottleneck_another")
        st.download_button(
            _("Figures (CSV)"),
            bottleneck.figures_csv,
            "bottleneck.csv",
            "text/csv",
            key="bottleneck_csv",
            on_click="ignore",
            icon=":material/download:",
        )


@st.fragment(key="bottleneck_steps")
@guarded
def steps() -> None:
    lessons.show_steps("bottleneck", bottleneck.lesson_values(bottleneck.state()))


def show_bottleneck() -> None:
    with st.container(gap="xxsmall", key="opening"):
        lessons.show_opening("bottleneck")
    try:
        bottleneck.pca_errors()
    except CheckpointError as error:
        st.warning(errors.sentence(error))
    else:
        stage()
        steps()
    lessons.show_source("bottleneck")
    router.next_link("bottleneck")


router.show(show_bottleneck)
