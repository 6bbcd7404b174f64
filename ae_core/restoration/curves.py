"""How far a method goes: PSNR against the strength of the noise, for nets and classical methods on the same images.

Protocol: the first 1,000 MNIST test images, corrupted with seed 0, the same for every method; PSNR of each image for a
peak of 1, at most `CEILING` dB, then averaged. Nets see Gaussian noise unclipped. Non-local means and total variation
are told the root mean square of the damage (sigma itself for Gaussian noise), the inpainters which pixels are gone.
The lecture's nets see the same pixels dropped in the lecture's own way.

The curves are measured once by `python -m ae_core.evaluate --curves --write` and kept beside the checkpoints with the
SHA-256 of each net; a curve whose net has changed since is missing, never wrong.
"""

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from ae_core import checkpoints, data, metrics, registry
from ae_core.checkpoints import CheckpointError
from ae_core.restoration.corruptions import Corrupted, Corruption, root_mean_square
from ae_core.restoration.methods import CLASSICAL, NOTHING, Method

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
PLAIN = ("pca_d30", "pca_d64", "ae_conv_d30", "ae_conv_d64")  # taught to restore nothing


def corrupted(kind: str, strength: float) -> Corrupted:
    """The test images of the protocol under one kind of noise, a key of `STRENGTHS`; the same for whoever asks."""
    x = data.as_input(data.test_set()[0][:IMAGES])
    given = Corruption(kind, strength, SEED).corrupt(x)
    return given if kind == "gaussian" else replace(given, sigma=root_mean_square(given.y - given.x))


def psnr(x_hat: Tensor, x: Tensor) -> Tensor:
    """PSNR of each image in dB, at most `CEILING`: (N, ...) and (N, ...) -> (N,)."""
    return metrics.psnr_per_image(x_hat, x).clamp(max=CEILING)


def nets() -> list[str]:
    """The shipped nets that are measured: those that were taught to restore digits, and the plain ones."""
    shipped = registry.list_models(data="mnist")
    return [name for name in shipped if name in PLAIN or registry.get(name).task == "denoise"]


def _order() -> list[str]:
    """All that can be measured, the fast ones first."""
    return [NOTHING, *nets(), *sorted(CLASSICAL, key=lambda key: CLASSICAL[key].milliseconds)]


def methods(kind: str) -> list[str]:
    """Keys of what is measured on one kind of noise, the fast ones first.

    The damage can be told of every kind of noise: a method that asks for no more is measured on all of them.
    """
    unfit = {key for key, one in CLASSICAL.items() if kind not in one.suits and one.told != "sigma"}
    return [key for key in _order() if key not in unfit]


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


def measure(kind: str, method: Method, sha256: str = "") -> Iterator[tuple[float, Curve | None]]:
    """Measure one curve in slices of `SLICE` images, so that whoever asks can stop, or show how far it is.

    Args:
        kind: a key of `STRENGTHS`. sha256: of the net's weights, kept with the curve.

    Yields:
        the share that is done, and with the last one the curve.
    """
    strengths, means = STRENGTHS[kind], []
    for position, strength in enumerate(strengths):
        given = corrupted(kind, strength)
        values = []
        for start in range(0, IMAGES, SLICE):
            part = given.only(slice(start, start + SLICE))
            values.append(psnr(method.restore(part), part.x))
            done = (position + (start + SLICE) / IMAGES) / len(strengths)
            if done < 1:
                yield done, None
        means.append(round(torch.cat(values).double().mean().item(), 3))
    yield 1.0, Curve(kind, method.key, tuple(means), sha256)


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
        kept = json.loads((directory / FILE).read_text(encoding="utf-8"))
        if kept["protocol"] != _protocol():
            return {}
        curves = [_usable(row, directory) for row in kept["curves"]]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {(curve.kind, curve.method): curve for curve in curves if curve}


def missing(curves: Curves, directory: Path = checkpoints.DIRECTORY) -> list[tuple[str, str]]:
    """Kind and method of what is still to measure, the fast ones first; nets without a card are left out."""
    wanted = [(kind, method) for kind in STRENGTHS for method in methods(kind)]
    rank = _order()
    open_ones = [job for job in wanted if job not in curves and fingerprint(job[1], directory) is not None]
    return sorted(open_ones, key=lambda job: rank.index(job[1]))


def best_method(curves: Curves, kind: str, strength: float, among: Iterable[str]) -> str | None:
    """The method with the highest mean PSNR at this strength, None where none is measured."""
    measured = [method for method in among if (kind, method) in curves]
    return max(measured, key=lambda method: curves[kind, method].at(strength), default=None)


def crossing(curves: Curves, kind: str, method: str) -> tuple[float, float] | None:
    """Between which two measured strengths a method begins to beat doing nothing; None where it never does."""
    if (kind, method) not in curves or (kind, NOTHING) not in curves:
        return None
    pairs = zip(curves[kind, method].psnr, curves[kind, NOTHING].psnr, strict=True)
    wins = [ours > theirs for ours, theirs in pairs]
    for i in range(1, len(wins)):
        if wins[i] and not wins[i - 1]:
            return STRENGTHS[kind][i - 1], STRENGTHS[kind][i]
    return None
