"""The choice of models to stand side by side."""

from collections.abc import Mapping

import streamlit as st

from ui.language import _


def models_popover(labels: Mapping[str, str], key: str, at_most: int) -> None:
    """A button that opens the choice. `labels`: what people read, by model; the names chosen lie under `key`."""
    with st.popover(_("Models"), icon=":material/tune:"):
        st.multiselect(_("Models"), list(labels), format_func=labels.get, key=key, max_selections=at_most)
        st.caption(_("PCA at the same dimension always stands beside them."))
