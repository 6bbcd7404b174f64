"""The loss of one digit as bars: our HTML, changed in place as `ui.components.live` does it, in a look of its own.

`ui.features.vae.view` makes the HTML.
"""

import streamlit as st

from ui.components import text

_component = st.components.v2.component(
    "lab_loss",
    html='<div class="lab"></div>\n<!-- filled by live.js -->',
    css=text("loss/loss.css"),
    js=text("live/live.js"),
)


def loss(html: str, *, key: str) -> None:
    """Show the HTML, patching what this key showed before. Text in it must be escaped by whoever wrote it."""
    _component(key=key, data={"html": str(html)})
