"""A block of our HTML that changes in place: pictures and numbers follow without a flash, the layout never jumps.

`st.html` replaces its content at every run; this patches the old tree towards the new one instead, so an image keeps
showing its old pixels until the new ones are there. One block holds many digits: that costs one message, not dozens.
"""

import streamlit as st

from ui.components import text

_component = st.components.v2.component(
    "lab_live",
    html='<div class="lab"></div>\n<!-- filled by live.js -->',
    css=text("live/live.css"),
    js=text("live/live.js"),
)


def live(html: str, *, key: str) -> None:
    """Show the HTML, patching what this key showed before. Text in it must be escaped by whoever wrote it."""
    _component(key=key, data={"html": str(html)})
