"""Every restoring method in one vocabulary: nets beside classical methods, each with what it is told.

A classical method is one entry of `CLASSICAL`: the bench, the curves and the table of the test set then have it.
A net's method is made from the model (`of_net`), and so is PCA's (`projection`); the ridge map's is fitted (`ridge`).
`named` is the one place where a name becomes a method.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from torch import Tensor

from ae_core import checkpoints, registry
from ae_core.latent import reconstruct_all
from ae_core.models import Autoencoder
from ae_core.registry import Entry
from ae_core.restoration import classical
from ae_core.restoration.classical import RidgeMap
from ae_core.restoration.corruptions import KINDS, Corrupted, Corruption

Told = Literal["nothing", "sigma", "mask", "low resolution", "corruption"]
Load = Callable[[str], Autoencoder]

ALL = frozenset(KINDS)
NOISES = frozenset({"gaussian", "salt_and_pepper"})
HOLES = frozenset({"dropout", "patch"})
AT_FULL_SIZE = ALL - {"downsample"}
SLOW = 1.0  # milliseconds a digit: what takes longer may come after the others


@dataclass(frozen=True)
class Method:
    """One way to restore images.

    Args:
        key: its name in code, in links and in ROBUSTNESS.json: a model's name or the function's.
        label: what people read, in English, as of a registry's entry.
        row: its name in the table of the test set, RESTORATION.md.
        function: of the corrupted images (B, 1, 28, 28) and of what it is told; gives images in [0, 1].
        told: "nothing"; "sigma", the noise's standard deviation; "mask", the pixels that are gone; "low resolution",
            the small picture in place of the corrupted one; "corruption", all that was done.
        suits: the kinds of corruption it is meant for.
        milliseconds: that a digit takes, roughly.
        exported_as: its key in downloads and on the bench, where that is another.
        sees_lecture_dropout: it gets dropout as `nn.Dropout` makes it in the lecture.
    """

    key: str
    label: str
    row: str
    function: Callable[..., Tensor]
    told: Told = "nothing"
    suits: frozenset[str] = ALL
    milliseconds: float = 0.0
    exported_as: str = ""
    sees_lecture_dropout: bool = False

    @property
    def written_as(self) -> str:
        """Its key in downloads and on the bench."""
        return self.exported_as or self.key

    @property
    def is_slow(self) -> bool:
        """Whether it may come after the others."""
        return self.milliseconds > SLOW

    def seen(self, given: Corrupted) -> Tensor:
        """The corrupted images as this method gets them."""
        if self.sees_lecture_dropout and given.lecture is not None:
            return given.lecture
        return given.small if self.told == "low resolution" else given.y

    def restore(self, given: Corrupted) -> Tensor:
        """What the method makes of corrupted images: (B, 1, 28, 28) in [0, 1], on the CPU.

        Raises:
            ValueError: it needs to be told which pixels are gone, and none is.
        """
        y = self.seen(given)
        if self.told == "sigma":
            # Told that there is no noise, it has nothing to do; it would divide by sigma.
            return self.function(y, given.sigma) if given.sigma > 0 else y.clamp(0, 1)
        if self.told == "mask":
            if given.missing is None:
                raise ValueError(
                    f"{self.key} fills pixels that are gone, and {given.corruption.kind} takes none away"
                )
            return self.function(y, given.missing)
        return self.function(y, given.corruption) if self.told == "corruption" else self.function(y)


NOTHING = "nothing"
NOTHING_DONE = Method(NOTHING, "Nothing done", "spoiled", lambda y: y.clamp(0, 1))

RIDGE = "Ridge linear map"

# In the order of the table and of the bench.
CLASSICAL: dict[str, Method] = {
    method.key: method
    for method in (
        Method(
            "median",
            "Median, 3 × 3",
            "median 3x3",
            classical.median,
            suits=AT_FULL_SIZE,
            milliseconds=0.2,
        ),
        Method(
            "non_local_means",
            "Non-local means",
            "non-local means",
            classical.non_local_means,
            told="sigma",
            suits=NOISES,
            milliseconds=20,
            exported_as="nlm",
        ),
        Method(
            "total_variation",
            "Total variation",
            "total variation",
            classical.total_variation,
            told="sigma",
            suits=NOISES,
            milliseconds=3,
            exported_as="tv",
        ),
        Method(
            "telea",
            "Telea inpainting",
            "Telea",
            classical.telea,
            told="mask",
            suits=HOLES,
            milliseconds=0.5,
        ),
        Method(
            "navier_stokes",
            "Navier-Stokes inpainting",
            "Navier-Stokes",
            classical.navier_stokes,
            told="mask",
            suits=HOLES,
            milliseconds=0.5,
        ),
        Method(
            "bicubic",
            "Bicubic enlargement",
            "bicubic",
            classical.bicubic,
            told="low resolution",
            suits=frozenset({"downsample"}),
            milliseconds=0.1,
        ),
    )
}


def suiting(kind: str) -> list[Method]:
    """The classical methods that suit a kind of corruption."""
    return [method for method in CLASSICAL.values() if kind in method.suits]


def of_net(model: Autoencoder, entry: Entry) -> Method:
    """A net as a method: it is told nothing, and gives D(E(.)) of what it sees.

    Args:
        model: the net; entry: what the registry says of it.
    """
    return Method(
        key=entry.name,
        label=entry.label,
        row=entry.label,
        function=lambda y: reconstruct_all(model, y).cpu(),
        sees_lecture_dropout=model.sees_lecture_dropout,
    )


def projection(model: Autoencoder, entry: Entry) -> Method:
    """PCA as a denoiser: the projection onto the principal subspace. Arguments as for `of_net`."""
    return replace(of_net(model, entry), row=projection_row(entry), suits=AT_FULL_SIZE)


def projection_row(entry: Entry) -> str:
    """What the table calls PCA's projection at the width of this entry."""
    return f"PCA projection, {entry.latent_dim}-D"


def ridge(maps: Mapping[Corruption, RidgeMap]) -> Method:
    """The ridge linear map, fitted for each of some corruptions, which are all that it can be given."""
    return Method("ridge", RIDGE, RIDGE.lower(), lambda y, corruption: maps[corruption](y), "corruption")


def load_on_cpu(name: str) -> Autoencoder:
    """The shipped model, on the CPU.

    Raises:
        ae_core.CheckpointError: it cannot be used.
    """
    return checkpoints.load_model(name, "cpu")


def named(key: str, load: Load = load_on_cpu) -> Method:
    """The method of this key: nothing done, a classical one, or a model's by its name.

    Args:
        load: gives a model by its name.

    Raises:
        ae_core.CheckpointError: the model cannot be used.
        KeyError: there is none of this key.
    """
    known = {NOTHING: NOTHING_DONE, **CLASSICAL}
    return known[key] if key in known else of_net(load(key), registry.get(key))
