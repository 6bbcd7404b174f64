"""What the browser does to a page without one: a component says something, and the page runs again."""

import numpy as np
from streamlit.testing.v1 import AppTest

from tests.support.component_data import component_data
from ui.visuals.png import data_uri


def say(at: AppTest, key: str, state: object) -> None:
    """The component of this key holds this state, whatever it is; the page runs."""
    at.session_state[key] = state
    at.run()


def send(at: AppTest, key: str, name: str, **message: object) -> None:
    """The component of this key sends a message `name`: the next one, unless `sequence` says otherwise."""
    sequence = message.pop("sequence", None)
    if sequence is None:
        sequence = component_data(at, key)["answered"] + 1
    say(at, key, {name: {"sequence": sequence, **message}})


def send_drawing(at: AppTest, key: str, pixels: np.ndarray | None, token: str = "", **more: object) -> None:
    """The canvas of this key sends a drawing (280, 280) uint8, None for a blank one, with the pen up."""
    png = "" if pixels is None else data_uri(pixels)
    send(at, key, "drawing", **{"token": token, "png": png, "atRest": True, **more})


def unfold(at: AppTest, page: str, count: int) -> None:
    """The visitor opens the first `count` steps of the page."""
    for step in range(count):
        at.session_state[f"{page}-step-{step}"] = True
    at.run()
