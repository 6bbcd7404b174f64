"""A message of the browser is worked on once, however often Streamlit shows it."""

from dataclasses import dataclass

import pytest

from ui.shell.session import is_new, latest, taken_once


@dataclass(frozen=True)
class Sent:
    sequence: int
    value: str = ""


@dataclass
class State:
    answered: int = 0


def test_a_message_is_taken_once():
    state, sent = State(), Sent(1, "a")
    assert taken_once(state, sent) is sent
    assert state.answered == 1
    assert taken_once(state, sent) is None
    assert taken_once(state, Sent(2)).sequence == 2


@pytest.mark.parametrize("sent", [None, Sent(4), Sent(5), Sent(-1)])
def test_nothing_and_what_was_overtaken_change_nothing(sent):
    state = State(answered=5)
    assert taken_once(state, sent) is None
    assert state.answered == 5
    assert not is_new(sent, 5)


def test_the_newer_of_two_messages_counts():
    former, newer = Sent(3, "former"), Sent(4, "newer")
    assert latest(former, newer) is newer
    assert latest(newer, former) is newer
    assert latest(former, None) is former
    assert latest(former, Sent(3, "again")) is former
