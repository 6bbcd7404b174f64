"""The choice of models to stand side by side."""

import streamlit as st

from ui.resources import models
from ui.shell.language import _


def models_popover(names: list[str], key: str, at_most: int) -> None:
    """A button that opens the choice among these models; the names chosen lie under `key`."""
    with st.popover(_("Models"), icon=":material/tune:"):
        st.multiselect(
            _("Models"), names, format_func=models.labels(names).get, key=key, max_selections=at_most
        )
        st.caption(_("PCA at the same dimension always stands beside them."))
