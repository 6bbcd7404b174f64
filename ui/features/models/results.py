"""The zoo as the Models page shows it: entries with their cards, and how their figures are named and written."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ae_core import CheckpointError, ModelCard, registry
from ae_core.checkpoints import read_card
from ae_core.registry import Entry, Target
from ui.resources import models
from ui.shell import errors
from ui.shell.language import N_, _
from ui.visuals.numbers import significant

SQUARED_ERROR = "squared_error_per_image"
ALL = "all"
DIGITS = "mnist"
_DEFAULT_AT_MOST = 3

# What people read for a metric, and its unit. A longer name that starts with one of these keeps its ending.
_METRICS = {
    SQUARED_ERROR: (N_("squared error"), ""),
    f"{SQUARED_ERROR}_unclipped": (N_("squared error, unclipped"), ""),
    "mse_per_pixel": (N_("mean squared error per pixel"), ""),
    "psnr_mean_per_image": ("PSNR", "dB"),
    "ssim_mean_per_image": ("SSIM", ""),
    "knn5_accuracy": (N_("5-NN accuracy"), ""),
    "trustworthiness12": (N_("trustworthiness"), ""),
    "squared_error_over_pca": (N_("squared error over PCA's"), ""),
    "mean_activation": (N_("mean activation"), ""),
    "active_share": (N_("share of active units"), ""),
    "active_units": (N_("active units"), ""),
    "squared_error_over_pca_of_active_count": (N_("squared error over PCA's at as many active units"), ""),
    "jacobian_norm": (N_("Jacobian norm, squared"), ""),
    "jacobian_norm_over_plain_twin": (N_("Jacobian norm over the plain twin's"), ""),
    "squared_error_over_plain_twin": (N_("squared error over the plain twin's"), ""),
    "smallest_subspace_cosine": (N_("smallest cosine to PCA's subspace"), ""),
    "kernel_noise_outside_digits": (N_("kernel noise outside the digits"), ""),
    "binary_cross_entropy_per_image": (N_("binary cross-entropy"), N_("nats")),
    "kl_per_image": (N_("KL divergence"), N_("nats")),
    "classifier_agreement": (N_("agreement with a classifier"), ""),
    "discriminator_accuracy": (N_("a fresh discriminator's accuracy"), ""),
    "own_discriminator_accuracy": (N_("its own discriminator's accuracy"), ""),
    "negative_elbo_per_image": (N_("BCE + KL"), N_("nats")),
}
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
    present = dict.fromkeys([ALL, *(kind(entry) for entry in registry.ENTRIES)])
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


def _known_beginning(metric: str) -> str:
    return max((known for known in _METRICS if f"{metric}_".startswith(f"{known}_")), key=len, default="")


def metric_name(metric: str) -> str:
    """A metric as people read it; one that is not known here keeps its own name."""
    known = _known_beginning(metric)
    ending = metric.removeprefix(known).strip("_").replace("_", " ")
    return ", ".join(part for part in (_(_METRICS[known][0]) if known else "", ending) if part)


def measured(metric: str, value: float) -> str:
    """A figure with its unit."""
    known = _known_beginning(metric)
    unit = _METRICS[known][1] if known else ""
    return f"{significant(value)} {_(unit)}" if unit else significant(value)


def bar(target: Target) -> str:
    """A target as people read it: "≤ 3"."""
    return f"{_RELATIONS[target.relation]} {target.value:.4g}"


def verdict(target: Target, value: float | None) -> tuple[str, str]:
    """CSS class and word: whether a figure clears its bar."""
    if value is None:
        return "open", _("not measured")
    return ("met", _("met")) if target.met(value) else ("missed", _("missed"))
