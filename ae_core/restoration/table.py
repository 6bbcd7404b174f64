"""Nets and classical restorers on the same spoiled images: the same 500 test images, the same seed, PSNR and SSIM
of each image, then averaged. `compare` measures, `table` writes Markdown, `read_table` reads it back."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from ae_core import checkpoints, data, metrics, registry
from ae_core.checkpoints import CheckpointError
from ae_core.images.corruption import CORRUPTIONS, as_the_lecture_drops, noise_deviation
from ae_core.latent import reconstruct_all
from ae_core.models import Autoencoder
from ae_core.restoration import classical as restoration

FILE = "RESTORATION.md"  # what `evaluate --restoration --write` writes beside the checkpoints
IMAGES, SEED = 500, 0
HOLE = slice(8, 20)  # the 12 x 12 pixels in the centre

Restorer = Callable[[Tensor], Tensor]
Load = Callable[[str], Autoencoder]


def load_on_cpu(name: str) -> Autoencoder:
    """The shipped model, on the CPU. Raises CheckpointError."""
    return checkpoints.load_model(name, "cpu")


@dataclass(frozen=True)
class Spoil:
    """One way to spoil the test images: a name people read, and the strength."""

    label: str
    kind: str
    strength: float

    def apply(self, x: Tensor, seed: int = SEED) -> Tensor:
        """The spoiled images, the same for whoever asks: (N, 1, 28, 28)."""
        if self.kind == "hole":
            spoiled = x.clone()
            spoiled[..., HOLE, HOLE] = 0
            return spoiled
        return CORRUPTIONS[self.kind](x, self.strength, torch.Generator().manual_seed(seed))

    def missing(self, x: Tensor) -> Tensor:
        """Which pixels are gone, for a method that is told: (N, 1, 28, 28) bool. Dropout and holes only."""
        return self.apply(torch.ones_like(x)) == 0


SPOILS = (
    Spoil("Gaussian 0.3", "gaussian", 0.3),
    Spoil("Gaussian 0.5", "gaussian", 0.5),
    Spoil("Gaussian 1.0", "gaussian", 1.0),
    Spoil("dropout 50 %", "dropout", 0.5),
    Spoil("dropout 80 %", "dropout", 0.8),
    Spoil("salt and pepper 10 %", "salt_and_pepper", 0.1),
    Spoil("salt and pepper 30 %", "salt_and_pepper", 0.3),
    Spoil("12x12 hole", "hole", 12),
    Spoil("14 -> 28", "downsample", 2),
    Spoil("7 -> 28", "downsample", 4),
)


@dataclass(frozen=True)
class Score:
    """What one method reached on one spoil, mean per image over `IMAGES` images; psnr in dB."""

    spoil: str
    method: str
    psnr: float
    ssim: float


def classical(spoil: Spoil, x: Tensor, load: Load = load_on_cpu) -> dict[str, Restorer]:
    """The classical methods for a spoil, by name. Each is told what its kind is always told: sigma, mask or factor."""
    if spoil.kind == "downsample":
        factor = int(spoil.strength)
        return {"bicubic": lambda y: restoration.bicubic(F.avg_pool2d(y, factor))}
    methods: dict[str, Restorer] = {"median 3x3": restoration.median}
    if spoil.kind in ("gaussian", "salt_and_pepper"):
        sigma = noise_deviation(spoil.kind, spoil.strength)
        methods |= {
            "non-local means": lambda y: restoration.non_local_means(y, sigma),
            "total variation": lambda y: restoration.total_variation(y, sigma),
        }
    else:
        missing = spoil.missing(x)
        methods |= {
            "Telea": lambda y: restoration.telea(y, missing),
            "Navier-Stokes": lambda y: restoration.navier_stokes(y, missing),
        }
    widest = load("pca_d64")
    methods["PCA projection, 64-D"] = lambda y: restoration.pca_projection(y, widest)
    return methods


def sees_the_lectures_dropout(name: str) -> bool:
    """Whether the model is one of the lecture's own nets, which take dropout as `nn.Dropout` makes it."""
    entry = registry.get(name)
    return entry.family == "tanh" and entry.lecture == "000"


def nets(spoil: Spoil, x: Tensor, load: Load = load_on_cpu) -> dict[str, Restorer]:
    """Every net at hand that was taught to restore, and the plain one that was not."""
    taught = [n for task in ("denoise", "upscale") for n in registry.list_models(task=task, data="mnist")]
    found: dict[str, Restorer] = {}
    for name in [*taught, "ae_conv_d30"]:
        try:
            model = load(name)
        except CheckpointError:
            continue
        lecture = spoil.kind == "dropout" and sees_the_lectures_dropout(name)
        found[registry.get(name).label] = _reconstruction(model, spoil, spoil.missing(x) if lecture else None)
    return found


def _reconstruction(model: Autoencoder, spoil: Spoil, missing: Tensor | None) -> Restorer:
    def restore(y: Tensor) -> Tensor:
        seen = y if missing is None else as_the_lecture_drops(y, missing, spoil.strength)
        return reconstruct_all(model, seen)

    return restore


@torch.inference_mode()
def compare(
    fitted: dict[str, dict[str, Restorer]] | None = None, load: Load = load_on_cpu
) -> Iterator[Score]:
    """Measure every method on every spoil.

    Args:
        fitted: methods that need training images (the ridge linear map), by spoil label and name.
        load: gives a model by its name.
    """
    x = data.as_input(data.test_set()[0][:IMAGES])
    for spoil in SPOILS:
        y = spoil.apply(x)
        methods: dict[str, Restorer] = {"spoiled": lambda image: image.clamp(0, 1)}
        methods |= classical(spoil, x, load) | (fitted or {}).get(spoil.label, {}) | nets(spoil, x, load)
        for name, restore in methods.items():
            x_hat = restore(y)
            yield Score(
                spoil.label,
                name,
                metrics.psnr_per_image(x_hat, x).mean().item(),
                metrics.ssim_per_image(x_hat, x).mean().item(),
            )


def fit_ridge(images: Tensor, seed: int = 1) -> dict[str, dict[str, Restorer]]:
    """The ridge linear map of each spoil, fitted on spoiled training images (N, 28, 28) uint8."""
    x = data.as_input(images.numpy())
    return {
        spoil.label: {"ridge linear map": restoration.RidgeMap(spoil.apply(x, seed), x)} for spoil in SPOILS
    }


def table(scores: list[Score]) -> str:
    """Markdown: a method a row, a spoil a column, "PSNR / SSIM"; the best PSNR of each column in bold."""
    spoils = list(dict.fromkeys(score.spoil for score in scores))
    methods = list(dict.fromkeys(score.method for score in scores))
    found = {(score.spoil, score.method): score for score in scores}
    best = {spoil: max(s.psnr for s in scores if s.spoil == spoil) for spoil in spoils}
    lines = ["| PSNR, dB / SSIM | " + " | ".join(spoils) + " |", "|---" * (len(spoils) + 1) + "|"]
    for method in methods:
        cells = []
        for spoil in spoils:
            score = found.get((spoil, method))
            if score is None:
                cells.append("")
                continue
            text = f"{score.psnr:.1f} / {score.ssim:.2f}"
            cells.append(f"**{text}**" if score.psnr == best[spoil] else text)
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
        for spoil, cell in zip(heads[0][1:], cells, strict=False):
            if found := re.fullmatch(r"(-?[\d.]+|inf) / (-?[\d.]+)", cell):
                scores.append(Score(spoil, method, float(found[1]), float(found[2])))
    return scores


def results(directory: Path = checkpoints.DIRECTORY) -> list[Score]:
    """The scores that `evaluate --restoration --write` kept; none where it has not been run."""
    path = directory / FILE
    return read_table(path.read_text(encoding="utf-8")) if path.exists() else []
