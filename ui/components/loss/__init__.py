"""The loss of one digit as bars: our HTML, changed in place as `ui.components.live` does it, in a look of its own.

`ui.loss_bars` makes the HTML.
"""

from pathlib import Path

import streamlit as st

from ui.components import live

_component = st.components.v2.component(
    "lab_loss",
    html='<div class="lab"></div>\n<!-- filled by live.js -->',
    css=live.STYLE + (Path(__file__).parent / "loss.css").read_text(encoding="utf-8"),
    js=(Path(live.__file__).parent / "live.js").read_text(encoding="utf-8"),
)


def loss(html: str, *, key: str) -> None:
    """Show the HTML, patching what this key showed before. Text in it must be escaped by whoever wrote it."""
    _component(key=key, data={"html": html})
