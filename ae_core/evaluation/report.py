"""The results of all models as Markdown: checkpoints/RESULTS.md and a part of README.md."""

import contextlib
from pathlib import Path

from ae_core import checkpoints, registry
from ae_core.card import ModelCard
from ae_core.checkpoints import CheckpointError
from ae_core.evaluation.protocols import METRICS, Metric
from ae_core.registry import Entry

COLUMNS = (
    "squared_error_per_image",
    "psnr_mean_per_image",
    "ssim_mean_per_image",
    "knn5_accuracy",
    "negative_elbo_per_image",
)


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
