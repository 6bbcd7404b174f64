"""Train models of the zoo: `python -m ae_core.train NAME...`, or `all`."""

import argparse
import sys
from pathlib import Path

import torch
from tqdm import tqdm

from ae_core import checkpoints, data, registry
from ae_core.device import best_device
from ae_core.training.run import train
from ae_core.training.trainer import Listener, Progress


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ae_core.train", description=__doc__)
    parser.add_argument("names", nargs="+", metavar="NAME", help="registry names, or: all")
    parser.add_argument("--data", type=Path, default=data.DEFAULT_ROOT, help="torchvision's data folder")
    parser.add_argument("--out", type=Path, default=checkpoints.DIRECTORY, help="where checkpoints go")
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="where unfinished runs are kept")
    parser.add_argument("--device", help="cpu, cuda, mps; the best one here if not given")
    parser.add_argument("--threads", type=int, help="CPU threads; torch's own choice if not given")
    return parser


def _shown_on(bar: tqdm) -> Listener:
    """Draws where training is: the bar goes from 0 to 1."""

    def show(progress: Progress) -> None:
        share = (progress.epoch + progress.batch / progress.batches) / progress.epochs
        minutes, seconds = divmod(round(progress.seconds_left), 60)
        bar.set_postfix_str(
            f"epoch {progress.epoch + 1}/{progress.epochs}, loss {progress.loss:.4g}, "
            f"{minutes}:{seconds:02d} left",
            refresh=False,
        )
        bar.update(share - bar.n)

    return show


def main(arguments: list[str] | None = None) -> int:
    """Train what the command line names; 0, or 2 with one sentence on standard error."""
    options = _parser().parse_args(arguments)
    known = [entry.name for entry in registry.ENTRIES]
    names = known if options.names == ["all"] else options.names
    unknown = [name for name in names if name not in known]
    if unknown:
        print(
            f"No such model: {', '.join(unknown)}. There are: {', '.join(known)}.",
            file=sys.stderr,
        )
        return 2
    if options.threads:
        torch.set_num_threads(options.threads)
    for name in names:
        with tqdm(
            total=1.0, desc=name, mininterval=1, bar_format="{desc} {percentage:3.0f}%|{bar}| {postfix}"
        ) as bar:
            try:
                card = train(
                    name, options.data, options.out, best_device(options.device), options.runs, _shown_on(bar)
                )
            except RuntimeError as error:
                print(error, file=sys.stderr)
                return 2
        measured = ", ".join(f"{metric} {value:.4g}" for metric, value in card.metrics.items())
        print(f"{name}: {measured}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
