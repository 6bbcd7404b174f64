"""What stands in the sidebar: the lab's mark, the menu of all pages, the choice of language."""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from ui.shell import language, router, theme
from ui.shell.language import _


def _chosen() -> None:
    language.choose(st.session_state["language_choice"])


def _address(page: router.Page) -> str:
    """Below the lab's own address, for who opens the page in another tab: there, too, in the language chosen here."""
    path = "." if page is router.PAGES[0] else page.name
    asked = st.query_params.get(language.PARAMETER)
    return f"{path}?{urlencode({language.PARAMETER: asked})}" if asked else path


def menu_of_all() -> list[dict]:
    """Every section with its pages, in this visitor's language."""
    return [
        {
            "number": section.number,
            "title": _(section.title),
            "purpose": _(section.purpose),
            "items": [
                {"name": page.name, "title": _(page.title), "address": _address(page)} for page in pages
            ],
        }
        for section, pages in router.sections().items()
    ]


def show(menu: Callable[..., str | None], page) -> None:
    """The sidebar beside `page`; a press on another one in `menu` leads there."""
    # A widget of a page that is left forgets its value; the session's own language is what counts.
    st.session_state["language_choice"] = language.current()
    st.logo(theme.ICON, size="large")
    with st.sidebar:
        pressed = menu(menu_of_all(), router.current(page).name, key="menu")
        st.segmented_control(
            _("Language"),
            list(language.LANGUAGES),
            format_func=language.LANGUAGES.get,
            key="language_choice",
            on_change=_chosen,
            required=True,
        )
    router.go_to(pressed)
