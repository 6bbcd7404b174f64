"""A code as a picture: bars for many numbers, a point on a map for two. Light inline SVG, redrawn at every stroke."""

import contextlib

import numpy as np
import streamlit as st
import torch

from ae_core import CheckpointError
from ae_core.latent import CodeSpace
from ui.resources import models
from ui.shell.language import _, ngettext
from ui.shell.theme import CLASS_COLOURS, rgb
from ui.visuals import png
from ui.visuals.markup import Markup, macro
from ui.visuals.numbers import minus

WIDTH, HEIGHT = 150, 112
_MAP = 224  # pixels of a map's picture: twice what it is shown at
_BARS_AT_MOST = 64
_bars_figure = macro("visuals/code_figure.html", "bars")
_map_figure = macro("visuals/code_figure.html", "map")


def code_figure(name: str, z: np.ndarray) -> Markup:
    """The code of one digit, as HTML: a point among the test codes for two numbers, else bars."""
    space = models.code_space(name)
    return _point(name, z, space) if len(z) == 2 else _bars(z, space)


def _bar_path(lows: np.ndarray, highs: np.ndarray, scale: float) -> str:
    """All bars as one path: one attribute to change at a stroke instead of dozens of elements."""
    step, middle = WIDTH / len(lows), HEIGHT / 2
    tops, bottoms = (middle - np.clip(v * scale, 4 - middle, middle - 4) for v in (highs, lows))
    return "".join(
        f"M{i * step + step * 0.1:.1f} {top:.1f}h{step * 0.8:.1f}V{max(bottom, top + 0.75):.1f}h{-step * 0.8:.1f}Z"
        for i, (top, bottom) in enumerate(zip(tops.tolist(), bottoms.tolist(), strict=True))
    )


def _bars(z: np.ndarray, space: CodeSpace) -> Markup:
    shown = z[:_BARS_AT_MOST]
    scale = (HEIGHT / 2 - 4) / max(space.reach, 1e-9)
    usual = _bar_path(space.low[:_BARS_AT_MOST], space.high[:_BARS_AT_MOST], scale)
    bars = _bar_path(np.minimum(shown, 0), np.maximum(shown, 0), scale)
    low, high = (f"{value:.1f}" for value in (z.min(), z.max()))
    count = len(z)
    alt = ngettext(
        "The code: {count} number between {low} and {high}",
        "The code: {count} numbers between {low} and {high}",
        count,
    ).format(count=count, low=low, high=high)
    caption = ngettext("{count} number, {low} … {high}", "{count} numbers, {low} … {high}", count).format(
        count=count, low=minus(low), high=minus(high)
    )
    return _bars_figure(WIDTH, HEIGHT, usual, bars, alt, caption)


def _frame(space: CodeSpace) -> tuple[np.ndarray, float]:
    """Centre and half side of the square of code space that a map shows; one scale for both axes."""
    centre = (space.low + space.high) / 2
    return centre, float((space.high - space.low).max()) / 2 * 1.06


def _point(name: str, z: np.ndarray, space: CodeSpace) -> Markup:
    centre, half = _frame(space)

    def on_picture(places: np.ndarray) -> np.ndarray:
        return ((places - centre) / half * [1, -1] + 1) / 2 * HEIGHT

    x, y = on_picture(z)
    outside = not (0 <= x <= HEIGHT and 0 <= y <= HEIGHT)
    x, y = np.clip([x, y], 4, HEIGHT - 4)
    caption = minus(f"({z[0]:.2f}, {z[1]:.2f})") + (" " + _("off the map") if outside else "")
    labels = np.clip(on_picture(class_places(name)), 6, HEIGHT - 6).tolist()
    return _map_figure(name, HEIGHT, labels, f"{x:.1f}", f"{y:.1f}", outside, caption)


@st.cache_resource(show_spinner=False)
def class_places(name: str) -> np.ndarray:
    """Where each class's name stands on a map: the median of its codes, (10, d). Shared by all: read only."""
    space = models.code_space(name)
    medians = [space.codes[space.labels == label].median(dim=0).values for label in range(10)]
    return torch.stack(medians).numpy()


@st.cache_resource(show_spinner=False)
def points_uri(name: str, area: tuple[float, float, float, float], width: int, height: int) -> str:
    """The test codes of a plane as coloured points on a clear ground, for a light and a dark page.

    Args:
        area: left, right, bottom and top of the picture in the code. width, height: its pixels.
    """
    space = models.code_space(name)
    left, right, bottom, top = area
    low, high = np.array([left, top]), np.array([right, bottom])
    places = (space.codes.numpy() - low) / (high - low) * [width - 2, height - 2]
    inside = ((places >= 0) & (places < [width - 1, height - 1])).all(axis=1)
    columns, rows = places[inside].astype(int).T
    colours = np.array([rgb(colour) for colour in CLASS_COLOURS], np.uint8)[space.labels.numpy()[inside]]
    image = np.zeros((height, width, 4), np.uint8)
    for down in (0, 1):
        for across in (0, 1):
            image[rows + down, columns + across, :3] = colours
            image[rows + down, columns + across, 3] = 190
    return png.data_uri(image)


def _map_uri(name: str) -> str:
    (x, y), half = _frame(models.code_space(name))
    area = (float(x) - half, float(x) + half, float(y) - half, float(y) + half)
    return points_uri(name, area, _MAP, _MAP)


def maps_style(names: list[str]) -> None:
    """Hand the maps of the two-dimensional models to the page once, so that no stroke has to carry them."""
    variables = []
    for name in names:
        # A model that cannot be loaded has no map; its row says why.
        with contextlib.suppress(CheckpointError):
            if models.entry(name).latent_dim == 2:
                variables.append(f"--map-{name}:url({_map_uri(name)});")
    st.html(f"<style>:root{{{''.join(variables)}}}</style>")
