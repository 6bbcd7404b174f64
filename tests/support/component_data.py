"""What a page gave its components, and how to make it forget what it made from checkpoints."""

import json

import streamlit as st
from streamlit.testing.v1 import AppTest


def forget() -> None:
    """Nothing stays cached of what was made from checkpoints."""
    st.cache_resource.clear()
    st.cache_data.clear()


def component_data(at: AppTest, key: str) -> dict:
    """What a page gave the component with this key."""
    for element in at.get("bidi_component"):
        if f"-{key}" in element.proto.id:
            return json.loads(element.proto.json)
    raise AssertionError(f"no component {key!r} on the page")
