"""What one may want to take home: a picture of the reconstructions, and the codes as JSON."""

import json
from collections.abc import Callable, Mapping

import numpy as np
import streamlit as st
from PIL import Image, ImageDraw, ImageFont

from ui.inputs import drawing
from ui.resources import models
from ui.resources.readings import Reading
from ui.shell.language import _
from ui.visuals import digits

_ZOOM, _GAP, _LINE = 5, 12, 20  # a digit is 140 pixels wide on the picture
_SIDE = 28 * _ZOOM


def _big(image: np.ndarray) -> Image.Image:
    return Image.fromarray(image).resize((_SIDE, _SIDE), Image.Resampling.NEAREST)


def picture(x: np.ndarray, readings: Mapping[str, Reading]) -> bytes:
    """One PNG: x, then each model's x-hat with its key and squared error below, and its error map under that."""
    font = ImageFont.load_default(14)
    columns = 1 + len(readings)
    size = (columns * (_SIDE + _GAP) + _GAP, 2 * (_SIDE + _GAP) + 2 * _LINE + _GAP)
    sheet = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(sheet)

    def place(column: int, image: np.ndarray, caption: str, error: np.ndarray | None = None) -> None:
        left = _GAP + column * (_SIDE + _GAP)
        sheet.paste(_big(image), (left, _GAP))
        pen.text((left + _SIDE / 2, _GAP + _SIDE + 4), caption, "black", font, anchor="ma", align="center")
        if error is not None:
            coloured = _big(error)
            sheet.paste(coloured, (left, 2 * _GAP + _SIDE + 2 * _LINE), coloured)

    place(0, digits.to_pixels(x), "x")
    for column, reading in enumerate(readings.values(), start=1):
        caption = f"{reading.name}\n{reading.error:.1f}"
        place(column, digits.to_pixels(reading.x_hat), caption, digits.error_pixels(reading.x_hat, x))
    return drawing.as_png(np.asarray(sheet))


def codes_json(readings: Mapping[str, Reading], described: Mapping[str, object]) -> str:
    """The codes and figures of every model as JSON, after a description of the input."""
    found = {
        name: {
            "label": models.entry(name).label,
            "code": [round(float(value), 5) for value in reading.z],
            "squared_error": round(reading.error, 4),
            "psnr_db": round(reading.psnr, 3),
            "nearest_test_digits": [
                {"index": index, "label": label}
                for index, label in zip(reading.neighbours, reading.labels, strict=True)
            ],
            "vote": reading.vote,
        }
        for name, reading in readings.items()
    }
    return json.dumps({"input": dict(described), "models": found}, indent=1)


def downloads(key: str, png: Callable[[], bytes], data: Callable[[], str], data_label: str) -> None:
    """A picture and numbers behind one button. What they give is made only when they are pressed."""
    with st.popover(_("Keep"), icon=":material/download:"):
        st.download_button(
            _("Picture (PNG)"),
            png,
            f"{key}.png",
            "image/png",
            key=f"{key}-png",
            on_click="ignore",
            icon=":material/image:",
            width="stretch",
        )
        st.download_button(
            data_label,
            data,
            f"{key}.json",
            "application/json",
            key=f"{key}-json",
            on_click="ignore",
            icon=":material/data_object:",
            width="stretch",
        )
