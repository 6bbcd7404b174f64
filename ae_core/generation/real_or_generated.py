"""The game of real or generated: which pair comes when, what gives the generated one away, and the score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from ae_core import classifier, data
from ae_core.classifier import DigitClassifier
from ae_core.generation import sampling
from ae_core.images import ink_statistics
from ae_core.metrics import wilson_interval
from ae_core.models import Autoencoder

RARE = 0.1  # a trait that no more real digits share gives a picture away
TRAITS = ("edges", "grey", "pieces", "sureness")


@dataclass(frozen=True)
class Pair:
    """A real test digit and a generated one of the same class, as the classifier reads it.

    Args:
        model: name of the one that generated.
        side: 0 where the real one stands left, 1 right. index: of the real one in the test set. digit: the class.
        real, drawn: (28, 28) float32 in [0, 1].
    """

    model: str
    side: int
    index: int
    digit: int
    real: np.ndarray
    drawn: np.ndarray


@dataclass(frozen=True)
class Trait:
    """One measure of a generated picture, of its partner, and of the real digits of its class.

    Args:
        kind: one of `TRAITS`. drawn, real: its values. median: of the real digits.
        alike: how many of the `total` real ones go as far or farther in the direction that gives a picture away.
    """

    kind: str
    drawn: float
    real: float
    median: float
    alike: int
    total: int

    @property
    def is_rare(self) -> bool:
        """Whether it gives the picture away."""
        return self.alike <= RARE * self.total


@dataclass(frozen=True)
class Score:
    """How often the real digit was found beside one of a model: `found` times in `rounds`."""

    found: int
    rounds: int

    @property
    def rate(self) -> float:
        """Share of the rounds."""
        return self.found / self.rounds if self.rounds else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Of the rate: Wilson's, 95 %."""
        return wilson_interval(self.found, self.rounds)


def turn(seed: int, number: int, names: list[str]) -> str:
    """Whose turn it is in round `number` (from 0): each model once, in random order, before any comes again."""
    block, place = divmod(number, len(names))
    return names[np.random.default_rng([seed, 1, block]).permutation(len(names))[place]]


def pair(
    model: Autoencoder,
    seed: int,
    number: int,
    *,
    digit_classifier: DigitClassifier | None,
    stand_in: tuple[Tensor, Tensor] | None = None,
) -> Pair:
    """The pair of round `number` where it is this model's turn, the same for the same arguments.

    Left or right is a fair toss. Without a classifier the class is any, and the generated digit may be of another.

    Args:
        model: with its card. stand_in: as for `sampling.codes`.
    """
    random = np.random.default_rng([seed, 2, number])
    told = int(random.integers(sampling.CLASSES)) if model.told_the_label else None
    code = sampling.codes(model, 1, int(random.integers(2**31)), digit=told, stand_in=stand_in)
    x = sampling.decoded(model, code)
    batch = sampling.read(x, digit_classifier)
    images, labels = data.test_set("mnist")
    digit = int(batch.readings[0]) if batch.is_read else int(random.integers(sampling.CLASSES))
    index = int(random.choice(np.flatnonzero(labels == digit)))
    real = data.as_input(images[index])[0, 0].numpy()
    name = model.card.name if model.card else type(model).__name__
    return Pair(name, int(random.integers(2)), index, digit, real, x[0, 0].numpy())


def measure(x: Tensor, digit_classifier: DigitClassifier | None) -> dict[str, np.ndarray]:
    """All traits of pictures (N, 1, 28, 28) in [0, 1], (N,) each; no sureness where there is no classifier."""
    measured = {
        "edges": ink_statistics.edge_energy(x).numpy(),
        "grey": ink_statistics.grey_share(x).numpy(),
        "pieces": ink_statistics.pieces(x).numpy(),
    }
    if digit_classifier is not None:
        measured["sureness"] = classifier.read(digit_classifier, x).amax(1).numpy()
    return measured


def _alike(kind: str, value: float, among: np.ndarray) -> int:
    """How many real digits are as soft, as grey, as broken, as hard to read."""
    if kind == "pieces":
        # Whole is how a digit should be: only more pieces than usual, or none at all, tell anything.
        usual = np.median(among)
        if value == 0:
            return int((among == 0).sum())
        return int((among >= value).sum()) if value > usual else len(among)
    return int((among >= value).sum()) if kind == "grey" else int((among <= value).sum())


def traits(
    one: Pair, digit_classifier: DigitClassifier | None, among: Mapping[str, np.ndarray], labels: np.ndarray
) -> list[Trait]:
    """What the generated picture of a pair looks like beside real digits of its class; the rarest trait first.

    Args:
        among: traits of real digits as `measure` gives them with the same classifier, (N,) each.
        labels: (N,) their classes.
    """
    both = measure(torch.from_numpy(np.stack([one.drawn, one.real]))[:, None], digit_classifier)
    told = []
    for kind, (drawn, real) in both.items():
        peers = among[kind][labels == one.digit]
        alike = _alike(kind, drawn, peers)
        told.append(Trait(kind, float(drawn), float(real), float(np.median(peers)), alike, len(peers)))
    return sorted(told, key=lambda trait: (trait.alike / trait.total, TRAITS.index(trait.kind)))


def scores(guesses: Iterable[tuple[str, bool]]) -> dict[str, Score]:
    """Guesses (model, whether the real digit was found) -> score of each model that came up, hardest first."""
    counted: dict[str, list[int]] = {}
    for name, right in guesses:
        tally = counted.setdefault(name, [0, 0])
        tally[0] += right
        tally[1] += 1
    by_name = {name: Score(*tally) for name, tally in counted.items()}
    return dict(sorted(by_name.items(), key=lambda item: (item[1].rate, item[0])))
