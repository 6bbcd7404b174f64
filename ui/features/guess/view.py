"""The game in words and HTML: what gave a picture away, and how often each model's pictures were found."""

from collections.abc import Mapping

from ae_core.generation.real_or_generated import TRAITS, Pair, Score, Trait
from ui.shell.language import N_, _, ngettext
from ui.visuals.markup import Markup, render
from ui.visuals.numbers import percent

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


def told(traits: list[Trait], digit: int) -> str:
    """The rarest trait in one sentence."""
    first = traits[0]
    if not first.is_rare:
        return _(_NOTHING).format(digit=digit)
    faint = first.kind == "pieces" and first.drawn == 0
    text = _(_FAINT) if faint else _said(first.kind, first.alike)
    return text.format(alike=first.alike, total=first.total, digit=digit)


def _value(trait: Trait, value: float) -> str:
    if trait.kind == "pieces":
        return f"{value:g}"
    return f"{value:.2f}" if trait.kind == "edges" else percent(value)


def why(one: Pair, traits: list[Trait]) -> Markup:
    """The sentence, and all traits in a table."""
    rows = [
        {
            "rare": trait.is_rare,
            "name": _(_NAMES[trait.kind]),
            "values": [_value(trait, value) for value in (trait.drawn, trait.real, trait.median)],
        }
        for trait in sorted(traits, key=lambda trait: TRAITS.index(trait.kind))
    ]
    return render("features/guess/why.html", told=told(traits, one.digit), digit=one.digit, rows=rows)


def _row(name: str, label: str, score: Score) -> dict[str, object]:
    """A model's score, its rate and interval on a scale of 150."""
    low, high = score.interval
    return {
        "name": name,
        "label": label,
        "score": score,
        "low": percent(low),
        "high": percent(high),
        "from": 150 * low,
        "to": 150 * high,
        "rate": 150 * score.rate,
    }


def score_html(scores: Mapping[str, Score], labels: Mapping[str, str]) -> Markup:
    """All rounds together, then each model's detection rate, in the order given. Both by the model's name."""
    total = Score(sum(one.found for one in scores.values()), sum(one.rounds for one in scores.values()))
    rows = [_row(name, labels[name], score) for name, score in scores.items()]
    return render("features/guess/score.html", total=total, rows=rows)
