"""The measured curves, one set for all visitors: read from the file beside the checkpoints; what is missing there is
measured here. And the digits at one strength, restored."""

from collections.abc import Iterator

import streamlit as st
from torch import Tensor

from ae_core import CheckpointError
from ae_core.restoration import curves, methods, mismatch
from ae_core.restoration.corruptions import Corrupted
from ae_core.restoration.curves import Curve, Curves
from ui.resources import jobs, models
from ui.shell import errors

SHOWN = 4  # digits in a row
SETS = curves.IMAGES // SHOWN

_TESTED = {kind for kind, _strength in mismatch.TESTED_AT}
Job = tuple[str, str]  # kind of noise, key of the method


def _measured(job: Job) -> Iterator[tuple[float, Curve | None]]:
    kind, key = job
    sha256 = curves.fingerprint(key, models.CHECKPOINTS) or ""
    yield from curves.measure(kind, methods.named(key, models.model), sha256)


class Board(jobs.Board[Job, Curve]):
    """Curves and what is still to measure. A net that cannot be loaded has none; the page says so at its digits."""

    def __init__(self, measured: Curves) -> None:
        missing = curves.missing(measured, models.CHECKPOINTS)
        super().__init__(measured, missing, _measured, CheckpointError)

    @property
    def curves(self) -> Curves:
        return self.results

    def open_jobs(self, kind: str) -> list[Job]:
        """What a page that shows this kind of noise waits for: the curve in work, its curves, the matrix's."""
        unfinished = self.unfinished()
        matrix = [
            job for job in unfinished if job[0] != kind and job[0] in _TESTED and job[1] in mismatch.ROWS
        ]
        return [job for job in unfinished if job[0] == kind] + matrix

    def work(self, kind: str) -> bool:
        """Measure for a slice of time, curves of this kind before others. True where a curve was finished."""
        return self.work_on(lambda: self.open_jobs(kind))


@st.cache_resource(show_spinner=False)
def board() -> Board:
    """The server's one board."""
    return Board(curves.read_curves(models.CHECKPOINTS))


@st.cache_data(max_entries=64, show_spinner=False)
def _under_noise(kind: str, strength: float, which: tuple[int, ...]) -> Corrupted:
    return curves.corrupted(kind, strength).only(which)


def under_noise(kind: str, strength: float, number: int) -> Corrupted:
    """The `number`-th few of the measured test images with the very noise they were measured under."""
    first = number * SHOWN
    return _under_noise(kind, strength, tuple((first + i) % curves.IMAGES for i in range(SHOWN)))


def restored(key: str, given: Corrupted) -> Tensor | str:
    """(N, 1, 28, 28) in [0, 1], or the sentence that says why there is nothing to show."""
    try:
        return methods.named(key, models.model).restore(given)
    except CheckpointError as error:
        return errors.sentence(error)
