"""Today's numbers for the steps of the page on noise. Every sentence here is computed from the measured curves."""

from ae_core.restoration import curves as robustness
from ae_core.restoration.curves import IMAGES, NOTHING, Curves
from ui.features.noise import matrix, view
from ui.features.noise.matrix import Cell
from ui.shell.language import _
from ui.visuals import code_figure

_DASH = "–"


def about(curves: Curves, cell: Cell) -> str:
    """One sentence on a cell: its figure, and how far it is from the best of the column."""
    values = matrix.column(curves, (cell.kind, cell.strength))
    best = matrix.winner(values)
    opening = matrix.said(cell, values[cell.row])
    if best is None or best == cell.row:
        return opening + _(", the best of its column.")
    if values[best] >= robustness.CEILING:
        return opening + _("; the image was not spoiled, so doing nothing is perfect.")
    gap = values[best] - values[cell.row]
    return opening + _("; the best of its column, {best}, has {gap} dB more.").format(
        best=matrix.trained_on(best), gap=f"{gap:.1f}"
    )


def _crossings(curves: Curves, kind: str, methods: list[str]) -> str:
    """From which strength on each chosen method is better than nothing, as a Markdown list."""
    lines = []
    for method in methods:
        if (kind, method) not in curves:
            continue
        between = view.crossing(curves, kind, method)
        if between is None:
            text = _("never beats the spoiled image")
        elif between[0] == 0:
            text = _("from the weakest noise on")
        else:
            text = _("from somewhere between {low} and {high} on").format(
                low=view.level(kind, between[0]), high=view.level(kind, between[1])
            )
        lines.append(f"- {view.full(method)}: {text}")
    return "\n".join(lines) or _DASH


def _diagonal(curves: Curves) -> str:
    won, asked = matrix.diagonal(curves)
    if not asked:
        return _("The nets trained on one strength have no figures yet.")
    text = _(
        "Of {asked} test noises with a net of their own, that net is the best of its kind in {won}."
    ).format(asked=asked, won=won)
    loss = matrix.largest_loss(curves)
    if loss:
        cell, gap = loss
        text += " " + _(
            "The dearest mismatch: trained on {trained}, tested on {tested}, {gap} dB lost."
        ).format(
            trained=matrix.trained_on(cell.row),
            tested=view.level(cell.kind, cell.strength),
            gap=f"{gap:.1f}",
        )
    return text


def _price(curves: Curves) -> str:
    found = matrix.price(curves)
    if found is None:
        return _("The net trained on all strengths, or the ones to hold it against, have no figures yet.")
    return _(
        "Against the best of the nets for one strength it has between {least} and {most} dB, depending on the noise."
    ).format(least=code_figure.minus(f"{found[0]:+.1f}"), most=code_figure.minus(f"{found[1]:+.1f}"))


def _exchange(curves: Curves) -> str:
    """The two big denoisers, each on its own noise and on the other's."""
    nets = robustness.ALL_STRENGTHS
    if any((kind, net) not in curves for kind in ("gaussian", "dropout") for net in nets):
        return _("The two nets to compare have no figures yet.")
    values = {(kind, net): curves[kind, net].at(0.5) for kind in ("gaussian", "dropout") for net in nets}
    return _(
        "At σ = 0.5 the Gaussian net has {gg} dB and the dropout net {gd}; "
        "with half of the pixels dropped {dg} and {dd}."
    ).format(
        gg=view.decibels(values["gaussian", "dae_gaussian"]),
        gd=view.decibels(values["gaussian", "dae_dropout"]),
        dg=view.decibels(values["dropout", "dae_gaussian"]),
        dd=view.decibels(values["dropout", "dae_dropout"]),
    )


def values(curves: Curves, kind: str, strength: float, methods: list[str]) -> dict[str, str]:
    """What the steps ask for, at the visitor's setting."""
    best = view.best_method(curves, kind, strength, [NOTHING, *methods])
    nothing = curves.get((kind, NOTHING))
    return {
        "images": f"{IMAGES:,}",
        "ceiling": f"{robustness.CEILING:g}",
        "level": view.level(kind, strength),
        "nothing": view.decibels(nothing.at(strength)) if nothing else _DASH,
        "best": view.full(best) if best else _DASH,
        "best_value": view.decibels(curves[kind, best].at(strength)) if best else _DASH,
        "crossings": _crossings(curves, kind, methods),
        "diagonal": _diagonal(curves),
        "price": _price(curves),
        "exchange": _exchange(curves),
    }
