"""The beta dial: the weight of the KL term, from copying to dreaming, and the price of each on one curve."""

import math
import secrets

import streamlit as st

from ae_core.data import test_set
from ae_core.latent.seeded_normal import SEEDS
from ui.components.blob import blob
from ui.components.dial import dial as show_dial
from ui.components.dial import sent
from ui.features.beta import export, state
from ui.features.beta.state import Notch
from ui.shell import lessons, router
from ui.shell.guard import guarded
from ui.shell.language import _

DIAL = "beta_dial"


def turned() -> None:
    # The steps below the fold follow only while one of them is open.
    if lessons.any_step_open("beta"):
        there = state.notches()
        state.receive(state.state(there), sent(DIAL), there)
        st.rerun(["beta_stage", "beta_steps"])


def other_digits() -> None:
    now = state.state(state.notches())
    now.seed = (now.seed + 1 + secrets.randbelow(SEEDS - 1)) % SEEDS


def keep_it(there: list[Notch], seed: int) -> None:
    """The downloads, made when they are pressed."""
    with st.popover(_("Keep"), icon=":material/download:"):
        st.download_button(
            _("All notches (PNG)"),
            lambda: export.picture(there, seed),
            f"beta-dial-{seed}.png",
            "image/png",
            key="beta-png",
            on_click="ignore",
            icon=":material/image:",
            width="stretch",
        )
        st.download_button(
            _("The curve (CSV)"),
            lambda: export.table(there),
            "rate-distortion.csv",
            "text/csv",
            key="beta-csv",
            on_click="ignore",
            icon=":material/table:",
            width="stretch",
        )


@st.fragment(key="beta_stage")
@guarded
def stage(there: list[Notch]) -> None:
    now = state.state(there)
    state.receive(now, sent(DIAL), there)
    state.put_in_url(now)
    names = tuple(notch.name for notch in there)
    key = f"dial-{now.seed}-{state.fingerprint(names)}"
    show_dial(key, there, now, state.floor(), key=DIAL, on_change=turned)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_("Other digits, other draws"), on_click=other_digits, icon=":material/casino:")
        keep_it(there, now.seed)
        st.caption(_("Seed {seed}").format(seed=now.seed))
    blob(key, state.as_blob(names, now.seed))


def lesson_values(there: list[Notch], now: state.State) -> dict[str, str]:
    """Today's numbers for the steps: of the notch that the dial is at, and of the ends of the dial."""
    here, first, last = state.nearest(now.beta, there), there[0], there[-1]
    least = min(there, key=lambda notch: notch.loss)
    return {
        "beta": f"{here.beta:g}",
        "rate": f"{here.rate:.1f}",
        "distortion": f"{here.distortion:.1f}",
        "weighted": f"{here.distortion + here.beta * here.rate:.1f}",
        "loss": f"{here.loss:.1f}",
        "floor": f"{state.floor():.1f}",
        "bits": f"{here.rate / math.log(2):.1f}",
        "active": str(here.active),
        "dimensions": str(len(here.mean_kl)),
        "first_beta": f"{first.beta:g}",
        "first_rate": f"{first.rate:.1f}",
        "first_distortion": f"{first.distortion:.1f}",
        "last_beta": f"{last.beta:g}",
        "last_rate": f"{last.rate:.1f}",
        "last_distortion": f"{last.distortion:.1f}",
        "last_active": str(last.active),
        "least_beta": f"{least.beta:g}",
        "least_loss": f"{least.loss:.1f}",
        "images": f"{len(test_set('mnist')[1]):,}",
    }


@st.fragment(key="beta_steps")
@guarded
def steps(there: list[Notch]) -> None:
    lessons.show_steps("beta", lesson_values(there, state.state(there)))


def beta() -> None:
    there = state.notches()
    with st.container(gap="xxsmall", key="opening"):
        lessons.show_opening("beta")
    if not there:
        st.warning(_("No notch of the dial can be loaded: the checkpoints are missing or damaged."))
    else:
        stage(there)
        if gone := state.missing():
            said = ", ".join(f"{value:g}" for value in gone)
            st.caption(_("Not here, for want of a checkpoint: beta {values}.").format(values=said))
        steps(there)
    lessons.show_source("beta")
    router.next_link("beta")


router.show(beta)
