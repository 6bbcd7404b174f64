"""A table of our own HTML that sorts in the browser and tells Python which row was pressed.

Rows carry `data-model`, cells the value they are sorted by in `data-sort` and, where only some values can be compared
with each other, `data-group`. An empty value is sorted last either way.
"""

import streamlit as st

from ui.components import text
from ui.components.shared import messages

_component = st.components.v2.component(
    "lab_table",
    html='<div class="lab table"></div>\n<!-- filled by table.js -->',
    css=text("table/table.css"),
    js=text("table/table.js"),
)


def table(html: str, *, key: str, leads_to: str = "") -> None:
    """Show the table. Text in it must be escaped by whoever wrote it.

    Args:
        leads_to: key of the container that a press fills; a narrow screen scrolls to it.
    """
    _component(key=key, data={"html": str(html), "leadsTo": leads_to}, on_pressed_change=messages.unanswered)


def pressed(key: str) -> str | None:
    """`data-model` of the row pressed last, as the browser sent it: unchecked. None before the first press."""
    sent = messages.value(key, "pressed")
    return sent if isinstance(sent, str) else None
