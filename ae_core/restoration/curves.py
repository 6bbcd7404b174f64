"""How far a restorer goes: PSNR against the strength of the noise, for nets and classical methods on the same images.

Protocol: the first 1,000 MNIST test images, spoiled with seed 0, the same for every method; PSNR of each image for a
peak of 1, at most `CEILING` dB, then averaged. Nets see Gaussian noise unclipped. Non-local means and total variation
are told the root mean square of the damage (sigma itself for Gaussian noise), the inpainters which pixels are gone.
The lecture's nets see the same pixels dropped in the lecture's own way.

The curves are measured once by `python -m ae_core.evaluate --curves --write` and kept beside the checkpoints with the
SHA-256 of each net; a curve whose net has changed since is missing, never wrong.
"""

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from ae_core import checkpoints, data, metrics, registry
from ae_core.checkpoints import CheckpointError
from ae_core.images.corruption import as_the_lecture_drops
from ae_core.latent import reconstruct_all
from ae_core.restoration import classical as restoration
from ae_core.restoration.table import Load, Spoil, load_on_cpu, sees_the_lectures_dropout

IMAGES, SEED = 1000, 0
SLICE = 25  # images restored between two reports of progress
CEILING = 60.0  # dB: an image within a thousandth of the grey range counts as returned
FILE = "ROBUSTNESS.json"
_WEAK, _TENTHS = (0.0, 0.05, 0.1, 0.15, 0.2), (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
STRENGTHS: dict[str, tuple[float, ...]] = {
    "gaussian": (*_WEAK, *_TENTHS, 1.0),
    "dropout": (*_WEAK, *_TENTHS, 0.95),
    "salt_and_pepper": (*_WEAK, *_TENTHS),
}
NOTHING = "nothing"
CLASSICAL = ("median", "telea", "navier_stokes", "total_variation", "non_local_means")
_INPAINTERS = {"telea": restoration.telea, "navier_stokes": restoration.navier_stokes}
_TOLD_SIGMA = {
    "total_variation": restoration.total_variation,
    "non_local_means": restoration.non_local_means,
}
PLAIN = ("pca_d30", "pca_d64", "ae_conv_d30", "ae_conv_d64")  # taught to restore nothing
SAME_NET = (
    "ae_conv_d64",
    "dae_s01",
    "dae_s03",
    "dae_s05",
    "dae_s10",
)  # one architecture, trained on one sigma each
ALL_STRENGTHS = ("dae_gaussian", "dae_dropout")
MATRIX = (NOTHING, *SAME_NET, *ALL_STRENGTHS, "dae_nyu_d500")  # trained on one noise, tested on another
TESTED_AT = (
    *(("gaussian", sigma) for sigma in (0.0, 0.1, 0.3, 0.5, 1.0)),
    ("dropout", 0.5),
    ("dropout", 0.8),
)


@dataclass(frozen=True)
class Spoiled:
    """Test images and what became of them; all tensors (N, 1, 28, 28).

    x: in [0, 1]. y: spoiled, beyond [0, 1] where Gaussian. missing: bool, the pixels gone, for dropout. lecture: y as
    `nn.Dropout` makes it in the lecture, the same pixels gone. damage: root mean square of y - x over all 1,000.
    """

    kind: str
    strength: float
    x: Tensor
    y: Tensor
    missing: Tensor | None
    lecture: Tensor | None
    damage: float

    def only(self, which: slice | list[int]) -> "Spoiled":
        """Some of the images, spoiled as they are among all."""
        missing = None if self.missing is None else self.missing[which]
        lecture = None if self.lecture is None else self.lecture[which]
        return Spoiled(self.kind, self.strength, self.x[which], self.y[which], missing, lecture, self.damage)


def spoiled(kind: str, strength: float) -> Spoiled:
    """The test images of the protocol under one kind of noise, a key of `STRENGTHS`; the same for whoever asks."""
    x = data.as_input(data.test_set()[0][:IMAGES])
    spoil = Spoil("", kind, strength)
    y = spoil.apply(x, SEED)
    missing = lecture = None
    if kind == "dropout":
        missing = spoil.missing(x)
        lecture = as_the_lecture_drops(y, missing, strength)
    damage = strength if kind == "gaussian" else (y - x).pow(2).mean().sqrt().item()
    return Spoiled(kind, strength, x, y, missing, lecture, damage)


@torch.inference_mode()
def restore(method: str, given: Spoiled, load: Load = load_on_cpu) -> Tensor:
    """What a method makes of spoiled images: (N, 1, 28, 28) in [0, 1].

    Args:
        method: one of `methods(given.kind)`.
        load: how to come by a net.

    Raises:
        ae_core.CheckpointError: the net cannot be used.
    """
    if method == NOTHING:
        return given.y.clamp(0, 1)
    if method == "median":
        return restoration.median(given.y)
    if method in _TOLD_SIGMA:
        # Told that there is no noise, both have nothing to do.
        return _TOLD_SIGMA[method](given.y, given.damage) if given.damage else given.y.clamp(0, 1)
    if method in _INPAINTERS:
        if given.missing is None:
            raise ValueError(f"{method} fills pixels that are gone, and {given.kind} takes none away")
        return _INPAINTERS[method](given.y, given.missing)
    seen = given.y
    if given.lecture is not None and sees_the_lectures_dropout(method):
        seen = given.lecture
    return reconstruct_all(load(method), seen).cpu()


def psnr(x_hat: Tensor, x: Tensor) -> Tensor:
    """PSNR of each image in dB, at most `CEILING`: (N, ...) and (N, ...) -> (N,)."""
    return metrics.psnr_per_image(x_hat, x).clamp(max=CEILING)


def nets() -> list[str]:
    """The shipped nets that are measured: those that were taught to restore digits, and the plain ones."""
    shipped = registry.list_models(data="mnist")
    return [name for name in shipped if name in PLAIN or registry.get(name).task == "denoise"]


def methods(kind: str) -> list[str]:
    """What is measured on one kind of noise, the fast ones first."""
    classical = [name for name in CLASSICAL if kind == "dropout" or name not in _INPAINTERS]
    return [NOTHING, *nets(), *classical]


@dataclass(frozen=True)
class Curve:
    """Mean PSNR in dB of one method at each of `STRENGTHS[kind]`. sha256: of the net's weights, "" for no net."""

    kind: str
    method: str
    psnr: tuple[float, ...]
    sha256: str = ""

    def at(self, strength: float) -> float:
        """The value at one of the strengths measured. Raises ValueError for another."""
        return self.psnr[STRENGTHS[self.kind].index(strength)]


Curves = dict[tuple[str, str], Curve]


def fingerprint(method: str, directory: Path = checkpoints.DIRECTORY) -> str | None:
    """SHA-256 of a net's weights as its card says, "" for a method without weights, None for a net without a card."""
    if method == NOTHING or method in CLASSICAL:
        return ""
    try:
        return checkpoints.read_card(method, directory).sha256
    except CheckpointError:
        return None


def measure(
    kind: str,
    method: str,
    load: Load = load_on_cpu,
    directory: Path = checkpoints.DIRECTORY,
) -> Iterator[tuple[float, Curve | None]]:
    """Measure one curve in slices of `SLICE` images, so that whoever asks can stop, or show how far it is.

    Yields:
        the share that is done, and with the last one the curve.

    Raises:
        ae_core.CheckpointError: the net cannot be used.
    """
    sha256 = fingerprint(method, directory) or ""
    strengths, means = STRENGTHS[kind], []
    for position, strength in enumerate(strengths):
        given = spoiled(kind, strength)
        values = []
        for start in range(0, IMAGES, SLICE):
            part = given.only(slice(start, start + SLICE))
            values.append(psnr(restore(method, part, load), part.x))
            done = (position + (start + SLICE) / IMAGES) / len(strengths)
            if done < 1:
                yield done, None
        means.append(round(torch.cat(values).double().mean().item(), 3))
    yield 1.0, Curve(kind, method, tuple(means), sha256)


def _protocol() -> dict[str, Any]:
    strengths = {kind: list(values) for kind, values in STRENGTHS.items()}
    return {"images": IMAGES, "seed": SEED, "ceiling": CEILING, "strengths": strengths}


def as_json(curves: Iterable[Curve]) -> str:
    """The curves with their protocol, one a line."""
    rows = ",\n".join(
        json.dumps({"kind": c.kind, "method": c.method, "sha256": c.sha256, "psnr": c.psnr}) for c in curves
    )
    return f'{{"protocol": {json.dumps(_protocol())},\n"curves": [\n{rows}\n]}}\n'


def _usable(row: dict[str, Any], directory: Path) -> Curve | None:
    """The curve of one row of the file, if it belongs to a net as it is now."""
    curve = Curve(str(row["kind"]), str(row["method"]), tuple(map(float, row["psnr"])), str(row["sha256"]))
    whole = len(curve.psnr) == len(STRENGTHS[curve.kind]) and all(map(math.isfinite, curve.psnr))
    known = whole and curve.method in methods(curve.kind)
    return curve if known and curve.sha256 == fingerprint(curve.method, directory) else None


def read_curves(directory: Path = checkpoints.DIRECTORY) -> Curves:
    """The curves kept beside the checkpoints that still hold, by kind and method; none where the file is unusable."""
    try:
        found = json.loads((directory / FILE).read_text(encoding="utf-8"))
        if found["protocol"] != _protocol():
            return {}
        curves = [_usable(row, directory) for row in found["curves"]]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {(curve.kind, curve.method): curve for curve in curves if curve}


def missing(curves: Curves, directory: Path = checkpoints.DIRECTORY) -> list[tuple[str, str]]:
    """Kind and method of what is still to measure, the fast ones first; nets without a card are left out."""
    wanted = [(kind, method) for kind in STRENGTHS for method in methods(kind)]
    rank = [NOTHING, *nets(), *CLASSICAL]
    open_ones = [job for job in wanted if job not in curves and fingerprint(job[1], directory) is not None]
    return sorted(open_ones, key=lambda job: rank.index(job[1]))
