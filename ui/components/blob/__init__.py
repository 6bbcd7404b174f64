"""Bytes for the browser's components: sent once, cached by both sides, shared by every component of the page.

A component takes either bytes or settings. What is large and rarely changes goes this way; the component that uses it
is told the key only and finds the bytes in `globalThis.labBlobs`.
"""

import streamlit as st

_component = st.components.v2.component(
    "lab_blob",
    js="""
const blobs = (globalThis.labBlobs ??= new Map());

export default function ({ data }) {
  const length = data[0];
  const key = new TextDecoder().decode(data.subarray(1, 1 + length));
  if (blobs.has(key)) return;
  blobs.set(key, data.subarray(1 + length));
  globalThis.dispatchEvent(new CustomEvent("lab-blob", { detail: key }));
}
""",
)


def blob(name: str, content: bytes) -> None:
    """Hand `content` to the page under `name` (at most 255 bytes of ASCII); it has to change with the content."""
    title = name.encode("ascii")
    _component(key=f"blob-{name}", data=bytes([len(title)]) + title + content)
