"""The zoo as the Models page shows it: entries with their cards, and how their figures are named and written."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ae_core import CheckpointError, ModelCard, registry
from ae_core.checkpoints import read_card
from ae_core.evaluation.protocols import METRICS
from ae_core.registry import Entry, Target
from ui.resources import models
from ui.shell import errors
from ui.shell.language import N_, _
from ui.visuals.numbers import significant

SQUARED_ERROR = "squared_error_per_image"
ALL = "all"
DIGITS = "mnist"
_DEFAULT_AT_MOST = 3

_KINDS = {
    ALL: N_("All"),
    "reconstruct": N_("Reconstruct"),
    "denoise": N_("Denoise"),
    "upscale": N_("Enlarge"),
    "generate": N_("Generate"),
    "fashion": N_("Clothes"),
}
_RELATIONS = {"<=": "≤", ">=": "≥", "=": "="}


@dataclass(frozen=True)
class Specimen:
    """A model of the registry with its card, or with the sentence that says why there is none."""

    entry: Entry
    card: ModelCard | None
    problem: str = ""

    @property
    def headline(self) -> str:
        """The metric this model is judged by first."""
        return self.entry.targets[0].metric if self.entry.targets else SQUARED_ERROR

    def figure(self, metric: str) -> float | None:
        """What the card says was measured; None where it does not."""
        return None if self.card is None else self.card.metrics.get(metric)


def specimen(name: str) -> Specimen:
    try:
        return Specimen(registry.get(name), read_card(name, models.CHECKPOINTS))
    except CheckpointError as error:
        return Specimen(registry.get(name), None, errors.sentence(error))


def specimens() -> dict[str, Specimen]:
    """The whole zoo by name, in teaching order."""
    return {name: specimen(name) for name in registry.list_models()}


def weights(name: str) -> Path | None:
    """The model's weight file; None where it is missing."""
    path = models.CHECKPOINTS / f"{name}.safetensors"
    return path if path.is_file() else None


def kind(entry: Entry) -> str:
    """The drawer a model lies in: its task, or its data where these are no digits."""
    return entry.task if entry.data == DIGITS else entry.data


def kinds() -> dict[str, str]:
    """The drawers that are not empty, by key, as people read them; all of the zoo first."""
    present = dict.fromkeys([ALL, *(kind(registry.get(name)) for name in registry.list_models())])
    return {key: _(_KINDS.get(key, key)) for key in present}


def of_kind(zoo: Iterable[Specimen], chosen: str) -> list[Specimen]:
    return [one for one in zoo if chosen in (ALL, kind(one.entry))]


def sensible_choice(zoo: dict[str, Specimen]) -> list[str]:
    """Models to compare on arrival: one dimension, several ideas.

    Of the digit models that share a baseline, the largest group; of each family in it that is not the baseline's own,
    the one with the least squared error.
    """
    groups: dict[str, dict[str, tuple[float, str]]] = {}
    for name, one in zoo.items():
        base, error = zoo.get(one.entry.baseline or ""), one.figure(SQUARED_ERROR)
        if base is None or error is None or kind(one.entry) != "reconstruct":
            continue
        if one.entry.family != base.entry.family:
            best = groups.setdefault(base.entry.name, {})
            best[one.entry.family] = min(best.get(one.entry.family, (error, name)), (error, name))
    largest = max(groups.values(), key=len, default={})
    return [name for _error, name in largest.values()][:_DEFAULT_AT_MOST] or list(zoo)[:1]


def best_of(names: list[str], zoo: dict[str, Specimen]) -> str:
    """The one with the least squared error; any of them where no card says one."""
    return min(names, key=lambda name: zoo[name].figure(SQUARED_ERROR) or float("inf"))


def metric_name(metric: str) -> str:
    """A metric as people read it; one that is not known here keeps its own name."""
    known = METRICS.get(metric)
    if known is None:
        return metric.replace("_", " ")
    return f"{_(known.label)}, {known.variant}" if known.variant else _(known.label)


def measured(metric: str, value: float) -> str:
    """A figure with its unit."""
    unit = METRICS[metric].unit if metric in METRICS else ""
    return f"{significant(value)} {_(unit)}" if unit else significant(value)


def bar(target: Target) -> str:
    """A target as people read it: "≤ 3"."""
    return f"{_RELATIONS[target.relation]} {target.value:.4g}"


def verdict(target: Target, value: float | None) -> tuple[str, str]:
    """CSS class and word: whether a figure clears its bar."""
    if value is None:
        return "open", _("not measured")
    return ("met", _("met")) if target.met(value) else ("missed", _("missed"))
