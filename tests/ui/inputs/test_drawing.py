"""The drawing that pages share: what is taken over, what is said of it, what the networks see."""

import numpy as np
import pytest
import streamlit as st

from ae_core import data
from ui.components.canvas import SIDE, Sent
from ui.inputs import drawing


@pytest.fixture(autouse=True)
def visitor(monkeypatch):
    monkeypatch.setattr(st, "session_state", {"language": "en"})
    monkeypatch.setattr(st, "query_params", {"digit": "7"})


def sent(
    monkeypatch, sequence: int, pixels: np.ndarray | None, token: str = "", at_rest: bool = True
) -> None:
    monkeypatch.setattr(drawing, "sent", lambda _key: Sent(sequence, token, pixels, at_rest))


def stroke() -> np.ndarray:
    pixels = np.zeros((SIDE, SIDE), np.uint8)
    pixels[60:220, 130:150] = 255
    return pixels


def test_a_visit_begins_with_the_digit_of_the_link():
    now = drawing.drawing()
    assert now.test_index == 7
    x, why = drawing.current_or_why()
    assert why == ""
    assert (x[0, 0].numpy() * 255).round().astype(int).tolist() == data.test_set("mnist")[0][7].tolist()


def test_a_picture_is_taken_once(monkeypatch):
    sent(monkeypatch, 1, stroke())
    now = drawing.take("canvas")
    assert (now.test_index, now.answered) == (None, 1)
    drawing.take_test_digit(5)
    assert drawing.take("canvas").test_index == 5
    sent(monkeypatch, 2, None, "test:12")
    assert drawing.take("canvas").test_index == 12
    sent(monkeypatch, 3, None, "test:99999999")
    assert drawing.take("canvas").test_index == 12


def test_a_blank_canvas_has_no_x_and_a_sentence(monkeypatch):
    sent(monkeypatch, 1, None)
    drawing.take("canvas")
    x, why = drawing.current_or_why()
    assert x is None
    assert "nothing drawn" in why


def test_what_lies_there_in_words(monkeypatch):
    words = {"fashion": "clothes {index}", "drawn": "yours"}
    assert drawing.in_words(drawing.drawing(), **words) == "Test digit 7, labelled 9."
    drawing.take_fashion(12)
    assert drawing.in_words(drawing.drawing(), **words) == "clothes 12"
    sent(monkeypatch, 1, stroke())
    assert drawing.in_words(drawing.take("canvas"), **words) == "yours"


@pytest.mark.parametrize("at_rest", [True, False])
def test_whether_the_pen_is_down(monkeypatch, at_rest):
    sent(monkeypatch, 1, stroke(), at_rest=at_rest)
    assert drawing.pen_is_down("canvas") is not at_rest
    assert drawing.has_come_to_rest("canvas") is at_rest
    monkeypatch.setattr(drawing, "sent", lambda _key: None)
    assert not drawing.pen_is_down("canvas")
    assert not drawing.has_come_to_rest("canvas")
