"""The zoo's table as HTML for `ui.components.table`: a row a model, each cell with the value it is sorted by."""

from collections.abc import Iterable
from html import escape

from ui.features.models import results
from ui.features.models.results import Specimen
from ui.shell.language import _

_DASH = "–"


def _head() -> str:
    columns = (
        ("name", _("Model"), ""),
        ("idea", _("Idea"), ""),
        ("figure", _("Code"), _("Numbers in the code")),
        ("figure", _("Weights"), _("Parameters, encoder and decoder together")),
        ("measured", _("Test figure"), _("On the real test set, beside the bar it had to clear")),
        ("figure", "PCA", _("The same figure of PCA at the same dimension")),
        ("figure", _("Lecture"), _("Lectures are listed at the end of the page")),
    )
    cells = "".join(
        f'<th class="{kind}" scope="col" title="{escape(note)}"><button type="button">{escape(text)}</button></th>'
        for kind, text, note in columns
    )
    return f"<thead><tr>{cells}</tr></thead>"


def _short(count: int) -> str:
    """2837314 -> "2.84 M", 24304 -> "24.3 k"."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if count >= size:
            return f"{count / size:.3g}\N{NO-BREAK SPACE}{letter}"
    return str(count)


def _measured_cell(one: Specimen) -> str:
    value = one.figure(one.headline)
    name = escape(results.metric_name(one.headline))
    if value is None:
        return f'<td class="measured" data-sort=""><i>{name}</i> {_DASH}</td>'
    text = f"<b>{escape(results.measured(one.headline, value))}</b>"
    if one.entry.targets:
        css, word = results.verdict(one.entry.targets[0], value)
        bar = escape(results.bar(one.entry.targets[0]))
        text += f' <span class="{css}"><span class="bar">{bar}</span>, {escape(word)}</span>'
    # Nats and squared errors have no common order: one metric is sorted after the other.
    return f'<td class="measured" data-group="{one.headline}" data-sort="{value}">{text}<i>{name}</i></td>'


def _figures(one: Specimen, base: Specimen | None) -> str:
    if one.card is None:
        return f'<td class="problem" colspan="3">{escape(one.problem)}</td>'
    count = one.card.parameters
    against = base.figure(one.headline) if base else None
    beside = _DASH if against is None else results.number(against)
    return (
        f'<td class="figure" data-sort="{count}" title="{count:,}">{_short(count)}</td>{_measured_cell(one)}'
        f'<td class="figure" data-sort="{"" if against is None else against}">{beside}</td>'
    )


def _row(one: Specimen, base: Specimen | None, opened: bool, compared: bool) -> str:
    entry = one.entry
    # "30-D" stays in one piece where a narrow column breaks the label.
    label = escape(_(entry.label)).replace("-D", "\N{NON-BREAKING HYPHEN}D")
    idea = escape(_(entry.idea))
    dot = f'<s title="{escape(_("Among the rows above"))}"></s>' if compared else ""
    return (
        f'<tr data-model="{entry.name}" aria-selected="{"true" if opened else "false"}">'
        f'<td class="name" data-sort="{label}"><button type="button">{label}</button>{dot}'
        f'<small class="idea">{idea}</small></td><td class="idea" data-sort="{idea}">{idea}</td>'
        f'<td class="figure" data-sort="{entry.latent_dim}">{entry.latent_dim}</td>{_figures(one, base)}'
        f'<td class="figure" data-sort="{entry.lecture}">{entry.lecture}</td></tr>'
    )


def html(shown: Iterable[Specimen], animals: dict[str, Specimen], opened: str, compared: list[str]) -> str:
    """The table of the models in `shown`; `animals` are all models, where the baselines are looked up."""
    rows = "".join(
        _row(
            one,
            animals.get(one.entry.baseline or ""),
            opened=one.entry.name == opened,
            compared=one.entry.name in compared,
        )
        for one in shown
    )
    return f"<table>{_head()}<tbody>{rows}</tbody></table>"
