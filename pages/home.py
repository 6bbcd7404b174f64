"""Start: what an autoencoder is, shown by a real one, and the way to every page."""

import streamlit as st

from ae_core import CheckpointError
from ui.components.walk import walk_player
from ui.features.home.walk import walk
from ui.resources import models
from ui.shell import errors, lessons, router
from ui.shell.language import _


def show_walk() -> None:
    try:
        found = walk()
    except CheckpointError as error:
        st.warning(errors.sentence(error))
        return
    walk_player(found, model_label=models.label(found.model), key="home_walk")


def show_pages() -> None:
    st.subheader(_("Where to go"), anchor=False)
    for page in router.other_pages("home"):
        with st.container(border=True, width=480, gap="xxsmall"):
            st.page_link(page.path, label=f"**{_(page.title)}**", icon=page.icon)
            st.caption(_(page.invitation))


def home() -> None:
    lessons.show_opening("home")
    show_walk()
    lessons.show_columns("home")
    show_pages()
    lessons.show_source("home")


router.show(home)
