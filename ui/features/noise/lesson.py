"""Today's numbers for the steps of the page on noise. Every sentence here is computed from the measured curves."""

from ae_core.restoration import curves, mismatch
from ae_core.restoration.curves import CEILING, IMAGES, Curves
from ae_core.restoration.methods import NOTHING
from ae_core.restoration.mismatch import ALL_STRENGTHS, Cell
from ui.features.noise import matrix
from ui.features.noise.view import decibels
from ui.shell.language import _
from ui.visuals.method_names import full
from ui.visuals.numbers import NONE, level, minus


def about(measured: Curves, cell: Cell) -> str:
    """One sentence on a cell: its figure, and how far it is from the best of the column."""
    values = mismatch.column(measured, (cell.kind, cell.strength))
    best = mismatch.winner(values)
    opening = matrix.said(cell, values[cell.row])
    if best is None or best == cell.row:
        return opening + _(", the best of its column.")
    if values[best] >= CEILING:
        return opening + _("; the image was not spoiled, so doing nothing is perfect.")
    gap = values[best] - values[cell.row]
    return opening + _("; the best of its column, {best}, has {gap} dB more.").format(
        best=matrix.trained_on(best), gap=f"{gap:.1f}"
    )


def _crossings(measured: Curves, kind: str, methods: list[str]) -> str:
    """From which strength on each chosen method is better than nothing, as a Markdown list."""
    lines = []
    for method in methods:
        if (kind, method) not in measured:
            continue
        between = curves.crossing(measured, kind, method)
        if between is None:
            text = _("never beats the spoiled image")
        elif between[0] == 0:
            text = _("from the weakest noise on")
        else:
            text = _("from somewhere between {low} and {high} on").format(
                low=level(kind, between[0]), high=level(kind, between[1])
            )
        lines.append(f"- {full(method)}: {text}")
    return "\n".join(lines) or NONE


def _diagonal(measured: Curves) -> str:
    won, asked = mismatch.diagonal(measured)
    if not asked:
        return _("The nets trained on one strength have no figures yet.")
    text = _(
        "Of {asked} test noises with a net of their own, that net is the best of its kind in {won}."
    ).format(asked=asked, won=won)
    loss = mismatch.largest_loss(measured)
    if loss:
        cell, gap = loss
        text += " " + _(
            "The dearest mismatch: trained on {trained}, tested on {tested}, {gap} dB lost."
        ).format(
            trained=matrix.trained_on(cell.row),
            tested=level(cell.kind, cell.strength),
            gap=f"{gap:.1f}",
        )
    return text


def _price(measured: Curves) -> str:
    price = mismatch.price(measured)
    if price is None:
        return _("The net trained on all strengths, or the ones to hold it against, have no figures yet.")
    return _(
        "Against the best of the nets for one strength it has between {least} and {most} dB, depending on the noise."
    ).format(least=minus(f"{price[0]:+.1f}"), most=minus(f"{price[1]:+.1f}"))


def _exchange(measured: Curves) -> str:
    """The two big denoisers, each on its own noise and on the other's."""
    nets = ALL_STRENGTHS
    if any((kind, net) not in measured for kind in ("gaussian", "dropout") for net in nets):
        return _("The two nets to compare have no figures yet.")
    values = {(kind, net): measured[kind, net].at(0.5) for kind in ("gaussian", "dropout") for net in nets}
    return _(
        "At σ = 0.5 the Gaussian net has {gg} dB and the dropout net {gd}; "
        "with half of the pixels dropped {dg} and {dd}."
    ).format(
        gg=decibels(values["gaussian", "dae_gaussian"]),
        gd=decibels(values["gaussian", "dae_dropout"]),
        dg=decibels(values["dropout", "dae_gaussian"]),
        dd=decibels(values["dropout", "dae_dropout"]),
    )


def values(measured: Curves, kind: str, strength: float, methods: list[str]) -> dict[str, str]:
    """What the steps ask for, at the visitor's setting."""
    best = curves.best_method(measured, kind, strength, [NOTHING, *methods])
    nothing = measured.get((kind, NOTHING))
    return {
        "images": f"{IMAGES:,}",
        "ceiling": f"{CEILING:g}",
        "level": level(kind, strength),
        "nothing": decibels(nothing.at(strength)) if nothing else NONE,
        "best": full(best) if best else NONE,
        "best_value": decibels(measured[kind, best].at(strength)) if best else NONE,
        "crossings": _crossings(measured, kind, methods),
        "diagonal": _diagonal(measured),
        "price": _price(measured),
        "exchange": _exchange(measured),
    }
