"""The beta dial: the weight of the KL term, from copying to dreaming, and the price of each on one curve."""

import streamlit as st

from ae_core.generation.rate_distortion import Setting
from ui.components.blob import blob
from ui.components.dial import Mark, dial, sent
from ui.features.beta import export, lesson, results
from ui.features.beta.state import State, nearest
from ui.shell import downloads, layout, lessons, router
from ui.shell.downloads import Download
from ui.shell.guard import guarded
from ui.shell.language import _

DIAL = "beta_dial"


def receive() -> None:
    there = results.settings()
    State.at(there).receive(sent(DIAL), there)


def turned() -> None:
    layout.follow_open_steps("beta", ("beta_stage", "beta_steps"), receive)


def other_digits() -> None:
    State.at(results.settings()).other_digits()


def offer_files(there: list[Setting], seed: int) -> None:
    picture = Download(
        _("All notches (PNG)"),
        lambda: export.picture(there, results.pictures(there, seed)),
        f"beta-dial-{seed}.png",
        "beta-png",
    )
    curve = Download(_("The curve (CSV)"), lambda: export.table(there), "rate-distortion.csv", "beta-csv")
    downloads.popover([picture, curve])


def show_dial(there: list[Setting], state: State, blob_name: str) -> None:
    marks = [Mark(one.beta, one.rate, one.distortion, list(one.mean_kl), one.active) for one in there]
    dial(blob_name, marks, state.beta, state.answered, results.floor(), key=DIAL, on_change=turned)


@st.fragment(key="beta_stage")
@guarded
def stage(there: list[Setting]) -> None:
    state = State.at(there)
    state.receive(sent(DIAL), there)
    state.put_in_url()
    name = f"dial-{state.seed}-{results.fingerprint(there)}"
    show_dial(there, state, name)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_("Other digits, other draws"), on_click=other_digits, icon=":material/casino:")
        offer_files(there, state.seed)
        st.caption(_("Seed {seed}").format(seed=state.seed))
    blob(name, results.as_blob(there, state.seed))


@st.fragment(key="beta_steps")
@guarded
def steps(there: list[Setting]) -> None:
    here = nearest(State.at(there).beta, there)
    lessons.show_steps("beta", lesson.values(here, there, results.floor()))


def page() -> None:
    there = results.settings()
    layout.title("beta")
    if not there:
        st.warning(_("No notch of the dial can be loaded: the checkpoints are missing or damaged."))
    else:
        stage(there)
        if gone := results.missing(there):
            values = ", ".join(f"{value:g}" for value in gone)
            st.caption(_("Not here, for want of a checkpoint: beta {values}.").format(values=values))
        steps(there)
    layout.closing("beta")


router.show(page)
