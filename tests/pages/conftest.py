"""Pages run in-process with Streamlit's AppTest, from the entry point, as a visitor's session would."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.component_data import forget
from ui.resources import models

ROOT = Path(__file__).parents[2]


@pytest.fixture
def visit() -> Callable[..., AppTest]:
    """`visit("draw", lang="ko")`: a new session on that page with those query parameters, run once."""

    def open_page(page: str = "home", **parameters: str) -> AppTest:
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
        for name, value in parameters.items():
            at.query_params[name] = value
        if page != "home":
            # As a link opens it: the page runs first and calls the entry point in.
            at.switch_page(f"pages/{page}.py")
        return at.run()

    return open_page


@pytest.fixture
def checkpoints(tmp_path, monkeypatch):
    """A copy of the checkpoints that a test may spoil; nothing cached before, nothing left cached after."""
    shutil.copytree(models.CHECKPOINTS, tmp_path / "checkpoints")
    monkeypatch.setattr(models, "CHECKPOINTS", tmp_path / "checkpoints")
    forget()
    yield tmp_path / "checkpoints"
    forget()
