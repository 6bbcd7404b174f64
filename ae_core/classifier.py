"""An independent classifier, to say what digit a drawn one is: `python -m ae_core.classifier` trains and stores it.

It shares neither weights nor code with any autoencoder of the zoo and saw only the real training images and small
affine changes of them. Its accuracy on the real test set is on its card, under "test_accuracy".
"""

import argparse
import dataclasses
import functools
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from tqdm import tqdm

from ae_core import checkpoints, data
from ae_core.card import ModelCard
from ae_core.device import best_device, has_fast_bfloat16
from ae_core.images.augmentation import Augmentation, augment
from ae_core.registry.provenance import DATA

NAME = checkpoints.CLASSIFIER
CHANNELS = (16, 32, 64)


@dataclasses.dataclass(frozen=True)
class ClassifierRecipe:
    """How the classifier learns: AdamW, one rise and one cosine fall of the learning rate.

    Args:
        learning_rate: its peak, reached after `warm_up` of all steps.
        augmentation: until its share `until` of the epochs; the last epochs see the real images alone.
    """

    epochs: int = 10
    batch_size: int = 128
    learning_rate: float = 4e-3
    warm_up: float = 0.2
    weight_decay: float = 0.02
    augmentation: Augmentation = dataclasses.field(
        default_factory=lambda: Augmentation(share=0.8, degrees=9, scale=0.1, shift=2, until=0.8)
    )
    seed: int = 0


class DigitClassifier(nn.Module):
    """Three stages of convolution, normalisation and halving, then one linear layer; logits of ten digits.

    Args:
        channels: of the three stages; the first has one convolution, the other two have two.
    """

    card: ModelCard | None = None

    def __init__(self, channels: tuple[int, int, int] = CHANNELS) -> None:
        super().__init__()
        first, second, third = channels
        self.layers = nn.Sequential(
            *self._convolution(1, first),
            nn.MaxPool2d(2),
            *self._convolution(first, second),
            *self._convolution(second, second),
            nn.MaxPool2d(2),
            *self._convolution(second, third),
            *self._convolution(third, third),
            nn.AdaptiveMaxPool2d(2),
            nn.Flatten(),
            nn.Dropout(0.2),
            nn.Linear(4 * third, 10),
        )

    @staticmethod
    def _convolution(inward: int, outward: int) -> tuple[nn.Module, ...]:
        return (
            nn.Conv2d(inward, outward, 3, padding=1, bias=False),
            nn.BatchNorm2d(outward),
            nn.ReLU(),
        )

    def forward(self, x: Tensor) -> Tensor:
        """Images (B, 1, 28, 28) in [0, 1] -> logits (B, 10)."""
        return self.layers(x)


@torch.inference_mode()
def read(model: DigitClassifier, images: Tensor, batch_size: int = 50) -> Tensor:
    """How sure the classifier is of each digit: (N, 1, 28, 28) in [0, 1] -> (N, 10), rows add to 1."""
    device = next(model.parameters()).device
    return torch.cat([model(part.to(device)).softmax(1) for part in images.split(batch_size)])


def accuracy(model: DigitClassifier) -> float:
    """Share of the 10,000 real test images that are classified rightly."""
    images, labels = data.test_set()
    answers = read(model, data.as_input(images)).argmax(1).cpu()
    return float((answers == torch.tensor(labels)).double().mean())


def _channels_last(model: DigitClassifier) -> None:
    """Lay the kernels out so that convolutions on a CPU take less time; changes no value."""
    for parameter in model.parameters():
        if parameter.ndim == 4:
            parameter.data = parameter.data.contiguous(memory_format=torch.channels_last)


def fit(
    images: Tensor,
    labels: Tensor,
    recipe: ClassifierRecipe,
    device: torch.device,
    listener: Callable[[int, float], None] | None = None,
) -> DigitClassifier:
    """A classifier trained on images (N, 28, 28) uint8 and labels (N,) int64, in eval mode.

    Args:
        listener: told after each batch of the number of batches to come and of the loss.
    """
    torch.manual_seed(recipe.seed)
    generator = torch.Generator(device).manual_seed(recipe.seed)
    model = DigitClassifier().to(device).train()
    _channels_last(model)
    mixed = has_fast_bfloat16(device)
    images, labels = images.to(device), labels.to(device)
    per_epoch = math.ceil(len(images) / recipe.batch_size)
    optimiser = torch.optim.AdamW(model.parameters(), recipe.learning_rate, weight_decay=recipe.weight_decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, recipe.learning_rate, recipe.epochs * per_epoch, pct_start=recipe.warm_up
    )
    for epoch in range(recipe.epochs):
        order = torch.randperm(len(images), generator=generator, device=device)
        for number, chosen in enumerate(order.split(recipe.batch_size), start=1):
            x = images[chosen].unsqueeze(1).float() / 255
            if epoch < recipe.augmentation.until * recipe.epochs:
                x = augment(x, recipe.augmentation, generator)
            with torch.autocast(device.type, torch.bfloat16, enabled=mixed):
                loss = F.cross_entropy(model(x).float(), labels[chosen])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            if listener is not None:
                listener((recipe.epochs - epoch) * per_epoch - number, loss.item())
    return model.eval()


def provenance() -> dict[str, Any]:
    """The fields of the card that do not depend on the weights."""
    use = "To say, independently of the models, which digit a picture shows. Not for handwriting other than MNIST's."
    # The paper that brought the data also brought the kind of net.
    return checkpoints.provenance({"idea": DATA["mnist"], "data": DATA["mnist"]}, use, "mnist")


def store(model: DigitClassifier, recipe: ClassifierRecipe, directory: Path) -> ModelCard:
    """Write the weights in half precision and a card that says how well these weights classify the test set."""
    weights = checkpoints.serialise(model.cpu(), torch.float16)
    card = checkpoints.card_of(
        weights,
        model,
        "mnist",
        recipe,
        name=NAME,
        family="classifier",
        config={"channels": list(CHANNELS)},
        dtype="float16",
        metrics={"test_accuracy": accuracy(_filled(weights))},
        **provenance(),
    )
    checkpoints.save(weights, card, directory)
    return card


def _filled(weights: bytes) -> DigitClassifier:
    model = checkpoints.restore(DigitClassifier, NAME, weights).eval().requires_grad_(False)
    _channels_last(model)
    return model


@functools.cache
def load(directory: Path = checkpoints.DIRECTORY) -> DigitClassifier:
    """The trained classifier on the CPU, in eval mode, frozen, with its card; one for the whole process.

    Raises:
        CheckpointError: missing or altered file, card of another schema, shapes that do not fit.
    """
    weights, card = checkpoints.read_weights(NAME, directory)
    model = _filled(weights)
    model.card = card
    return model


def main(arguments: list[str] | None = None) -> int:
    """Train on the real training set, store weights and card; 0, or 2 with one sentence on standard error."""
    parser = argparse.ArgumentParser(prog="python -m ae_core.classifier", description="Train the classifier.")
    parser.add_argument("--data", type=Path, default=data.DEFAULT_ROOT, help="torchvision's data folder")
    parser.add_argument("--out", type=Path, default=checkpoints.DIRECTORY, help="where the checkpoint goes")
    parser.add_argument("--device", help="cpu, cuda, mps; the best one here if not given")
    parser.add_argument("--threads", type=int, help="CPU threads; torch's own choice if not given")
    options = parser.parse_args(arguments)
    if options.threads:
        torch.set_num_threads(options.threads)
    try:
        images, labels = data.torchvision_set("mnist", options.data)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 2
    recipe = ClassifierRecipe()
    steps = recipe.epochs * math.ceil(len(images) / recipe.batch_size)
    with tqdm(total=steps, desc=NAME, mininterval=5) as bar:

        def show(to_come: int, loss: float) -> None:
            bar.set_postfix_str(f"loss {loss:.3g}", refresh=False)
            bar.update(steps - to_come - bar.n)

        model = fit(images, labels, recipe, best_device(options.device), show)
    card = store(model, recipe, options.out)
    print(f"{NAME}: {card.parameters:,} parameters, test accuracy {card.metrics['test_accuracy']:.2%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
