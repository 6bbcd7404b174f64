"""Pages run in-process with Streamlit's AppTest, from the entry point, as a visitor's session would."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ui import models

ROOT = Path(__file__).parents[2]


@pytest.fixture
def visit() -> Callable[..., AppTest]:
    """`visit("draw", lang="ko")`: a new session on that page with those query parameters, run once."""

    def open_page(page: str = "home", **parameters: str) -> AppTest:
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
        for name, value in parameters.items():
            at.query_params[name] = value
        at.run()
        if page != "home":
            at.switch_page(f"pages/{page}.py")
            for name, value in parameters.items():
                at.query_params[name] = value
            at.run()
        return at

    return open_page


def forget() -> None:
    """Nothing stays cached of what was made from checkpoints."""
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def checkpoints(tmp_path, monkeypatch):
    """A copy of the checkpoints that a test may spoil; nothing cached before, nothing left cached after."""
    shutil.copytree(models.CHECKPOINTS, tmp_path / "checkpoints")
    monkeypatch.setattr(models, "CHECKPOINTS", tmp_path / "checkpoints")
    forget()
    yield tmp_path / "checkpoints"
    forget()


def component_data(at: AppTest, key: str) -> dict:
    """What a page gave the component with this key."""
    import json

    for element in at.get("bidi_component"):
        if f"-{key}" in element.proto.id:
            return json.loads(element.proto.json)
    raise AssertionError(f"no component {key!r} on the page")
