"""Start: what an autoencoder is, shown by a real one, and the way to every page."""

import streamlit as st

from ae_core import CheckpointError
from ui.components.walk import walk_player
from ui.features.home.results import walk
from ui.resources import models
from ui.shell import errors, lessons, router
from ui.shell.language import _

PAGE = "home"
CARD_WIDTH = 242  # four of them beside the sidebar of a small projector


def show_walk() -> None:
    try:
        walked = walk()
    except CheckpointError as error:
        st.warning(errors.sentence(error))
        return
    walk_player(walked, model_label=models.label(walked.model), key="home_walk")


def show_card(one: router.Page) -> None:
    with st.container(border=True, width=CARD_WIDTH, gap="xxsmall", key=f"home_card_{one.name}"):
        st.page_link(one.path, label=f"**{_(one.title)}**", icon=one.icon)
        st.caption(_(one.invitation))


def show_pages() -> None:
    """The map of the lab: every section with its pages, in teaching order."""
    st.subheader(_("Where to go"), anchor=False)
    for section, pages in router.sections().items():
        others = [one for one in pages if one.name != PAGE]
        if not others:
            continue
        with st.container(gap="xxsmall"):
            st.markdown(f"{section.number} **{_(section.title)}** :gray[{_(section.purpose)}]".strip())
            with st.container(horizontal=True, gap="small"):
                for one in others:
                    show_card(one)


def page() -> None:
    lessons.show_opening(PAGE)
    show_walk()
    lessons.show_columns(PAGE)
    show_pages()
    lessons.show_source(PAGE)


router.show(page)
