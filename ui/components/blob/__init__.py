"""Bytes for the browser's components: sent once, cached by both sides, shared by every component of the page.

A component takes either bytes or settings. What is large and rarely changes goes this way; the component that uses it
is told the key only and finds the bytes in `globalThis.labBlobs`.
"""

import streamlit as st

from ui.components import text

_component = st.components.v2.component("lab_blob", js=text("blob/blob.js"))


def blob(name: str, content: bytes) -> None:
    """Hand `content` to the page under `name` (at most 255 bytes of ASCII); it has to change with the content."""
    title = name.encode("ascii")
    _component(key=f"blob-{name}", data=bytes([len(title)]) + title + content)
