"""The measured curves, one set for all visitors: read from the file beside the checkpoints; what is missing there is
measured here, one curve at a time, in slices that the pages of those who wait for it give their time to."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import streamlit as st

from ae_core import CheckpointError
from ae_core.restoration import curves as robustness
from ae_core.restoration.curves import Curve, Curves
from ui.resources import models

SLICE_SECONDS = 0.15  # a slice holds up nobody for longer than this and one batch of images

_TESTED = {kind for kind, _strength in robustness.TESTED_AT}
Job = tuple[str, str]


@dataclass
class Running:
    """A curve being measured: kind and method, the rest of the work, its share done, and since when."""

    job: Job
    steps: Iterator[tuple[float, Curve | None]]
    started: float = field(default_factory=time.monotonic)
    share: float = 0.0

    @property
    def seconds_left(self) -> float | None:
        """From the pace so far; None before there is one."""
        if self.share <= 0:
            return None
        return (time.monotonic() - self.started) * (1 - self.share) / self.share


class Board:
    """Curves and what is still to measure. `work` is safe to call from many sessions: one works, the others pass."""

    def __init__(self, curves: Curves) -> None:
        self.curves = dict(curves)
        self.waiting: list[Job] = robustness.missing(curves, models.CHECKPOINTS)
        self.running: Running | None = None
        self._turn = threading.Lock()

    def open_jobs(self, kind: str) -> list[Job]:
        """What a page that shows this kind of noise waits for: the curve in work, its curves, the matrix's."""
        running = self.running
        waiting = [*([running.job] if running else []), *self.waiting]
        matrix = [
            job for job in waiting if job[0] != kind and job[0] in _TESTED and job[1] in robustness.MATRIX
        ]
        return [job for job in waiting if job[0] == kind] + matrix

    def work(self, kind: str) -> bool:
        """Measure for a slice of time, curves of this kind before others. True where a curve was finished."""
        if not self._turn.acquire(blocking=False):
            return False
        try:
            return self._slice(kind)
        finally:
            self._turn.release()

    def _slice(self, kind: str) -> bool:
        if self.running is None:
            job = next(iter(self.open_jobs(kind)), None)
            if job is None:
                return False
            self.waiting.remove(job)
            self.running = Running(job, robustness.measure(*job, models.model, models.CHECKPOINTS))
        until = time.monotonic() + SLICE_SECONDS
        while True:
            try:
                self.running.share, curve = next(self.running.steps)
            except CheckpointError:
                # A net that cannot be loaded has no curve; the page says so where its digits would be.
                self.running = None
                return True
            except Exception:
                # Its steps cannot be gone on with: nobody is to stumble over them again.
                self.running = None
                raise
            if curve is not None:
                self.curves[self.running.job] = curve
                self.running = None
                return True
            if time.monotonic() >= until:
                return False


@st.cache_resource(show_spinner=False)
def board() -> Board:
    """The server's one board."""
    return Board(robustness.read_curves(models.CHECKPOINTS))
