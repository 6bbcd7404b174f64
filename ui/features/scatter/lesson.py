"""Today's numbers for the steps of the scatter."""

from ae_core.latent.overlap import Overlap
from ui.features.scatter import results
from ui.features.scatter.results import Shown
from ui.resources import models
from ui.visuals import class_names


def confusions(overlap: Overlap, names: tuple[str, ...], count: int = 3) -> str:
    """The pairs of classes that neighbours take for each other most often, with how many times: "4/9: 512"."""
    pairs = overlap.confusions(count)
    return ", ".join(f"{names[one]}/{names[other]}: {times:,}" for one, other, times in pairs) or "–"


def values(shown: Shown) -> dict[str, str]:
    """What the lesson's placeholders stand for."""
    overlap, model = shown.overlap, shown.model
    shares = results.projected(model.name, 2).explained
    return {
        "model": models.label(model.name),
        "count": f"{len(overlap.labels):,}",
        "dimension": str(overlap.codes.shape[1]),
        "purity": f"{overlap.purity.mean():.1%}",
        "wrong": f"{len(overlap.wrong):,}",
        "pairs": confusions(overlap, class_names.names(model.entry.data)),
        "shown": str(shown.axes),
        "shown_purity": f"{shown.view.purity:.1%}",
        "variance": f"{sum(shares):.0%}" if shares else "100%",
    }
