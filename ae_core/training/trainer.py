"""One training run by one recipe: seeded, resumable after every epoch."""

import copy
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel

from ae_core import registry
from ae_core.device import has_fast_bfloat16
from ae_core.images.augmentation import augment
from ae_core.images.corruption import CORRUPTIONS
from ae_core.models import Autoencoder, DeepAutoencoder
from ae_core.registry import Entry, Recipe
from ae_core.training.optimisers import Stepping, optimisers, schedule, warm_average

ADVERSARY_RATE = 2e-4


@dataclass(frozen=True)
class Progress:
    """Where training is: told every few batches to whoever draws the progress bar. loss: mean of this epoch so far."""

    epoch: int
    epochs: int
    batch: int
    batches: int
    loss: float
    seconds_left: float


Listener = Callable[[Progress], None]


def _seed_for(recipe: Recipe, epoch: int) -> int:
    """One seed an epoch, so that an epoch resumed after a kill draws what it would have drawn."""
    return recipe.seed * 100_003 + epoch


def corrupt(x: Tensor, recipe: Recipe, generator: torch.Generator) -> Tensor | None:
    """What the net sees instead of x, with a fresh draw for this batch; None where it sees x itself."""
    if recipe.corruption is None:
        return None
    strength: float | Tensor
    if isinstance(recipe.strength, float | int):
        strength = float(recipe.strength)
    else:
        low, high = recipe.strength
        strength = low + (high - low) * torch.rand(len(x), 1, 1, 1, generator=generator, device=x.device)
    return CORRUPTIONS[recipe.corruption](x, strength, generator)


class Trainer:
    """One training run: `run()` returns the trained model, and goes on where a killed run stopped.

    Args:
        entry: what to train.
        images: (N, 28, 28) uint8 training images.
        labels: (N,) their classes; only a conditional model looks at them.
        device: where to train.
        state_path: where the state after each epoch is kept; None to keep none.
        start: the model whose weights to go on from; fresh random ones if not given.
    """

    def __init__(
        self,
        entry: Entry,
        images: Tensor,
        labels: Tensor,
        device: torch.device,
        state_path: Path | None = None,
        start: Autoencoder | None = None,
    ) -> None:
        self.entry, self.recipe, self.device = entry, entry.recipe, device
        self.images, self.labels = images.to(device), labels.to(device)
        self.state_path = state_path
        torch.manual_seed(self.recipe.seed)
        self.model = registry.build(entry).to(device)
        self.start = None if start is None else copy.deepcopy(start.state_dict())
        if self.start is not None:
            self.model.load_state_dict(self.start)
        self.batches = math.ceil(len(images) / self.recipe.batch_size)
        against = self.model.adversary()
        rivals = {id(p) for p in against.parameters()} if against is not None else set()
        own = [p for p in self.model.parameters() if id(p) not in rivals]
        moving = optimisers(own, self.recipe)
        self.alone = self._epochs_alone()
        self.epochs = self.alone + self.recipe.epochs
        alone, total = self.alone * self.batches, self.recipe.epochs * self.batches
        self.steps: list[Stepping] = [*moving, *(schedule(one, self.recipe, total, alone) for one in moving)]
        self.adversary = (
            None if against is None else torch.optim.Adam(against.parameters(), ADVERSARY_RATE, (0.5, 0.99))
        )
        self.average = (
            AveragedModel(self.model, multi_avg_fn=warm_average(self.recipe.ema)) if self.recipe.ema else None
        )
        self.resumable: list[Stepping] = [*self.steps, *([self.adversary] if self.adversary else [])]
        self.epoch = 0

    def resume(self) -> bool:
        """Take up the state that a killed run left, if it is of this very recipe. Whether there was one."""
        if self.state_path is None or not self.state_path.exists():
            return False
        state = torch.load(self.state_path, map_location=self.device, weights_only=True)
        if state["recipe"] != repr((self.entry.config, self.recipe)):
            return False
        self.model.load_state_dict(state["model"])
        for one, kept in zip(self.resumable, state["steps"], strict=True):
            one.load_state_dict(kept)
        if self.average is not None:
            self.average.load_state_dict(state["average"])
        self.epoch = state["epoch"]
        return True

    def _keep(self) -> None:
        if self.state_path is None:
            return
        self.state_path.parent.mkdir(parents=True, exist_ok=True)
        part = self.state_path.with_suffix(".part")
        torch.save(
            {
                "recipe": repr((self.entry.config, self.recipe)),
                "epoch": self.epoch,
                "model": self.model.state_dict(),
                "steps": [one.state_dict() for one in self.resumable],
                "average": None if self.average is None else self.average.state_dict(),
            },
            part,
        )
        part.replace(self.state_path)

    def _batches(self, generator: torch.Generator) -> Iterator[tuple[Tensor, Tensor]]:
        order = torch.randperm(len(self.images), generator=generator, device=self.device)
        size = self.recipe.batch_size
        for start in range(0, len(order), size):
            chosen = order[start : start + size]
            yield self.images[chosen].unsqueeze(1).float() / 255, self.labels[chosen]

    def run(self, listener: Listener | None = None) -> Autoencoder:
        """Train to the end of the recipe and return the model that the recipe keeps, in eval mode."""
        self.resume()
        started, done_before = time.monotonic(), self.epoch
        while self.epoch < self.epochs:
            self._train_epoch(listener, started, done_before)
            self.epoch += 1
            self._keep()
        if self.average is not None:
            self.model.load_state_dict(self.average.module.state_dict())
        if self.start is not None and self.recipe.blend:
            with torch.no_grad():
                for name, weights in self.model.state_dict().items():
                    weights.lerp_(self.start[name], self.recipe.blend)
        return self.model.eval()

    def _train_epoch(self, listener: Listener | None, started: float, done_before: int) -> None:
        recipe = self.recipe
        torch.manual_seed(_seed_for(recipe, self.epoch))
        generator = torch.Generator(self.device).manual_seed(_seed_for(recipe, self.epoch))
        how = recipe.augmentation
        augmenting = how is not None and self.epoch < how.until * self.epochs
        self.model.train()
        running = torch.zeros((), device=self.device)
        for batch, (x, labels) in enumerate(self._batches(generator), start=1):
            if augmenting and how is not None:
                x = augment(x, how, generator)
            loss = self._train_batch(x, corrupt(x, recipe, generator), labels)
            running += loss.detach()
            if listener is not None and (batch % 20 == 0 or batch == self.batches):
                done = self.epoch - done_before + batch / self.batches
                left = (time.monotonic() - started) / done * (self.epochs - done_before - done)
                listener(Progress(self.epoch, self.epochs, batch, self.batches, float(running) / batch, left))

    def _train_batch(self, x: Tensor, x_noisy: Tensor | None, labels: Tensor) -> Tensor:
        mixed = self.recipe.precision == "bfloat16" and has_fast_bfloat16(self.device)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=mixed):
            loss = self._loss(x, x_noisy, labels)
        self.model.zero_grad()
        loss.backward()
        for one in self.steps:
            one.step()
        if self.adversary is not None:
            self.model.zero_grad()
            self.model.adversary_loss(x).backward()
            self.adversary.step()
        if self.average is not None and self.epoch >= self.alone:
            self.average.update_parameters(self.model)
        return loss

    def _epochs_alone(self) -> int:
        """Epochs in which single layers learn, before all learn together."""
        if not self.recipe.layerwise_epochs:
            return 0
        if not isinstance(self.model, DeepAutoencoder):
            raise TypeError(f"{self.entry.name} cannot be trained layer by layer")
        return self.recipe.layerwise_epochs * self.model.depth

    def _loss(self, x: Tensor, x_noisy: Tensor | None, labels: Tensor) -> Tensor:
        if self.epoch < self.alone and isinstance(self.model, DeepAutoencoder):
            return self.model.layer_loss(x, self.epoch // self.recipe.layerwise_epochs)
        return self.model.loss(x, x_noisy, labels)["loss"]
