"""A model card as HTML for `ui.components.live`: bars, figures with their protocol, and how the weights were made."""

from collections.abc import Mapping
from typing import Any

from ae_core import ModelCard
from ae_core.data import TORCHVISION_NAMES
from ae_core.evaluation.protocols import METRICS
from ui.features.models import results
from ui.features.models.results import Specimen
from ui.shell.language import N_, _, ngettext
from ui.visuals.markup import Markup, render

_WORDS = {True: "yes", False: "no", None: "–"}
_SOURCES = {"idea": N_("idea"), "lecture": N_("lecture"), "data": N_("data")}


def fact(value: Any) -> str:
    """A value of a card in one line: 'share 0.5, degrees 8', '1000, 500, 250'."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {fact(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(fact(part) for part in value)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    return f"{value:g}" if isinstance(value, float) else str(value)


def _bars(one: Specimen) -> list[dict[str, str]]:
    """Each bar: the metric, what it asks for, what was measured, whether that clears it."""
    bars = []
    for target in one.entry.targets:
        value = one.figure(target.metric)
        css, word = results.verdict(target, value)
        said = "" if value is None else results.measured(target.metric, value)
        metric = results.metric_name(target.metric)
        bars.append({"metric": metric, "bar": results.bar(target), "said": said, "css": css, "word": word})
    return bars


def _measured(card: ModelCard) -> list[dict[str, str]]:
    return [
        {
            "metric": metric,
            "name": results.metric_name(metric),
            "protocol": _(METRICS[metric].protocol) if metric in METRICS else metric,
            "said": results.measured(metric, value),
        }
        for metric, value in card.metrics.items()
    ]


def _place(one: Specimen) -> str:
    return ngettext(
        "{task} · a code of {count} number · lecture {lecture}",
        "{task} · a code of {count} numbers · lecture {lecture}",
        one.entry.latent_dim,
    ).format(
        task=results.kinds()[results.kind(one.entry)], count=one.entry.latent_dim, lecture=one.entry.lecture
    )


def _measured_on(card: ModelCard) -> str:
    return ngettext("{count} test image of {data}", "{count} test images of {data}", card.test_images).format(
        count=f"{card.test_images:,}", data=TORCHVISION_NAMES[card.data["name"]]
    )


def html(one: Specimen, size: int | None) -> Markup:
    """All that a card says.

    Args:
        size: of the weight file in bytes, None where it is missing.
    """
    card = one.card
    if card is None:
        return render("features/models/card.html", card=None, problem=one.problem)
    return render(
        "features/models/card.html",
        card=card,
        place=_place(one),
        bars=_bars(one),
        references=[(results.metric_name(metric), text) for metric, text in one.entry.reference.items()],
        measured_on=_measured_on(card),
        measured=_measured(card),
        sources=[(_(_SOURCES[of]), source) for of, source in card.source.items()],
        # Names and values as the card has them: they are what the code calls them, in every language.
        architecture={"family": card.family, **card.config},
        data={**card.data, "test_images": card.test_images},
        fact=fact,
        stored=card.dtype if size is None else f"{card.dtype}, {size / 1e6:.2f} MB",
    )
