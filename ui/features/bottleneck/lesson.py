"""Today's numbers for the steps of the bottleneck dial: its curve as a table, and who is ahead."""

from ae_core.latent.bottleneck import ErrorsByWidth
from ui.features.bottleneck import results
from ui.features.bottleneck.state import State
from ui.shell.language import _, ngettext
from ui.visuals.numbers import NONE, minus
from ui.visuals.tables import as_markdown


def _needed(curve: ErrorsByWidth, width: int) -> str:
    if width not in curve.nets:
        return NONE
    needed = curve.pca_needs(width)
    return _("more than {count}").format(count=len(curve.pca)) if needed is None else str(needed)


def table(curve: ErrorsByWidth) -> str:
    """Every width's figures as Markdown."""
    heads = [_("Numbers"), _("Error of the net"), _("Error of PCA"), _("Net over PCA"), _("PCA needs")]
    rows = []
    for width in results.widths():
        error, base = curve.nets.get(width), curve.pca[width - 1]
        ours = NONE if error is None else f"{error:.2f}"
        ratio = NONE if error is None else f"{error / base:.2f}"
        rows.append([str(width), ours, f"{base:.2f}", ratio, _needed(curve, width)])
    return as_markdown(heads, rows, texts=0)


def verdict(curve: ErrorsByWidth, width: int) -> str:
    """What the net's error says beside PCA's at a width, in a sentence."""
    error, base = curve.nets.get(width), curve.pca[width - 1]
    if error is None:
        return _("There is no net at this notch, so only PCA is shown.")
    if error > base:
        return _("Here PCA does better: the net's error is {ratio} times PCA's.").format(
            ratio=f"{error / base:.2f}"
        )
    needed = curve.pca_needs(width)
    if needed is None:
        return _(
            "For the error that the net reaches with {d}, {count} components of PCA are not enough."
        ).format(d=width, count=len(curve.pca))
    return ngettext(
        "For the error that the net reaches with {d}, PCA needs {needed} component.",
        "For the error that the net reaches with {d}, PCA needs {needed} components.",
        needed,
    ).format(d=width, needed=needed)


def values(state: State, curve: ErrorsByWidth) -> dict[str, str]:
    """What the lesson's placeholders stand for."""
    error = curve.nets.get(state.d)
    return {
        "d": str(state.d),
        "share": f"{state.d / 784:.1%}",
        "fitted": f"{results.FITTED:,}",
        "net_error": NONE if error is None else f"{error:.2f}",
        "pca_error": f"{curve.pca[state.d - 1]:.2f}",
        "pca_first": f"{curve.pca[0]:.1f}",
        "pca_last": f"{curve.pca[-1]:.1f}",
        "verdict": minus(verdict(curve, state.d)),
        "table": table(curve),
    }
