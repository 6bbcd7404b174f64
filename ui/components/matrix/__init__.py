"""A table of our own HTML whose cells are buttons: a press, or Enter, tells Python which one; arrow keys walk.

Cells carry `data-cell`, the chosen one `aria-pressed="true"`.
"""

import streamlit as st

from ui.components import text
from ui.components.shared import messages

_component = st.components.v2.component(
    "lab_matrix",
    html='<div class="lab matrix"></div>\n<!-- filled by matrix.js -->',
    css=text("matrix/matrix.css"),
    js=text("matrix/matrix.js"),
)


def matrix(html: str, *, key: str) -> None:
    """Show the table. Text in it must be escaped by whoever wrote it."""
    _component(key=key, data={"html": str(html)}, on_pressed_change=messages.unanswered)


def pressed(key: str) -> str | None:
    """`data-cell` of the cell pressed last, as the browser sent it: unchecked. None before the first press."""
    sent = messages.value(key, "pressed")
    return sent if isinstance(sent, str) else None
