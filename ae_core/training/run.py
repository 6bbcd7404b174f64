"""Training a model of the registry from beginning to end: every recipe in its turn, measured, stored atomically."""

import dataclasses
from pathlib import Path

import torch
from torch import Tensor

from ae_core import checkpoints, data, registry
from ae_core.card import ModelCard
from ae_core.evaluation.measuring import evaluate
from ae_core.models import Autoencoder, LinearAutoencoder
from ae_core.registry import Entry, Recipe
from ae_core.training.trainer import Listener, Trainer

HALF_TOLERANCE = 0.005


def train(
    name: str,
    root: Path = data.DEFAULT_ROOT,
    directory: Path = checkpoints.DIRECTORY,
    device: torch.device | None = None,
    runs: Path | None = None,
    listener: Listener | None = None,
) -> ModelCard:
    """Train the model called `name` on the real training set, measure it on the test set, save it with its card.

    Args:
        root: the data folder of torchvision, filled by download where it is empty.
        directory: where checkpoint and card go.
        runs: where the resumable state is kept; none is kept if not given.
        listener: told of the progress.
    """
    entry = registry.get(name)
    device = device or torch.device("cpu")
    images, labels = data.torchvision_set(entry.data, root)
    if entry.recipe.closed_form:
        model: Autoencoder = registry.build(entry)
        if not isinstance(model, LinearAutoencoder):
            raise TypeError(f"{name} has no closed form")
        model = model.fit_pca(data.as_input(images.numpy())).eval()
    else:
        model = _run_recipes(entry, images, labels, device, runs, listener)
    card = finish(entry, model.cpu(), directory)
    for state_path in runs.glob(f"{name}.*.pt") if runs is not None else ():
        state_path.unlink()
    return card


def _run_recipes(
    entry: Entry,
    images: Tensor,
    labels: Tensor,
    device: torch.device,
    runs: Path | None,
    listener: Listener | None,
) -> Autoencoder:
    """Train by the entry's recipe and by those that follow it; each keeps a state of its own until all are done."""

    def run(recipe: Recipe, number: int, start: Autoencoder | None) -> Autoencoder:
        state_path = runs / f"{entry.name}.{number}.pt" if runs is not None else None
        step = dataclasses.replace(entry, recipe=recipe)
        model = Trainer(step, images, labels, device, state_path, start).run(listener)
        return model if recipe.then is None else run(recipe.then, number + 1, model)

    return run(entry.recipe, 0, None)


def finish(entry: Entry, model: Autoencoder, directory: Path) -> ModelCard:
    """Store the model in half precision if every metric stays within 0.5 %, else (and in closed form) in single.

    Returns:
        its card, which is written too.
    """
    dtype, metrics = torch.float32, evaluate(model, entry)
    if not entry.recipe.closed_form:
        half = registry.build(entry)
        half.load_state_dict({key: value.half().float() for key, value in model.state_dict().items()})
        rounded = evaluate(half.eval(), entry)
        if all(abs(rounded[key] - value) <= HALF_TOLERANCE * abs(value) for key, value in metrics.items()):
            dtype, metrics = torch.float16, rounded
    weights = checkpoints.serialise(model, dtype)
    card = checkpoints.card_of(
        weights,
        model,
        entry.data,
        entry.recipe,
        name=entry.name,
        family=entry.family,
        config=dict(entry.config),
        dtype=str(dtype).removeprefix("torch."),
        metrics=metrics,
        **checkpoints.provenance_of(entry),
    )
    checkpoints.save(weights, card, directory)
    return card
