"""A model card as HTML for `ui.components.live`: bars, figures with their protocol, and how the weights were made."""

from collections.abc import Mapping
from html import escape
from typing import Any

from ae_core import ModelCard
from ae_core.evaluation.protocols import METRICS
from ui.features.models import results
from ui.features.models.results import Specimen
from ui.shell.language import _, ngettext

_WORDS = {True: "yes", False: "no", None: "–"}


def fact(value: Any) -> str:
    """A value of a card in one line: 'share 0.5, degrees 8', '1000, 500, 250'."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {fact(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(fact(part) for part in value)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    return f"{value:g}" if isinstance(value, float) else str(value)


def _facts(heading: str, values: Mapping[str, Any]) -> str:
    """Names and values as the card has them: they are what the code calls them, in every language."""
    pairs = "".join(
        f"<div><dt>{escape(key)}</dt><dd>{escape(fact(value))}</dd></div>" for key, value in values.items()
    )
    return f'<section><h4>{escape(heading)}</h4><dl class="facts">{pairs}</dl></section>'


def _bars(one: Specimen) -> str:
    lines = []
    for target in one.entry.targets:
        value = one.figure(target.metric)
        css, word = results.verdict(target, value)
        said = "" if value is None else results.measured(target.metric, value)
        lines.append(
            f'<li class="{css}"><span>{escape(results.metric_name(target.metric))} {escape(results.bar(target))}</span>'
            f"<b>{escape(said)}</b><em>{escape(word)}</em></li>"
        )
    if not lines:
        lines = [f"<li><span>{escape(_('No bar: it is here for comparison.'))}</span></li>"]
    sources = "".join(
        f"<p>{escape(_('Reference'))}: {escape(results.metric_name(metric))} {escape(text)}</p>"
        for metric, text in one.entry.reference.items()
    )
    return (
        f'<section><h4>{escape(_("The bar"))}</h4><ul class="bars">{"".join(lines)}</ul>{sources}</section>'
    )


def _metrics(card: ModelCard) -> str:
    rows = "".join(
        f'<div title="{escape(metric)}"><dt>{escape(results.metric_name(metric))}'
        f"<small>{escape(_(METRICS[metric].protocol) if metric in METRICS else metric)}</small></dt>"
        f"<dd>{escape(results.measured(metric, value))}</dd></div>"
        for metric, value in card.metrics.items()
    )
    heading = escape(_("Measured on the real test set"))
    return f'<section><h4>{heading}</h4><dl class="metrics">{rows}</dl></section>'


def _file(card: ModelCard, size: int | None) -> str:
    stored = card.dtype if size is None else f"{card.dtype}, {size / 1e6:.2f} MB"
    # The whole hash is there: a click marks it, so that it can be copied; only its end is out of sight.
    return (
        f'<section><h4>{escape(_("Weights"))}</h4><dl class="facts">'
        f"<div><dt>{escape(_('parameters'))}</dt><dd>{card.parameters:,}</dd></div>"
        f"<div><dt>{escape(_('stored as'))}</dt><dd>{escape(stored)}</dd></div>"
        f'<div class="hash"><dt>SHA-256</dt><dd><code title="{card.sha256}">{card.sha256}</code></dd></div>'
        "</dl></section>"
    )


def html(one: Specimen, size: int | None) -> str:
    """All that a card says.

    Args:
        size: of the weight file in bytes, None where it is missing.
    """
    if one.card is None:
        return f'<div class="card"><p class="empty">{escape(one.problem)}</p></div>'
    card = one.card
    architecture = {"family": card.family, **card.config}
    place = ngettext(
        "{task} · a code of {count} number · lecture {lecture}",
        "{task} · a code of {count} numbers · lecture {lecture}",
        one.entry.latent_dim,
    ).format(
        task=results.kinds()[results.kind(one.entry)], count=one.entry.latent_dim, lecture=one.entry.lecture
    )
    return (
        f'<div class="card"><p class="place">{escape(place)}</p>{_bars(one)}{_metrics(card)}'
        f"{_facts(_('Architecture'), architecture)}{_facts(_('Recipe'), card.recipe)}{_facts(_('Data'), card.data)}"
        f"{_file(card, size)}{_facts(_('Made with'), card.versions)}</div>"
    )
