"""What stands in the sidebar under the list of pages."""

import streamlit as st

from ui.shell import language, theme
from ui.shell.language import _


def _chosen() -> None:
    language.choose(st.session_state["language_choice"])


def show() -> None:
    """The lab's mark and the choice of language."""
    # A widget of a page that is left forgets its value; the session's own language is what counts.
    st.session_state["language_choice"] = language.current()
    st.logo(theme.ICON, size="large")
    with st.sidebar:
        st.segmented_control(
            _("Language"),
            list(language.LANGUAGES),
            format_func=language.LANGUAGES.get,
            key="language_choice",
            on_change=_chosen,
            required=True,
        )
