"""Today's numbers for the steps of the Models page."""

from collections.abc import Mapping

from ui.features.models import results
from ui.features.models.results import Specimen
from ui.shell.language import _
from ui.visuals import numbers


def values(animals: Mapping[str, Specimen], name: str) -> dict[str, str]:
    """How many models there are, and the figure of the one whose card is open."""
    one = animals[name]
    baseline = animals.get(one.entry.baseline or "", one)
    return {
        "count": str(len(animals)),
        "model": _(one.entry.label),
        "error": _figure(one),
        "baseline": _(baseline.entry.label),
        "baseline_error": _figure(baseline),
    }


def _figure(one: Specimen) -> str:
    value = one.figure(results.SQUARED_ERROR)
    return numbers.NONE if value is None else numbers.significant(value)
