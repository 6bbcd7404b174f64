"""The list of all pages for the sidebar: sections that fold, the current one open, each with a line on what it is for.

Streamlit's own list cannot be told which of its sections are open, and its expanders do not take a press on what a
style sheet unfolds; a phone shows all sections unfolded, so that any page is two taps away.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from ui.components import text
from ui.components.shared import messages
from ui.shell.language import _

_component = st.components.v2.component(
    "lab_menu",
    html='<nav class="menu"></nav>\n<!-- filled by menu.js -->',
    css=text("menu/menu.css"),
    js=text("menu/menu.js"),
)


def menu(sections: Sequence[dict[str, Any]], current: str, *, key: str) -> str | None:
    """Show the pages.

    Args:
        sections: in teaching order, each with its `number` among the acts or "", `title`, `purpose`, and `items`: pages
            with `name`, `title` and `address` below the lab's own.
        current: name of the page that is open.

    Returns:
        the name that was just pressed, as the browser sent it: unchecked. None where nothing was.
    """
    data = {"sections": list(sections), "current": current, "label": _("Pages")}
    sent = _component(key=key, data=data, on_page_change=messages.unanswered)
    return sent.page if isinstance(sent.page, str) else None
