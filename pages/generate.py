"""Samples from the prior: grids of several models from the same seed, read by a classifier; ten digits in one style."""

import streamlit as st

from ui.components.blob import blob
from ui.components.live import live
from ui.components.style_pad import sent, style_pad
from ui.features.generate import export, lesson, results, view
from ui.features.generate.state import (
    HOTTEST,
    MODELS,
    MODELS_AT_MOST,
    SEED,
    TEMPERATURE,
    State,
    new_seed,
    state,
)
from ui.resources import models, samples
from ui.shell import downloads, layout, lessons, router
from ui.shell.downloads import Download
from ui.shell.guard import guarded
from ui.shell.language import _
from ui.shell.session import widget_key

PAD = "generate_pad"


def more() -> None:
    offered = samples.offered()
    with st.popover(_("More"), icon=":material/tune:"):
        st.multiselect(
            _("Models"),
            offered,
            format_func=models.labels(offered).get,
            key=widget_key(MODELS),
            max_selections=MODELS_AT_MOST,
        )
        st.number_input(_("Seed"), 0, samples.SEEDS - 1, key=SEED)


def opening() -> None:
    """Title, how warm, another draw, and what one may want to take home."""
    with layout.opening("generate"):
        st.slider(
            _("Temperature"),
            0.0,
            HOTTEST,
            step=0.1,
            format="%.1f",
            key=TEMPERATURE,
            width=200,
            help=_("How far the draws stray from the mean: 0 gives one picture, 1 is the prior itself."),
        )
        st.button(_("New samples"), on_click=new_seed, icon=":material/casino:", type="primary")
        more()
        picture = Download(
            "PNG",
            lambda: export.of_page(state(sent(PAD))),
            "autoencoder-lab-samples.png",
            "generate_png",
            icon=":material/download:",
            help=_("All samples on this page as one picture"),
        )
        downloads.button(picture)


def show_pad(there: State) -> None:
    teller = results.teller()
    if teller is None:
        return
    blob(teller.blob, teller.decoder)
    st.markdown(
        _(
            "**{model}**: the same style for all ten digits. Drag the point; press a digit to draw only that one."
        ).format(model=_(teller.entry.label))
    )
    agreement = lesson.agreement(teller.entry.name)
    note = _(
        "Handwriting is what is left for two numbers once the digit is told. Of 10,000 such digits in random styles "
        "the classifier reads {share} as the digit asked for."
    ).format(share=agreement)
    style_pad(there.chosen, teller.blob, note if agreement else "", key=PAD)


@st.fragment(key="generate_stage")
@guarded
def stage() -> None:
    there = state(sent(PAD))
    opening()
    there.put_in_url()
    digit = there.chosen.digit
    drawn = [results.of_model(name, there.seed, there.temperature, digit) for name in there.names]
    real = samples.real(there.seed)
    live(view.html(real, drawn, there.temperature, digit), key="generate_priors")
    show_pad(there)
    lessons.show_steps("generate", lesson.values(there) if lessons.any_step_open("generate") else None)


def page() -> None:
    stage()
    layout.closing("generate")


router.show(page)
