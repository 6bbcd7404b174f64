"""Recompute every metric of every card on the real test set and print them beside their bars:
`python -m ae_core.evaluate [NAME...]`. With --write, put them into the cards, checkpoints/RESULTS.md and README.md.

With --restoration, measure nets and classical restorers on the same corrupted images instead; the ridge linear map is
fitted on training images, found as by `ae_core.train`. With --curves, measure them against the strength of the noise:
what has changed since it was last written, and what NAME... says. With --cards, write anew what the cards say of
licence, source, use and test images, and the tables; nothing is measured."""

import argparse
import dataclasses
import functools
import sys
from pathlib import Path

from ae_core import checkpoints, classifier, data, registry
from ae_core.checkpoints import CheckpointError
from ae_core.device import best_device
from ae_core.evaluation import report
from ae_core.evaluation.measuring import evaluate
from ae_core.restoration import curves as robustness
from ae_core.restoration import methods
from ae_core.restoration import table as comparison


def _loader(directory: Path) -> methods.Load:
    """Gives the models of a folder, on the CPU, each loaded once."""
    return functools.cache(lambda name: checkpoints.load_model(name, "cpu", directory))


def _restoration(root: Path, write: bool, directory: Path) -> int:
    """Print the table of nets and classical methods; with `write`, keep it."""
    try:
        images, _ = data.torchvision_set("mnist", root)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    ridge = comparison.fit_ridge(images[: report.RIDGE_IMAGES])
    text = comparison.table(list(comparison.compare(comparison.at_hand(_loader(directory), [ridge]))))
    print(text)
    if write:
        report.write_restoration(directory, text)
    return 0


def _curves(names: list[str], write: bool, directory: Path) -> int:
    """Measure the missing curves of `restoration.curves` and print all; with `write`, keep them as they come."""
    curves = {job: curve for job, curve in robustness.read_curves(directory).items() if job[1] not in names}
    status, load = 0, _loader(directory)
    for kind, method in robustness.missing(curves, directory):
        try:
            restoring = methods.named(method, load)
        except CheckpointError as error:
            print(error, file=sys.stderr)
            status = 1
            continue
        sha256 = robustness.fingerprint(method, directory) or ""
        *_, (_done, curve) = robustness.measure(kind, restoring, sha256)
        if curve is not None:
            curves[kind, method] = curve
            print(kind, method, *curve.psnr, file=sys.stderr)
        if write:
            report.write_curves(directory, curves)
    print(report.curves(curves.values()))
    return status


def _recompute(names: list[str], write: bool, directory: Path, device: str) -> int:
    """Measure models again and print the table; with `write`, keep it and the cards."""
    rows, status = [], 0
    for name in names:
        try:
            model = checkpoints.load_model(name, device, directory)
        except CheckpointError as error:
            print(error, file=sys.stderr)
            status = 1
            continue
        entry, card = registry.get(name), model.card
        if card is None:
            raise AssertionError("a loaded model carries its card")
        measured = evaluate(model, entry)
        for metric, value in measured.items():
            said = card.metrics.get(metric)
            if said is None or abs(value - said) > 1e-3 * abs(value):
                print(f"{name}: {metric} is {value:.6g}, its card says {said}", file=sys.stderr)
                status = status if write else 1
        card = dataclasses.replace(card, metrics=measured, **checkpoints.provenance_of(entry))
        if write:
            checkpoints.write_card(card, directory)
        rows.append((entry, card))
    print(report.table(rows))
    if write:
        report.write(directory)
    return status


def _renew(names: list[str], directory: Path) -> int:
    """Bring cards in line with the registry and the tables with the cards, without measuring anything."""
    said = {entry.name: checkpoints.provenance_of(entry) for entry in registry.ENTRIES}
    said[classifier.NAME] = classifier.provenance()
    status = 0
    for name in names or said:
        try:
            if name not in said:
                raise CheckpointError("unknown", name, "there is no model of this name")
            checkpoints.renew_card(name, said[name], directory)
        except CheckpointError as error:
            print(error, file=sys.stderr)
            status = 1
    report.write(directory)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ae_core.evaluate", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="registry names; all if none is given")
    parser.add_argument("--write", action="store_true", help="update the cards and the tables")
    parser.add_argument("--restoration", action="store_true", help="compare nets with classical restorers")
    parser.add_argument(
        "--curves", action="store_true", help="measure PSNR against the strength of the noise"
    )
    parser.add_argument(
        "--cards", action="store_true", help="bring cards in line with the registry; measure nothing"
    )
    parser.add_argument("--data", type=Path, default=data.DEFAULT_ROOT, help="torchvision's data folder")
    parser.add_argument("--out", type=Path, default=checkpoints.DIRECTORY, help="where the checkpoints are")
    parser.add_argument("--device", help="cpu, cuda, mps; the best one here if not given")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line names; 0, 1 where a checkpoint is unusable or a metric left its card."""
    options = _parser().parse_args(arguments)
    if options.cards:
        return _renew(options.names, options.out)
    if options.restoration:
        return _restoration(options.data, options.write, options.out)
    if options.curves:
        return _curves(options.names, options.write, options.out)
    names = options.names or [entry.name for entry in registry.ENTRIES]
    return _recompute(names, options.write, options.out, str(best_device(options.device)))


if __name__ == "__main__":
    sys.exit(main())
