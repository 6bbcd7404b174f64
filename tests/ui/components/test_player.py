"""The player's Python side: what goes to the browser, what does not fit together, what the browser may report."""

import json
import struct
from collections.abc import Callable

import numpy as np
import pytest
import streamlit as st

from ui.components import player as face
from ui.components.player import Series, Track, player, released_frame

GREY = np.arange(3 * 28 * 56, dtype=np.uint32).astype(np.uint8).reshape(3, 28, 56)
COLOUR = GREY.reshape(3, 28, 14, 4)


@pytest.fixture
def sent(monkeypatch) -> dict:
    """What the component was last called with."""
    calls: dict = {}
    monkeypatch.setattr(face, "_component", lambda **given: calls.update(given))
    return calls


def unpacked(block: bytes) -> tuple[dict, bytes]:
    (length,) = struct.unpack("<I", block[:4])
    return json.loads(block[4 : 4 + length]), block[4 + length :]


def test_everything_travels_in_one_block(sent):
    tracks = [Track("수", GREY, "x", ["a", "b", "c"]), Track("error", COLOUR, "plain", ["one for all"])]
    player(
        tracks, key="p", series=[Series("E", [0.0, 1.5, 2.0], level=1.0)], marks={2: "8", 0: "3"}, start=99
    )
    header, frames = unpacked(sent["data"])
    assert frames == GREY.tobytes() + COLOUR.tobytes()
    assert [(t["height"], t["width"], t["channels"]) for t in header["tracks"]] == [(28, 56, 1), (28, 14, 4)]
    assert [t["captions"] for t in header["tracks"]] == [["a", "b", "c"], ["one for all"] * 3]
    assert header["tracks"][0]["name"] == "수"
    assert header["series"][0]["values"] == [0.0, 1.5, 2.0]
    assert (header["marks"], header["start"], header["count"]) == ([[0, "3"], [2, "8"]], 2, 3)
    assert header["report"] is False
    assert "on_frame_change" not in sent


def test_it_reports_only_if_asked(sent):
    player([Track("a", GREY)], key="p", on_release=print)
    assert sent["on_frame_change"] is print
    assert unpacked(sent["data"])[0]["report"] is True


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: player([], key="p"),
        lambda: player([Track("a", GREY[:0])], key="p"),
        lambda: player([Track("a", GREY), Track("b", GREY[:2])], key="p"),
        lambda: player([Track("a", GREY.astype(np.float32))], key="p"),
        lambda: player([Track("a", GREY.reshape(3, 14, 14, 8))], key="p"),
        lambda: player([Track("a", GREY, "red")], key="p"),
        lambda: player([Track("a", GREY, captions=["a", "b"])], key="p"),
        lambda: player([Track("a", GREY)], key="p", series=[Series("E", [1.0, 2.0])]),
        lambda: player([Track("a", GREY)], key="p", series=[Series("E", [1.0, 2.0, float("nan")])]),
        lambda: player([Track("a", GREY)], key="p", loop="forever"),
    ],
)
def test_what_does_not_fit_together_is_refused(sent, wrong: Callable[[], None]):
    with pytest.raises(ValueError):  # noqa: PT011
        wrong()
    assert not sent


@pytest.mark.parametrize(
    ("reported", "frame"),
    [(0, 0), (16, 16), (17, None), (-1, None), ("3", None), (True, None), (2.0, None), (None, None)],
)
def test_a_report_is_checked(monkeypatch, reported, frame):
    monkeypatch.setattr(st, "session_state", {"p": {"frame": reported}})
    assert released_frame("p", 17) == frame
    assert released_frame("other", 17) is None
