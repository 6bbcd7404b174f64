"""What was measured, as it is written down: checkpoints/RESULTS.md, RESTORATION.md, ROBUSTNESS.json, README.md."""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from ae_core import checkpoints, registry
from ae_core.card import ModelCard
from ae_core.checkpoints import CheckpointError
from ae_core.evaluation.protocols import METRICS, Metric
from ae_core.registry import Entry
from ae_core.restoration import curves as robustness
from ae_core.restoration import table as comparison

COLUMNS = (
    "squared_error_per_image",
    "psnr_mean_per_image",
    "ssim_mean_per_image",
    "knn5_accuracy",
    "negative_elbo_per_image",
)
RIDGE_IMAGES = 20_000
RESTORATION_PROTOCOL = f"""The first {comparison.IMAGES} test images, the same spoiled images for every method (seed
{comparison.SEED}). PSNR for a peak of 1 and SSIM (7x7 uniform window) of each image, then averaged. Gaussian noise is
not clipped before a method sees it; the row "spoiled" shows it clipped. Salt and pepper makes each pixel 0 or 1 (a fair
coin) with the probability named. Non-local means and total variation are told sigma (of salt and pepper: the standard
deviation on pixels that are 0 or 1), Telea and Navier-Stokes the mask. The lecture's nets see dropout as nn.Dropout
makes it, with the same mask. The ridge linear map is fitted on the first {RIDGE_IMAGES:,} training images.
BM3D is left out: its library's licence is not free."""


def _verdict(entry: Entry, metrics: dict[str, float]) -> str:
    """Each bar with what was measured against it, "-" for a model without a bar."""
    parts = []
    for target in entry.targets:
        measured = metrics[target.metric]
        mark = "met" if target.met(measured) else "MISSED"
        parts.append(f"{target.metric} {target.relation} {target.value:g}: {measured:.4g}, {mark}")
    return "; ".join(parts) or "-"


def _heading(metric: Metric) -> str:
    return f"{metric.label}, {metric.unit}" if metric.unit else metric.label


def table(rows: list[tuple[Entry, ModelCard]]) -> str:
    """The results as a Markdown table, a model a row."""
    head = ["model", "code", "parameters", *(_heading(METRICS[key]) for key in COLUMNS), "bar"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for entry, card in rows:
        cells = [f"`{entry.name}`", str(entry.latent_dim), f"{card.parameters:,}"]
        cells += [f"{card.metrics[key]:.4g}" if key in card.metrics else "" for key in COLUMNS]
        lines.append("| " + " | ".join([*cells, _verdict(entry, dict(card.metrics))]) + " |")
    return "\n".join(lines)


def protocols() -> str:
    """What each metric is, a Markdown list."""
    return "\n".join(
        f"- `{metric.key}`{f', {metric.better} is better' if metric.better else ''}: {metric.protocol}."
        for metric in METRICS.values()
    )


def into_readme(directory: Path, section: str, text: str) -> None:
    """Replace what stands in the README.md beside the checkpoints between the two comments of a section, if any."""
    path = directory.parent / "README.md"
    start, end = f"<!-- {section}: written by python -m ae_core.evaluate -->", f"<!-- end of {section} -->"
    readme = path.read_text(encoding="utf-8") if path.exists() else ""
    if start in readme and end in readme:
        before, rest = readme.split(start, 1)
        after = rest.split(end, 1)[1]
        checkpoints.write_atomically(path, f"{before}{start}\n{text}\n{end}{after}".encode())


def write(directory: Path) -> None:
    """Make the tables anew from all cards, whichever of them were measured now."""
    rows = []
    for entry in registry.ENTRIES:
        with contextlib.suppress(CheckpointError):
            rows.append((entry, checkpoints.read_card(entry.name, directory)))
    results = table(rows)
    document = f"# Results on the test set\n\n{results}\n\n## Protocols\n\n{protocols()}\n"
    checkpoints.write_atomically(directory / "RESULTS.md", document.encode())
    into_readme(directory, "results", table([(entry, card) for entry, card in rows if entry.targets]))


def write_restoration(directory: Path, results: str) -> None:
    """Keep the table of nets and classical methods, with its protocol and in the README."""
    document = f"# Restoration on the MNIST test set\n\n{results}\n\n{RESTORATION_PROTOCOL}\n"
    checkpoints.write_atomically(directory / comparison.FILE, document.encode())
    into_readme(directory, "restoration", results)


def write_curves(directory: Path, measured: robustness.Curves) -> None:
    """Keep the curves, in the order of kinds and methods."""
    rank = [(kind, method) for kind in robustness.STRENGTHS for method in robustness.methods(kind)]
    text = robustness.as_json([measured[job] for job in rank if job in measured])
    checkpoints.write_atomically(directory / robustness.FILE, text.encode())


def curves(measured: Iterable[robustness.Curve]) -> str:
    """The curves as Markdown rows: kind, method, PSNR in dB at each strength."""
    return "\n".join(
        f"| {curve.kind} | {curve.method} | {' | '.join(f'{value:.2f}' for value in curve.psnr)} |"
        for curve in measured
    )
