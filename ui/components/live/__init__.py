"""A block of our HTML that changes in place: pictures and numbers follow without a flash, the layout never jumps.

`st.html` replaces its content at every run; this patches the old tree towards the new one instead, so an image keeps
showing its old pixels until the new ones are there. One block holds many digits: that costs one message, not dozens.
"""

from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).parent
# For other components that show digits, codes and neighbours the way this one does.
STYLE = (_FOLDER / "live.css").read_text(encoding="utf-8")
_component = st.components.v2.component(
    "lab_live",
    html='<div class="lab"></div>\n<!-- filled by live.js -->',
    css=STYLE + (_FOLDER / "generate.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "live.js").read_text(encoding="utf-8"),
)


def live(html: str, *, key: str) -> None:
    """Show the HTML, patching what this key showed before. Text in it must be escaped by whoever wrote it."""
    _component(key=key, data={"html": html})
