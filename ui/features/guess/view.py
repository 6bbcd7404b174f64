"""The game in words and HTML: what gave a picture away, and how often each model's pictures were found."""

import csv
import io
from collections.abc import Iterable, Mapping
from html import escape

from ui.features.generate.view import percent
from ui.features.guess import results
from ui.features.guess.results import Pair, Score, Trait
from ui.resources import models
from ui.shell.language import N_, _, ngettext

_NAMES = {
    "edges": N_("crispness of the edges"),
    "grey": N_("share of grey ink"),
    "pieces": N_("pieces"),
    "sureness": N_("the reader's confidence"),
}
_FAINT = N_(
    "Its faint ink gives it away: nothing in it reaches half of white, as in {alike} of {total} real {digit}s."
)
_NOTHING = N_("Nothing measured here gives it away: in every row it lies among the real {digit}s.")


def _said(kind: str, alike: int) -> str:
    return {
        "edges": ngettext(
            "The blur gives it away: {alike} of {total} real {digit}s has edges as soft.",
            "The blur gives it away: {alike} of {total} real {digit}s have edges as soft.",
            alike,
        ),
        "grey": _("The grey gives it away: in {alike} of {total} real {digit}s as much of the ink is grey."),
        "pieces": ngettext(
            "The broken strokes give it away: {alike} of {total} real {digit}s falls into as many pieces.",
            "The broken strokes give it away: {alike} of {total} real {digit}s fall into as many pieces.",
            alike,
        ),
        "sureness": ngettext(
            "The shape gives it away: {alike} of {total} real {digit}s is as hard to read.",
            "The shape gives it away: {alike} of {total} real {digit}s are as hard to read.",
            alike,
        ),
    }[kind]


def told(found: list[Trait], digit: int) -> str:
    """The rarest trait in one sentence."""
    first = found[0]
    if not first.is_rare:
        return _(_NOTHING).format(digit=digit)
    faint = first.kind == "pieces" and first.drawn == 0
    text = _(_FAINT) if faint else _said(first.kind, first.alike)
    return text.format(alike=first.alike, total=first.total, digit=digit)


def _value(trait: Trait, value: float) -> str:
    if trait.kind == "pieces":
        return f"{value:g}"
    return f"{value:.2f}" if trait.kind == "edges" else percent(value)


def why(one: Pair, found: list[Trait]) -> str:
    """The sentence, and all traits in a table, as HTML."""
    heads = ("", _("generated"), _("this real one"), _("median of real {digit}s").format(digit=one.digit))
    rows = "".join(
        f'<tr class="{"rare" if trait.is_rare else ""}"><td>{escape(_(_NAMES[trait.kind]))}</td>'
        + "".join(f"<td>{_value(trait, value)}</td>" for value in (trait.drawn, trait.real, trait.median))
        + "</tr>"
        for trait in sorted(found, key=lambda trait: results.TRAITS.index(trait.kind))
    )
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    return f"<p>{escape(told(found, one.digit))}</p><table><tr>{head}</tr>{rows}</table>"


def _span(score: Score) -> str:
    """The rate as a dot on 0 to 1, its interval as a line, chance as a dotted one."""
    low, high = (150 * end for end in score.interval)
    return (
        '<svg viewBox="0 0 150 18" aria-hidden="true"><line class="axis" x1="0" x2="150" y1="17" y2="17"/>'
        '<line class="chance" x1="75" x2="75" y1="0" y2="18"/>'
        f'<line class="span" x1="{low:.1f}" x2="{high:.1f}" y1="8" y2="8"/>'
        f'<circle class="rate" cx="{150 * score.rate:.1f}" cy="8" r="5"/></svg>'
    )


def _line(name: str, score: Score) -> str:
    low, high = (percent(end) for end in score.interval)
    return (
        f'<tr data-key="{name}" data-model="{name}"><td>{escape(models.label(name))}</td>'
        f'<td class="n">{score.found}/{score.rounds}</td><td>{_span(score)}</td>'
        f'<td class="n">{escape(_("{low} to {high}").format(low=low, high=high))}</td></tr>'
    )


def score_html(found: Mapping[str, Score]) -> str:
    """All rounds together, then each model's detection rate, hardest first."""
    total = Score(sum(one.found for one in found.values()), sum(one.rounds for one in found.values()))
    if not total.rounds:
        return f'<div class="score"><p class="sum">{escape(_("Your score will stand here."))}</p></div>'
    said = _("{found} of {rounds} found").format(
        found=f"<b>{total.found}</b>", rounds=f"<b>{total.rounds}</b>"
    )
    heads = (_("model"), _("found"), _("detection rate, dotted: guessing"), _("95 % interval"))
    head = "".join(f"<th>{escape(text)}</th>" for text in heads)
    lines = "".join(_line(name, score) for name, score in found.items())
    return f'<div class="score"><p class="sum">{said}</p><table><tr>{head}</tr>{lines}</table></div>'


def as_csv(rounds: Iterable[tuple[int, int, str, bool]]) -> str:
    """Guesses (seed, round from 1, model, found) as CSV with a head."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["seed", "round", "model", "found"])
    writer.writerows([seed, number, name, int(right)] for seed, number, name, right in rounds)
    return text.getvalue()
