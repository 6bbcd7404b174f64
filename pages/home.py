"""Start: what an autoencoder is, shown by a real one, and the way to every page."""

import streamlit as st

from ae_core import CheckpointError
from ui.components.walk import walk_player
from ui.features.home.results import walk
from ui.resources import models
from ui.shell import errors, lessons, router
from ui.shell.language import _

PAGE = "home"


def show_walk() -> None:
    try:
        walked = walk()
    except CheckpointError as error:
        st.warning(errors.sentence(error))
        return
    walk_player(walked, model_label=models.label(walked.model), key="home_walk")


def show_pages() -> None:
    st.subheader(_("Where to go"), anchor=False)
    for page in router.other_pages(PAGE):
        with st.container(border=True, width=480, gap="xxsmall"):
            st.page_link(page.path, label=f"**{_(page.title)}**", icon=page.icon)
            st.caption(_(page.invitation))


def page() -> None:
    lessons.show_opening(PAGE)
    show_walk()
    lessons.show_columns(PAGE)
    show_pages()
    lessons.show_source(PAGE)


router.show(page)
