"""Nets and classical methods on the same corrupted images: the same 500 test images, the same seed, PSNR and SSIM
of each image, then averaged. `compare` measures, `table` writes Markdown, `read_table` reads it back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from ae_core import checkpoints, data, metrics, registry
from ae_core.checkpoints import CheckpointError
from ae_core.restoration.classical import RidgeMap
from ae_core.restoration.corruptions import Corruption
from ae_core.restoration.methods import (
    CLASSICAL,
    NOTHING_DONE,
    RIDGE,
    Load,
    Method,
    load_on_cpu,
    of_net,
    projection,
    projection_row,
    ridge,
)

FILE = "RESTORATION.md"  # what `evaluate --restoration --write` writes beside the checkpoints
IMAGES, SEED = 500, 0
PCA = "pca_d64"
PLAIN = "ae_conv_d30"  # a net that was taught to restore nothing, beside all that were
COLUMNS = {
    "Gaussian 0.3": Corruption("gaussian", 0.3, SEED),
    "Gaussian 0.5": Corruption("gaussian", 0.5, SEED),
    "Gaussian 1.0": Corruption("gaussian", 1.0, SEED),
    "dropout 50 %": Corruption("dropout", 0.5, SEED),
    "dropout 80 %": Corruption("dropout", 0.8, SEED),
    "salt and pepper 10 %": Corruption("salt_and_pepper", 0.1, SEED),
    "salt and pepper 30 %": Corruption("salt_and_pepper", 0.3, SEED),
    "12x12 hole": Corruption("patch", 12, SEED, corner=(8, 8)),
    "14 -> 28": Corruption("downsample", 2, SEED),
    "7 -> 28": Corruption("downsample", 4, SEED),
}


@dataclass(frozen=True)
class Score:
    """What one method (its row) reached in one column, mean per image over `IMAGES` images; psnr in dB."""

    column: str
    method: str
    psnr: float
    ssim: float


def nearest(corruption: Corruption) -> str:
    """The column of the same kind whose strength is nearest."""
    known = [column for column, one in COLUMNS.items() if one.kind == corruption.kind]
    return min(known, key=lambda column: abs(COLUMNS[column].strength - corruption.strength))


def at_hand(load: Load = load_on_cpu, fitted: Iterable[Method] = ()) -> list[Method]:
    """All methods of the table in its order: nothing done, the classical ones, PCA, and the nets.

    The nets are those that were taught to restore, and a plain one that was not; one that cannot be used is left out.

    Args:
        load: gives a model by its name.
        fitted: methods that needed training images, `fit_ridge`; they stand before the nets.

    Raises:
        ae_core.CheckpointError: PCA cannot be used.
    """
    taught = [n for task in ("denoise", "upscale") for n in registry.list_models(task=task, data="mnist")]
    pca = projection(load(PCA), registry.get(PCA))
    methods = [NOTHING_DONE, *CLASSICAL.values(), pca, *fitted]
    for name in [*taught, PLAIN]:
        try:
            methods.append(of_net(load(name), registry.get(name)))
        except CheckpointError:
            continue
    return methods


def labels() -> dict[str, str]:
    """What people read, in English, by row of the table; a net's row is its label."""
    known = {method.row: method.label for method in (NOTHING_DONE, *CLASSICAL.values())}
    pca = registry.get(PCA)
    return known | {projection_row(pca): pca.label, RIDGE.lower(): RIDGE}


@torch.inference_mode()
def compare(methods: Iterable[Method]) -> Iterator[Score]:
    """Measure every method in every column that it suits."""
    methods = list(methods)
    x = data.as_input(data.test_set()[0][:IMAGES])
    for column, corruption in COLUMNS.items():
        given = corruption.corrupt(x)
        for method in methods:
            if corruption.kind not in method.suits:
                continue
            x_hat = method.restore(given)
            yield Score(
                column,
                method.row,
                metrics.psnr_per_image(x_hat, x).mean().item(),
                metrics.ssim_per_image(x_hat, x).mean().item(),
            )


def fit_ridge(images: Tensor, seed: int = 1) -> Method:
    """The ridge linear map of each column, fitted on corrupted training images (N, 28, 28) uint8."""
    x = data.as_input(images.numpy())
    return ridge({one: RidgeMap(replace(one, seed=seed).apply(x), x) for one in COLUMNS.values()})


def table(scores: list[Score]) -> str:
    """Markdown: a method a row, a corruption a column, "PSNR / SSIM"; the best PSNR of each column in bold."""
    columns = list(dict.fromkeys(score.column for score in scores))
    methods = list(dict.fromkeys(score.method for score in scores))
    measured = {(score.column, score.method): score for score in scores}
    best = {column: max(s.psnr for s in scores if s.column == column) for column in columns}
    lines = ["| PSNR, dB / SSIM | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for method in methods:
        cells = []
        for column in columns:
            score = measured.get((column, method))
            if score is None:
                cells.append("")
                continue
            text = f"{score.psnr:.1f} / {score.ssim:.2f}"
            cells.append(f"**{text}**" if score.psnr == best[column] else text)
        lines.append(f"| {method} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def read_table(text: str) -> list[Score]:
    """The scores in a table that `table` wrote, rounded as it rounds; what is no such table gives none."""
    rows = [
        [cell.strip(" *") for cell in line.split("|")[1:-1]]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    heads = [row for row in rows if row and row[0] == "PSNR, dB / SSIM"]
    if not heads:
        return []
    scores = []
    for method, *cells in rows[rows.index(heads[0]) + 1 :]:
        for column, cell in zip(heads[0][1:], cells, strict=False):
            if figures := re.fullmatch(r"(-?[\d.]+|inf) / (-?[\d.]+)", cell):
                scores.append(Score(column, method, float(figures[1]), float(figures[2])))
    return scores


def results(directory: Path = checkpoints.DIRECTORY) -> list[Score]:
    """The scores that `evaluate --restoration --write` kept; none where it has not been run."""
    path = directory / FILE
    return read_table(path.read_text(encoding="utf-8")) if path.exists() else []
