"""Recompute every metric of every card on the real test set and print them beside their bars:
`python -m ae_core.evaluate [NAME...]`. With --write, put them into the cards, checkpoints/RESULTS.md and README.md."""

import argparse
import dataclasses
import sys
from pathlib import Path

from ae_core import checkpoints, registry
from ae_core.card import ModelCard
from ae_core.checkpoints import CheckpointError
from ae_core.device import best_device
from ae_core.evaluation import PROTOCOLS, evaluate
from ae_core.registry import Entry

README = checkpoints.DIRECTORY.parent / "README.md"
START, END = "<!-- results: written by python -m ae_core.evaluate --write -->", "<!-- end of results -->"
COLUMNS = {
    "squared_error_per_image": "squared error",
    "psnr_mean_per_image": "PSNR, dB",
    "ssim_mean_per_image": "SSIM",
    "knn5_accuracy": "5-NN",
    "negative_elbo_per_image": "BCE + KL, nats",
}


def _verdict(entry: Entry, metrics: dict[str, float]) -> str:
    """Each bar with what was measured against it, "-" for a model without a bar."""
    parts = []
    for target in entry.targets:
        measured = metrics[target.metric]
        mark = "met" if target.met(measured) else "MISSED"
        parts.append(f"{target.metric} {target.relation} {target.value:g}: {measured:.4g}, {mark}")
    return "; ".join(parts) or "-"


def table(rows: list[tuple[Entry, ModelCard]]) -> str:
    """The results as a Markdown table, a model a row."""
    head = ["model", "code", "parameters", *COLUMNS.values(), "bar"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for entry, card in rows:
        cells = [f"`{entry.name}`", str(entry.latent_dim), f"{card.parameters:,}"]
        cells += [f"{card.metrics[key]:.4g}" if key in card.metrics else "" for key in COLUMNS]
        lines.append("| " + " | ".join([*cells, _verdict(entry, dict(card.metrics))]) + " |")
    return "\n".join(lines)


def _protocols() -> str:
    return "\n".join(f"- `{name}`: {meaning}." for name, meaning in PROTOCOLS.items())


def _write(rows: list[tuple[Entry, ModelCard]]) -> None:
    results = table(rows)
    document = f"# Results on the test set\n\n{results}\n\n## Protocols\n\n{_protocols()}\n"
    checkpoints.write_atomically(checkpoints.DIRECTORY / "RESULTS.md", document.encode())
    text = README.read_text(encoding="utf-8") if README.exists() else ""
    if START in text and END in text:
        before, rest = text.split(START, 1)
        after = rest.split(END, 1)[1]
        checkpoints.write_atomically(README, f"{before}{START}\n{results}\n{END}{after}".encode())


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line names; 0, 1 where a checkpoint is unusable or a metric left its card."""
    parser = argparse.ArgumentParser(prog="python -m ae_core.evaluate", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="registry names; all if none is given")
    parser.add_argument("--write", action="store_true", help="update the cards and the tables")
    parser.add_argument("--out", type=Path, default=checkpoints.DIRECTORY, help="where the checkpoints are")
    parser.add_argument("--device", help="cpu, cuda, mps; the best one here if not given")
    options = parser.parse_args(arguments)
    rows, status = [], 0
    for name in options.names or registry.list_models():
        entry = registry.get(name)
        try:
            model = checkpoints.load_model(name, str(best_device(options.device)), options.out)
        except CheckpointError as error:
            print(error, file=sys.stderr)
            status = 1
            continue
        card = model.card
        if card is None:
            raise AssertionError("a loaded model carries its card")
        measured = evaluate(model, entry)
        for metric, value in measured.items():
            if abs(value - card.metrics.get(metric, float("inf"))) > 1e-3 * abs(value):
                said = card.metrics.get(metric)
                print(f"{name}: {metric} is {value:.6g}, its card says {said}", file=sys.stderr)
                status = 0 if options.write else 1
        card = dataclasses.replace(card, metrics=measured)
        if options.write:
            checkpoints.write_card(card, options.out)
        rows.append((entry, card))
    print(table(rows))
    if options.write:
        _write(rows)
    return status


if __name__ == "__main__":
    sys.exit(main())
