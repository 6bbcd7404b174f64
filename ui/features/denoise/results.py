"""What the bench computes: every method's answer to one corrupted picture, and who did best on the test set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import streamlit as st
import torch

from ae_core import CheckpointError, data, metrics
from ae_core.data import selections
from ae_core.latent.projection import Plane, principal_plane
from ae_core.registry import Entry
from ae_core.restoration import lecture, methods, table
from ae_core.restoration.corruptions import Corrupted, Corruption
from ae_core.restoration.methods import CLASSICAL, Method
from ui.resources import models
from ui.shell import errors
from ui.shell.language import N_

_POINTS = 2000  # of the test codes on a map, evenly taken
LECTURE_NETS = ("ae_nyu_d30", "dae_nyu_d500")  # its standard autoencoder and its denoising one


@dataclass(frozen=True)
class Quality:
    """How near a picture is to the clean one: PSNR in dB (inf where they are equal) and SSIM."""

    psnr: float
    ssim: float


@dataclass(frozen=True)
class Restored:
    """What one method made, (28, 28) in [0, 1]."""

    x_hat: np.ndarray
    quality: Quality


Answer = Restored | str | None  # a sentence where there is nothing; None: still to come


@dataclass(frozen=True)
class Candidate:
    """A method that stands on the bench. label: in English. entry: of a model. method: or why it cannot be used."""

    label: str
    entry: Entry | None
    method: Method | str

    @property
    def is_slow(self) -> bool:
        return isinstance(self.method, Method) and self.method.is_slow


Candidates = Mapping[str, Candidate]  # by the key that pages and downloads give them


def candidates(keys: Iterable[str]) -> dict[str, Candidate]:
    """Names become methods here, and nowhere below.

    Args:
        keys: of models and of classical methods, in the order to show.
    """
    standing: dict[str, Candidate] = {}
    for key in keys:
        if key in CLASSICAL:
            method = CLASSICAL[key]
            standing[method.written_as] = Candidate(method.label, None, method)
            continue
        entry = models.entry(key)
        try:
            standing[key] = Candidate(entry.label, entry, methods.of_net(models.model(key), entry))
        except CheckpointError as error:
            standing[key] = Candidate(entry.label, entry, errors.sentence(error))
    return standing


def quality(picture: torch.Tensor, x: torch.Tensor) -> Quality:
    """Of (1, 1, 28, 28) against the clean x, both as they are shown, in [0, 1]."""
    shown = picture.clamp(0, 1)
    return Quality(float(metrics.psnr_per_image(shown, x)[0]), float(metrics.ssim_per_image(shown, x)[0]))


def answers(asked: Candidates, given: Corrupted) -> dict[str, Restored | str]:
    """Each method's answer, or the sentence that says why there is none. Measured all at once: that is quicker."""
    made = {
        key: one.method if isinstance(one.method, str) else one.method.restore(given)
        for key, one in asked.items()
    }
    pictures = {key: x_hat for key, x_hat in made.items() if isinstance(x_hat, torch.Tensor)}
    if not pictures:
        return {key: one for key, one in made.items() if isinstance(one, str)}
    stack = torch.cat(list(pictures.values()))
    clean = given.x.expand_as(stack)
    psnr = metrics.psnr_per_image(stack, clean).tolist()
    ssim = metrics.ssim_per_image(stack, clean).tolist()
    restored = {
        key: Restored(picture.numpy(), Quality(*figures))
        for key, picture, *figures in zip(pictures, stack[:, 0], psnr, ssim, strict=True)
    }
    return {key: one if isinstance(one, str) else restored[key] for key, one in made.items()}


def best(answers: Mapping[str, Answer], figure: str) -> str | None:
    """The method with the highest "psnr" or "ssim" among those that are there."""
    figures = {key: getattr(one.quality, figure) for key, one in answers.items() if isinstance(one, Restored)}
    return max(figures, key=figures.__getitem__) if figures else None


@st.cache_resource(show_spinner=False)
def measured() -> list[table.Score]:
    """The test-set table as `evaluate` wrote it; empty where it has not."""
    return table.results()


def best_on_test_set(corruption: Corruption) -> tuple[Corruption, dict[str, table.Score]]:
    """The measured corruption nearest to this one, and who is best under it by figure; nobody where it was not run."""
    column = table.nearest(corruption)
    scores = [one for one in measured() if one.column == column and one.method != methods.NOTHING_DONE.row]
    figures = ("psnr", "ssim") if scores else ()
    return table.COLUMNS[column], {
        figure: max(scores, key=lambda one: getattr(one, figure)) for figure in figures
    }


@dataclass(frozen=True)
class LectureRow:
    """One figure: its name, what a method made of ten digits (10, 28, 28), and PSNR of each (10,), None for x."""

    name: str
    pictures: np.ndarray
    psnr: np.ndarray | None
    kind: str


@st.cache_resource(show_spinner=False)
def lecture_rows() -> list[LectureRow]:
    """The lecture's figures, from 24 on.

    Raises:
        ae_core.CheckpointError: one of the lecture's nets cannot be loaded.
    """
    images, labels = data.test_set("mnist")
    x = data.as_input(images[selections.one_of_each(labels, 0)])
    made = lecture.figures(x, *map(models.model, LECTURE_NETS))

    def row(name: str, pictures: torch.Tensor, kind: str = "xhat") -> LectureRow:
        psnr = None if kind == "x" else metrics.psnr_per_image(pictures.clamp(0, 1), x).numpy()
        return LectureRow(name, pictures[:, 0].numpy(), psnr, kind)

    return [
        row(N_("Digits"), x, "x"),
        row(N_("Figure 24: half of each dropped"), made.dropped, "noise"),
        row(N_("The standard autoencoder, 30-D"), made.plain),
        row(N_("Figure 25: denoising autoencoder, 500-D"), made.denoised),
        row(N_("Figure 26: Telea"), made.telea),
        row(N_("Figure 27: Navier-Stokes"), made.navier_stokes),
    ]


@dataclass(frozen=True)
class CodePlane:
    """The test codes on the plane of a map: points (N, 2) and labels (N,)."""

    plane: Plane
    points: np.ndarray
    labels: np.ndarray


@st.cache_resource(show_spinner=False)
def code_plane(name: str) -> CodePlane:
    """The map of a model's code: its own two numbers, or the plane in which the test codes spread most.

    Raises:
        ae_core.CheckpointError: the model cannot be loaded.
    """
    space = models.code_space(name)
    plane = principal_plane(space.codes)
    taken = np.arange(0, len(space.codes), max(len(space.codes) // _POINTS, 1))
    return CodePlane(plane, plane.of(space.codes[taken]).numpy(), space.labels.numpy()[taken])
