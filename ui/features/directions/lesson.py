"""Today's numbers for the steps of the directions page: what is measured of the digit, and what the fit found."""

from collections.abc import Callable

import torch

from ae_core.directions.directions import Directions
from ae_core.directions.directions import moved as moved_along
from ae_core.directions.fitting import PROPERTIES, TEST_IMAGES
from ae_core.images import transformations
from ae_core.registry import Entry
from ui.components.directions import Moved
from ui.features.directions import results, view
from ui.features.directions.results import Movable
from ui.resources import models
from ui.shell.language import _
from ui.visuals.numbers import minus
from ui.visuals.tables import as_markdown


def measured_table(movable: Movable, x: torch.Tensor, moved: Moved) -> str:
    """What is measured of x, of it moved in pixels, and moved in the code, as Markdown."""
    three = (x, *moved_along(movable.net, movable.directions, x, moved.units, moved.method))
    heads = [_("Measured"), _("Units"), _("The digit x"), _("Moved in pixels"), _("Moved in the code")]
    rows = []
    for name, units in zip(transformations.NAMES, moved.units, strict=True):
        values = [f"{float(PROPERTIES[name](one)):.{view.decimals_of(name)}f}" for one in three]
        rows.append(
            [minus(cell) for cell in (view.changes_of(name), f"{units:+g}" if units else "0", *values)]
        )
    return as_markdown(heads, rows)


def _by_transformation(heads: list[str], cells: Callable[[str], list[str]]) -> str:
    rows = [[view.name_of(name), *cells(name)] for name in transformations.NAMES]
    return as_markdown([_("Direction"), *heads], rows)


def fit_table(directions: Directions) -> str:
    """How the changes of single images agree with the arrow and with the field, as Markdown."""
    columns = [(figure, method) for figure in ("r2", "cosine") for method in ("arrow", "field")]
    methods, figures = {"arrow": _("One arrow"), "field": _("Field")}, {"r2": "R²", "cosine": _("cosine")}
    return _by_transformation(
        [f"{methods[method]}, {figures[figure]}" for figure, method in columns],
        lambda name: [f"{directions.fit[name][method][figure]:.2f}" for figure, method in columns],
    )


def effect_table(directions: Directions) -> str:
    """What both methods do to the test digits, beside the pixels, as Markdown."""

    def cells(name: str) -> list[str]:
        done, decimals = directions.measured[name], view.decimals_of(name) + 1
        rising = [f"{done[method]['monotone']:.1%}" for method in ("arrow", "field")]
        return rising + [f"{done[method]['per_unit']:.{decimals}f}" for method in ("field", "pixels")]

    heads = [
        _("Rising, one arrow"),
        _("Rising, field"),
        _("A unit along the field"),
        _("A unit in pixels"),
    ]
    return _by_transformation(heads, cells)


def comparison_table(of_models: list[Directions]) -> str:
    """The share of test digits whose property rises along the field, for several models, as Markdown."""
    return _by_transformation(
        [models.label(one.model) for one in of_models],
        lambda name: [f"{one.measured[name]['field']['monotone']:.1%}" for one in of_models],
    )


def augmentation(entry: Entry) -> str:
    """How far training moved the digits that the page's model saw, in a sentence."""
    how = entry.recipe.augmentation
    if how is None:
        return _("Training showed it no other ones.")
    return _(
        "Training shifted {share} of them by up to {shift} pixels, scaled by {scale} and turned by {degrees}°."
    ).format(share=f"{how.share:.0%}", shift=how.shift, scale=f"{how.scale:.0%}", degrees=f"{how.degrees:g}")


def values(movable: Movable, x: torch.Tensor, moved: Moved) -> dict[str, str]:
    """What the lesson's placeholders stand for, x (1, 1, 28, 28) being the digit on the canvas."""
    directions = movable.directions
    least, share = directions.least_reliable()
    return {
        "model": models.label(movable.entry.name),
        "dimension": str(directions.arrows.shape[1]),
        "measured": measured_table(movable, x, moved),
        "fit": fit_table(directions),
        "effect": effect_table(directions),
        "augmentation": augmentation(movable.entry),
        "comparison": comparison_table(results.compared()),
        "count": f"{TEST_IMAGES:,}",
        "least": view.name_of(least),
        "least_share": f"{share:.1%}",
    }
