"""Fit the directions of a model and measure what they do: `python -m ae_core.directions [MODEL...] [--measure]`.

Training images are transformed in pixels by -3 to 3 units (`ae_core.images.transformations`) and encoded; how their
codes move is the data. The arrow is the mean change of a unit about the untouched image; the field is the ridge
regression of all changes on the code they start from. With --write they are kept as
checkpoints/directions_MODEL.json. --measure only measures the directions that are there.
"""

import argparse
import dataclasses
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from ae_core import checkpoints, data
from ae_core.checkpoints import CheckpointError
from ae_core.directions import directions as fields
from ae_core.directions.directions import METHODS, Directions, DirectionsError, with_one
from ae_core.images import moments, transformations
from ae_core.latent import encode_all
from ae_core.models import Autoencoder

DEFAULT_MODEL = "vae_d20"
IMAGES, HELD_OUT, SEED = 8000, 2000, 0
RIDGE = 1e-3  # of the number of changes, on every coefficient but the constant one
STEPS = range(-transformations.REACH, transformations.REACH + 1)
TEST_IMAGES = 1000

Measure = Callable[[Tensor], Tensor]
PROPERTIES: dict[str, Measure] = {
    "right": lambda x: moments.centre_of_mass(x)[:, 0],
    "down": lambda x: moments.centre_of_mass(x)[:, 1],
    "zoom": moments.size,
    "stroke": moments.ink,
    "slant": moments.slant,
}


def _changes(model: Autoencoder, x: Tensor, name: str) -> tuple[Tensor, Tensor, Tensor]:
    """How codes move in one unit: codes (N, d) and central differences there (N, d), for every step from -2 to 2; and
    those of the untouched images alone (B, d)."""
    codes = [
        encode_all(model, transformations.warp(x, **{name: float(step)})).cpu().double() for step in STEPS
    ]
    moved = [(after - before) / 2 for before, after in zip(codes, codes[2:], strict=False)]
    return torch.cat(codes[1:-1]), torch.cat(moved), moved[transformations.REACH - 1]


def _ridge(z: Tensor, change: Tensor) -> Tensor:
    """W (d + 1, d) that minimises ||(z, 1) W - change||^2 + ridge ||W||^2, the constant row not punished."""
    inputs = with_one(z)
    punished = torch.full((inputs.shape[1],), RIDGE * len(inputs), dtype=z.dtype)
    punished[-1] = 0
    return torch.linalg.solve(inputs.T @ inputs + torch.diag(punished), inputs.T @ change)


def agreement(change: Tensor, said: Tensor) -> dict[str, float]:
    """How the changes of single images (N, d) agree with what a method says of them, (N, d) or (d,).

    Returns:
        "r2": 1 - sum ||change - said||^2 / sum ||change||^2, so an arrow of length 0 scores 0. "cosine": mean cosine
        between the two.
    """
    said = said.expand_as(change)
    missed = (change - said).pow(2).sum() / change.pow(2).sum()
    return {"r2": float(1 - missed), "cosine": float(F.cosine_similarity(change, said).mean())}


@torch.inference_mode()
def fit(model: Autoencoder, images: Tensor, held_out: Tensor) -> Directions:
    """Fit arrows and fields of all transformations.

    Args:
        model: loaded from a checkpoint.
        images: training images (N, 1, 28, 28) in [0, 1] that are fitted on.
        held_out: training images (M, 1, 28, 28) that the fit is judged on.

    Raises:
        ValueError: the model carries no card.
    """
    if model.card is None:
        raise ValueError("directions belong to the weights of a checkpoint")
    found, arrows, fitted = [], [], {}
    for name in transformations.NAMES:
        z, change, alone = _changes(model, images, name)
        arrows.append(alone.mean(0))
        found.append(_ridge(z, change))
        z, change, _alone = _changes(model, held_out, name)
        fitted[name] = {
            "arrow": agreement(change, arrows[-1]),
            "field": agreement(change, with_one(z) @ found[-1]),
        }
    return Directions(
        model.card.name, model.card.sha256, torch.stack(found).float(), torch.stack(arrows).float(), fitted
    )


def units_of(name: str, amount: float) -> list[float]:
    """So many units of one transformation and none of the others."""
    return [amount if other == name else 0.0 for other in transformations.NAMES]


def monotone(values: Tensor) -> Tensor:
    """Whether each row rises at every step: (N, steps) -> (N,) bool."""
    return (values.diff(dim=1) > 0).all(1)


def _summary(values: Tensor) -> dict[str, Any]:
    change = values - values[:, [transformations.REACH]]
    quartiles = torch.quantile(change, torch.tensor([0.25, 0.5, 0.75], dtype=change.dtype), dim=0)
    return {
        "monotone": float(monotone(values).float().mean()),
        "per_unit": float(((values[:, -1] - values[:, 0]) / (2 * transformations.REACH)).median()),
        "band": [[round(value, 5) for value in row] for row in quartiles.tolist()],
    }


@torch.inference_mode()
def measure(model: Autoencoder, directions: Directions, x: Tensor) -> dict[str, dict[str, Any]]:
    """What the directions do to decoded digits, beside the transformation itself, by transformation and method.

    Args:
        x: test images (N, 1, 28, 28).

    Returns:
        for "field", "arrow" and "pixels": "monotone", the share of images whose property rises at each of the six
        steps from -3 to 3; "per_unit", the median change of the property a unit; "band", quartiles (3, 7) of the
        property's difference from the untouched at each step.
    """
    z = encode_all(model, x).cpu()
    found: dict[str, dict[str, Any]] = {}
    for name in transformations.NAMES:
        measured = PROPERTIES[name]
        found[name] = {}
        for method in METHODS:
            moved = [directions.move(z, units_of(name, float(step)), method) for step in STEPS]
            found[name][method] = _summary(torch.stack([measured(model.decode(code)) for code in moved], 1))
        warped = [transformations.warp(x, **{name: float(step)}) for step in STEPS]
        found[name]["pixels"] = _summary(torch.stack([measured(image) for image in warped], 1))
    return found


def table(directions: Directions) -> str:
    """Fit and effect as a Markdown table."""
    head = "| transformation | method | R² | cosine | monotone, -3 to 3 | median a unit | in pixels |\n"
    lines = []
    for name, by_method in directions.measured.items():
        for method in METHODS:
            fitted, effect = directions.fit[name][method], by_method[method]
            cells = [name, method, f"{fitted['r2']:.3f}", f"{fitted['cosine']:.3f}"]
            cells += [f"{effect['monotone']:.1%}", f"{effect['per_unit']:.4f}"]
            lines.append("| " + " | ".join([*cells, f"{by_method['pixels']['per_unit']:.4f}"]) + " |")
    return head + "|" + "---|" * 7 + "\n" + "\n".join(lines)


def training_images(root: Path) -> tuple[Tensor, Tensor]:
    """The images to fit on and those to judge the fit by, drawn from the training set with a seed.

    Raises:
        RuntimeError: the training set is neither there nor to be had; one sentence.
    """
    images, _labels = data.torchvision_set("mnist", root)
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(SEED))[: IMAGES + HELD_OUT]
    x = data.as_input(images[order].numpy())
    return x[:IMAGES], x[IMAGES:]


def _each(options: argparse.Namespace) -> Iterator[Directions]:
    """What the options name, one model after the other."""
    images = None if options.measure else training_images(options.data)
    test = data.as_input(data.test_set("mnist")[0][:TEST_IMAGES])
    for name in options.models:
        model = checkpoints.load_model(name, "cpu", options.out)
        found = fields.load(model, options.out) if images is None else fit(model, *images)
        yield dataclasses.replace(found, measured=measure(model, found, test))


def main(arguments: list[str] | None = None) -> int:
    """Fit or measure what the command line names; 0, 1 where something is missing."""
    parser = argparse.ArgumentParser(prog="python -m ae_core.directions", description=__doc__)
    parser.add_argument("models", nargs="*", default=[DEFAULT_MODEL], metavar="MODEL")
    parser.add_argument("--measure", action="store_true", help="measure what is there, fit nothing")
    parser.add_argument("--write", action="store_true", help="keep the directions and what was measured")
    parser.add_argument("--data", type=Path, default=data.DEFAULT_ROOT, help="torchvision's data folder")
    parser.add_argument("--out", type=Path, default=checkpoints.DIRECTORY, help="where the checkpoints are")
    options = parser.parse_args(arguments)
    try:
        for found in _each(options):
            print(f"{found.model}, {TEST_IMAGES:,} test digits\n\n{table(found)}\n")
            if options.write:
                fields.save(found, options.out)
    except (CheckpointError, DirectionsError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0
