"""The bottleneck dial: the same ten digits through one number, two, four, up to 64, beside PCA."""

import streamlit as st

from ae_core import CheckpointError
from ui.components.blob import blob
from ui.components.bottleneck_dial import dial, sent_turn
from ui.features.bottleneck import export, lesson, results, view
from ui.features.bottleneck.state import State
from ui.shell import downloads, errors, layout, lessons, router
from ui.shell.downloads import Download
from ui.shell.guard import guarded
from ui.shell.language import _

PAGE = "bottleneck"
DIAL = "bottleneck_dial"


def receive() -> None:
    State.mine().receive(sent_turn(DIAL, results.widths()))


def turned() -> None:
    layout.follow_open_steps(PAGE, ["bottleneck_stage", "bottleneck_steps"], receive)


def another_ten() -> None:
    State.mine().another_ten()


def figures() -> str:
    return export.figures(results.curve())


@st.fragment(key="bottleneck_stage")
@guarded
def stage() -> None:
    state = State.mine()
    receive()
    state.put_in_url()
    with st.container(gap=None):
        name, content = results.content(state.number)
        blob(name, content)
        dial(view.settings(state, results.curve(), name), key=DIAL, on_change=turned)
    with st.container(horizontal=True, gap="small"):
        st.button(_("Another ten digits"), on_click=another_ten, key="bottleneck_another")
        downloads.button(
            Download(
                _("Figures (CSV)"),
                figures,
                "bottleneck.csv",
                "bottleneck_csv",
                icon=":material/download:",
            )
        )


@st.fragment(key="bottleneck_steps")
@guarded
def steps() -> None:
    lessons.show_steps(PAGE, lesson.values(State.mine(), results.curve()))


def page() -> None:
    layout.title(PAGE)
    try:
        results.curve()
    except CheckpointError as error:
        st.warning(errors.sentence(error))
    else:
        stage()
        steps()
    layout.closing(PAGE)


router.show(page)
