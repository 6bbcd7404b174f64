"""Work too long for one run of a page: done once for all visitors, one job at a time, in slices that the pages of those
who wait for it give their time to."""

import threading
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

SLICE_SECONDS = 0.15  # a slice holds up nobody for longer than this and one step of the work

Job = TypeVar("Job", bound=Hashable)
Result = TypeVar("Result")
Steps = Iterator[tuple[float, Result | None]]


@dataclass
class Running(Generic[Job, Result]):
    """A job in work: the rest of its steps, its share done, and since when."""

    job: Job
    steps: Steps[Result]
    started: float = field(default_factory=time.monotonic)
    share: float = 0.0

    @property
    def seconds_left(self) -> float | None:
        """From the pace so far; None before there is one."""
        if self.share <= 0:
            return None
        return (time.monotonic() - self.started) * (1 - self.share) / self.share


class Board(Generic[Job, Result]):
    """Results and what is still to do. `work_on` is safe to call from many sessions: one works, the others pass."""

    def __init__(
        self,
        results: Mapping[Job, Result],
        waiting: Iterable[Job],
        start: Callable[[Job], Steps[Result]],
        hopeless: type[Exception],
    ) -> None:
        """start: the steps of a job, each with the share that is done, the last one with the result. hopeless: what a
        step raises where a job can have no result; it is dropped then, and nobody is told."""
        self.results = dict(results)
        self.waiting = list(waiting)
        self.running: Running[Job, Result] | None = None
        self._start, self._hopeless = start, hopeless
        self._turn = threading.Lock()

    def unfinished(self) -> list[Job]:
        """The job in work, then those that wait, in the order of the queue."""
        return [*([self.running.job] if self.running else []), *self.waiting]

    def work_on(self, wanted: Callable[[], Sequence[Job]]) -> bool:
        """Work for a slice of time: on the job in work, else on the first of the unfinished ones that are wanted.

        True where a job was finished.
        """
        if not self._turn.acquire(blocking=False):
            return False
        try:
            return self._slice(wanted)
        finally:
            self._turn.release()

    def _slice(self, wanted: Callable[[], Sequence[Job]]) -> bool:
        if self.running is None:
            job = next(iter(wanted()), None)
            if job is None:
                return False
            self.waiting.remove(job)
            self.running = Running(job, self._start(job))
        until = time.monotonic() + SLICE_SECONDS
        while True:
            try:
                self.running.share, result = next(self.running.steps)
            except self._hopeless:
                self.running = None
                return True
            except Exception:
                # Its steps cannot be gone on with: nobody is to stumble over them again.
                self.running = None
                raise
            if result is not None:
                self.results[self.running.job] = result
                self.running = None
                return True
            if time.monotonic() >= until:
                return False
