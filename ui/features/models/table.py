"""The zoo's table as HTML for `ui.components.table`: a row a model, each cell with the value it is sorted by."""

from collections.abc import Iterable
from typing import Any

from ui.features.models import results
from ui.features.models.results import Specimen
from ui.shell.language import _
from ui.visuals import numbers
from ui.visuals.markup import Markup, render


def _figures(one: Specimen, base: Specimen | None) -> dict[str, Any]:
    """What the cells of a model's figures say."""
    if one.card is None:
        return {"problem": one.problem}
    value, against = one.figure(one.headline), base.figure(one.headline) if base else None
    figures: dict[str, Any] = {
        "problem": "",
        "parameters": one.card.parameters,
        "metric": one.headline,
        "metric_name": results.metric_name(one.headline),
        "value": value,
        "bar": "",
        "pca_sort": "" if against is None else against,
        "pca": numbers.NONE if against is None else numbers.significant(against),
    }
    if value is not None:
        figures["said"] = results.measured(one.headline, value)
        if one.entry.targets:
            figures["verdict"], figures["word"] = results.verdict(one.entry.targets[0], value)
            figures["bar"] = results.bar(one.entry.targets[0])
    return figures


def html(shown: Iterable[Specimen], animals: dict[str, Specimen], opened: str, compared: list[str]) -> Markup:
    """The table of the models in `shown`; `animals` are all models, where the baselines are looked up."""
    rows = [
        {
            "entry": one.entry,
            # "30-D" stays in one piece where a narrow column breaks the label.
            "label": _(one.entry.label).replace("-D", "\N{NON-BREAKING HYPHEN}D"),
            "opened": one.entry.name == opened,
            "compared": one.entry.name in compared,
            **_figures(one, animals.get(one.entry.baseline or "")),
        }
        for one in shown
    ]
    return render("features/models/table.html", rows=rows, none=numbers.NONE, short_count=numbers.short_count)
