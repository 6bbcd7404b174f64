"""The same ten test images, one a class, as several models bring them back: one row a model, the originals on top."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ae_core import data
from ae_core.data.selections import CLASSES
from ui.features.models import ten_digits
from ui.features.models.ten_digits import TenDigits
from ui.resources import models
from ui.shell.language import N_, _
from ui.visuals import digits, reconstruction_rows
from ui.visuals.markup import Markup, render

# What is said of a model that was made for another input than the digits as they are.
_GIVEN = {"upscale": N_("sees them small"), "denoise": N_("sees them without noise here")}


def _originals(name: str, number: int) -> list[Markup]:
    images = data.test_set(name)[0]
    return [
        digits.figure(
            images[index], alt=_("Test image {index}").format(index=index), caption=f"#{index}", kind="x"
        )
        for index in ten_digits.indices(name, number)
    ]


def _row(
    name: str, ten: TenDigits, base: TenDigits | str | None, least: np.ndarray, worst: float
) -> dict[str, Any]:
    entry = models.entry(name)
    figures = [
        digits.figure(
            digits.to_pixels(x_hat),
            alt=_("Reconstruction by {model}").format(model=_(entry.label)),
            caption=f"{error:.1f}",
            kind="xhat least" if error <= best else "xhat",
        )
        for x_hat, error, best in zip(ten.x_hat, ten.errors, least, strict=True)
    ]
    return {
        "entry": entry,
        "problem": "",
        "mean": ten.mean,
        "given": _(_GIVEN[entry.task]) if entry.task in _GIVEN else "",
        "against": reconstruction_rows.against_pca(ten.mean, base.mean)
        if isinstance(base, TenDigits)
        else "",
        "share": ten.mean / worst,
        "figures": figures,
    }


def _block(name: str, rows: Mapping[str, TenDigits | str], number: int) -> dict[str, Any]:
    measured = [ten.errors for ten in rows.values() if isinstance(ten, TenDigits)]
    least = np.min(measured, axis=0) if len(measured) > 1 else np.full(CLASSES, -1.0)
    worst = max((errors.mean() for errors in measured), default=1.0)
    shown = [
        {"entry": models.entry(model), "problem": ten}
        if isinstance(ten, str)
        else _row(model, ten, rows.get(models.entry(model).baseline or ""), least, worst)
        for model, ten in rows.items()
    ]
    return {
        "data": name,
        "data_name": data.TORCHVISION_NAMES[name],
        "originals": _originals(name, number),
        "rows": shown,
    }


def html(names: list[str], number: int) -> Markup:
    """Originals and reconstructions; models of clothes under the clothes they know.

    Args:
        names: of the models, in the order to show.
        number: of the set of ten.
    """
    by_data: dict[str, dict[str, TenDigits | str]] = {}
    for name, one in ten_digits.each(names, number).items():
        by_data.setdefault(models.entry(name).data, {})[name] = one
    blocks = [_block(name, rows, number) for name, rows in by_data.items()]
    return render("features/models/ten.html", blocks=blocks)
