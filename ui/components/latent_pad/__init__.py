"""The latent pad: a plane of codes in which whatever is under the pointer is decoded in the browser.

Hovering, moving and zooming never reach Python; a pinned point, a path and the choice of layers do. The decoder and the
codes come as one blob (`ui.components.blob`), the settings that change often as this component's data.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass

import streamlit as st

from ui.components import text
from ui.components.shared import messages
from ui.shell.language import _
from ui.shell.theme import CLASS_COLOURS, text_on
from ui.visuals.markup import render

WAYPOINTS = 32  # of a path, at most; also in paths.js
LAYERS = ("points", "drawing")
GROUNDS = ("plain", "grid20", "grid30", "gauss20", "density", "regions", "error")
_ICONS = {"in": "M12 5v14 M5 12h14", "out": "M5 12h14", "home": "M4 9V4h5 M20 9V4h-5 M4 15v5h5 M20 15v5h-5"}


# What the pad is made of, also for a page of its own without a server (ui/features/latent_map/standalone.py).
MARKUP = render("components/latent_pad/latent_pad.html", layers=LAYERS, grounds=GROUNDS, icons=_ICONS)
STYLE = text("latent_pad/latent_pad.css")
SCRIPT = text("latent_pad/latent_pad.js")
_component = st.components.v2.component("lab_latent_pad", html=MARKUP, css=STYLE, js=SCRIPT)


Path = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Layers:
    """What is switched on: layers of `LAYERS`, and the one ground of `GROUNDS` below them."""

    layers: tuple[str, ...] = ("points",)
    ground: str = "plain"


@dataclass(frozen=True)
class Pinned:
    """The point that was pinned last, in the code of the model whose blob is `model`."""

    sequence: int
    z: tuple[float, float]
    model: str


@dataclass(frozen=True)
class Walked:
    """The path walked last: 2 to `WAYPOINTS` codes of the model whose blob is `model`, or () where it was removed."""

    sequence: int
    path: Path
    model: str


def _labels(of_digits: bool) -> dict[str, str]:
    return {
        "points": _("Test digits") if of_digits else _("Test images"),
        "drawing": _("My drawing"),
        "plain": _("Plain"),
        "grid20": _("Grid 20 × 20"),
        "grid30": "30 × 30",
        "gauss20": _("Gaussian quantiles"),
        "density": _("Density"),
        "regions": _("Neighbours' vote"),
        "error": _("Off the data"),
        "decoded": _("Decoded here"),
        "plane": _("The map: arrow keys move the point, Enter pins it"),
        "strip": _("Digits along the path") if of_digits else _("Clothes along the path"),
        "beyond": _("{count} of {all} lie farther out"),
        "close": _("Remove the path"),
        "in": _("Zoom in"),
        "out": _("Zoom out"),
        "home": _("Show the whole map"),
    }


@dataclass(frozen=True)
class Settings:
    """What a pad shows.

    blob: name of the blob with the decoder and the codes. pinned: the pinned code. answered: number of the last point
    that the browser pinned and Python has worked on. answer: HTML about the pinned code; text in it must be
    escaped by whoever wrote it. layers: what is switched on at first; from then on the browser knows. home: what the
    whole map shows, from x to x and from y to y. area: what density, votes and errors are painted over, in the same
    order. errors: name of the blob with the re-encoding errors, which may follow once that ground is switched on.
    prior: whether the codes were drawn towards N(0, I). drawing: the code of the visitor's drawing, None where nothing
    is drawn. path: what was walked on this map before; from then on the browser knows. classes: what the ten classes
    are called. title: stands above a small pad beside others, which has no switches; "" for a pad that stands alone.
    """

    blob: str
    pinned: tuple[float, float]
    answered: int
    answer: str
    layers: Layers
    home: tuple[float, float, float, float]
    area: tuple[float, float, float, float]
    errors: str
    prior: bool
    drawing: tuple[float, float] | None
    path: Path
    classes: tuple[str, ...]
    title: str = ""

    def as_data(self) -> dict:
        """All of it as JSON holds it, with the texts in this visitor's language."""
        colours = zip(CLASS_COLOURS, self.classes, strict=True)
        badges = [[colour, text_on(colour), name] for colour, name in colours]
        own = asdict(self)
        digits = self.classes[0] == "0"
        return {**own, **own["layers"], "labels": _labels(digits), "badges": badges, "drawable": digits}


def latent_pad(settings: Settings, *, key: str, on_change: Callable[[], None]) -> None:
    """Show the pad. `on_change` is called before the run that a new point, a path or a switched layer causes."""
    _component(
        key=key,
        data=settings.as_data(),
        on_pinned_change=on_change,
        on_walked_change=on_change,
        on_layers_change=on_change,
    )


def sent_point(key: str) -> Pinned | None:
    """The last point that the browser pinned; None where it sent none, or what no pad of ours sends."""
    pinned = messages.message(key, "pinned")
    sequence, x, y, model = (pinned.get(name) for name in ("sequence", "x", "y", "model"))
    z = messages.pair([x, y])
    if not (messages.is_whole(sequence) and isinstance(model, str)) or z is None:
        return None
    return Pinned(sequence, z, model)


def sent_path(key: str) -> Walked | None:
    """The last path that the browser sent; None as for `sent_point`."""
    walked = messages.message(key, "walked")
    sequence, path, model = (walked.get(name) for name in ("sequence", "path", "model"))
    if not (messages.is_whole(sequence) and isinstance(model, str) and isinstance(path, list)):
        return None
    if len(path) == 1 or len(path) > WAYPOINTS:
        return None
    pairs = [messages.pair(place) for place in path]
    return None if None in pairs else Walked(sequence, tuple(pair for pair in pairs if pair), model)


def sent_layers(key: str) -> Layers | None:
    """What the browser has switched on; None as for `sent_point`."""
    switched = messages.message(key, "layers")
    layers, ground = switched.get("layers"), switched.get("ground")
    if not isinstance(layers, list) or ground not in GROUNDS:
        return None
    return Layers(tuple(name for name in LAYERS if name in layers), ground)
