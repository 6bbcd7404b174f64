"""Long work in slices: one worker, the rest pass; what fails costs its own job only."""

import threading

import pytest

from ui.resources import jobs
from ui.resources.jobs import Board


class Hopeless(Exception):
    pass


def steps(job):
    """Three steps to a result; some jobs cannot be done."""
    if job == "hopeless":
        raise Hopeless
    for share in (0.25, 0.5):
        yield share, None
    if job == "broken":
        raise ZeroDivisionError
    yield 1.0, job.upper()


@pytest.fixture
def board(monkeypatch):
    monkeypatch.setattr(jobs, "SLICE_SECONDS", 0)
    return Board({"old": "OLD"}, ["a", "b", "hopeless", "broken"], steps, Hopeless)


def test_a_job_is_done_in_slices_and_its_result_kept(board):
    shares = []
    while not board.work_on(lambda: ["b"]):
        shares.append(board.running.share)
        assert board.running.seconds_left >= 0
        assert board.unfinished()[0] == "b"
    assert shares == [0.25, 0.5]
    assert board.results == {"old": "OLD", "b": "B"}
    assert board.unfinished() == ["a", "hopeless", "broken"]


def test_a_job_in_work_is_gone_on_with_whatever_is_wanted_then(board):
    board.work_on(lambda: ["b"])
    board.work_on(lambda: ["a"])
    assert board.unfinished()[0] == "b"
    assert board.running.share == 0.5


def test_where_nothing_is_wanted_nothing_is_done(board):
    assert not board.work_on(list)
    assert board.running is None


def test_a_hopeless_job_is_dropped_and_a_broken_one_is_not_gone_on_with(board):
    assert board.work_on(lambda: ["hopeless"])
    board.work_on(lambda: ["broken"])
    board.work_on(list)
    with pytest.raises(ZeroDivisionError):
        board.work_on(list)
    assert board.running is None
    assert board.unfinished() == ["a", "b"]


def test_one_works_and_the_others_pass(board):
    inside, on = threading.Event(), threading.Event()

    def wanted():
        inside.set()
        on.wait(5)
        return ["a"]

    worker = threading.Thread(target=lambda: board.work_on(wanted))
    worker.start()
    inside.wait(5)
    assert not board.work_on(lambda: ["b"])
    on.set()
    worker.join(5)
    assert board.running.job == "a"
