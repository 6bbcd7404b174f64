"""The scatter's chart: a model's codes on two or three axes, coloured by class, each class named at its middle."""

import numpy as np
import plotly.graph_objects as go

from ae_core.latent.overlap import Projected
from ui.shell.language import _
from ui.shell.theme import CLASS_COLOURS
from ui.visuals import charts
from ui.visuals.markup import Markup

HEIGHT = 520
_STEPS = [((label + side) / 10, colour) for label, colour in enumerate(CLASS_COLOURS) for side in (0, 1)]


def _marker(labels: np.ndarray, size: float) -> dict:
    """Every point in its class's colour, told by its label: one byte a point."""
    return {
        "size": size,
        "opacity": 0.75,
        "autocolorscale": False,
        "color": labels.astype(np.uint8),
        "colorscale": _STEPS,
        "cmin": -0.5,
        "cmax": 9.5,
        "showscale": False,
    }


def axis_titles(view: Projected) -> list[str]:
    """The code's own numbers, or principal components with their share of the variance."""
    if view.explained is None:
        return [f"z{'₁₂₃'[axis]}" for axis in range(view.points.shape[1])]
    return [
        _("component {number} ({share})").format(number=axis + 1, share=f"{share:.0%}")
        for axis, share in enumerate(view.explained)
    ]


def _names(view: Projected, labels: np.ndarray, names: tuple[str, ...], dark: bool) -> list[dict]:
    """The classes' names as annotations at their medians, framed in their colours."""
    ink, _line, ground = charts.INKS[dark]
    medians = [np.median(view.points[labels == label], axis=0).tolist() for label in range(10)]
    return [
        {
            **dict(zip("xyz", place, strict=False)),
            "text": str(Markup("<b>{}</b>").format(name)),
            "showarrow": False,
            "font": {"size": 15, "color": ink},
            "bgcolor": ground,
            "bordercolor": colour,
            "borderwidth": 2,
            "borderpad": 2,
            "opacity": 0.9,
        }
        for name, colour, place in zip(names, CLASS_COLOURS, medians, strict=True)
    ]


def _empty(dark: bool, **layout: str) -> go.Figure:
    """A chart without traces in the lab's look, with quiet buttons."""
    ink = charts.INKS[dark][0]
    buttons = {"bgcolor": "rgba(0,0,0,0)", "color": ink, "activecolor": charts.CODE[dark]}
    return go.Figure(
        layout={"template": charts.template(dark), "height": HEIGHT, "modebar": buttons, **layout}
    )


def _flat(view: Projected, labels: np.ndarray, names: tuple[str, ...], dark: bool) -> go.Figure:
    titles, spans = axis_titles(view), view.spans
    chart = _empty(dark, dragmode="lasso")
    chart.add_scattergl(
        x=view.points[:, 0],
        y=view.points[:, 1],
        mode="markers",
        marker=_marker(labels, 5),
        selected={"marker": {"opacity": 0.95}},
        unselected={"marker": {"opacity": 0.13}},
        hoverinfo="none",
    )
    chart.update_layout(annotations=_names(view, labels, names, dark))
    # Distances in the code are Euclidean: both axes have the same scale.
    chart.update_xaxes(title={"text": titles[0]}, range=spans[0], zeroline=False)
    chart.update_yaxes(title={"text": titles[1]}, range=spans[1], scaleanchor="x", zeroline=False)
    chart.update_layout(
        newselection={"line": {"color": charts.CODE[dark], "width": 2, "dash": "solid"}},
        activeselection={"fillcolor": charts.CODE[dark], "opacity": 0.1},
    )
    return chart


def _solid(view: Projected, labels: np.ndarray, names: tuple[str, ...], dark: bool) -> go.Figure:
    line = charts.INKS[dark][1]
    titles, spans = axis_titles(view), view.spans
    chart = _empty(dark)
    x, y, z = view.points.T
    # Single points know no opacity here, so the selected ones are a trace of their own, which the browser fills.
    faint = _marker(labels, 2.5) | {"opacity": 0.12}
    chart.add_scatter3d(x=x, y=y, z=z, mode="markers", marker=faint, hoverinfo="none")
    chosen = _marker(labels[:0], 3.5) | {"opacity": 1}
    chart.add_scatter3d(x=[], y=[], z=[], mode="markers", marker=chosen, hoverinfo="none")
    axes = {
        f"{letter}axis": {
            "title": {"text": title, "font": {"size": 13}},
            "range": reach,
            "showbackground": False,
            "gridcolor": line,
            "zeroline": False,
            "showspikes": False,
            "tickfont": {"size": 11},
        }
        for letter, title, reach in zip("xyz", titles, spans, strict=True)
    }
    widths = np.array([high - low for low, high in spans])
    ratio = dict(zip("xyz", (widths / widths.mean()).tolist(), strict=True))
    scene = {**axes, "aspectmode": "manual", "aspectratio": ratio, "dragmode": "turntable"}
    scene["camera"] = {"eye": {"x": 1.3, "y": 1.3, "z": 0.7}, "center": {"x": 0, "y": 0, "z": -0.12}}
    scene["annotations"] = _names(view, labels, names, dark)
    chart.update_layout(scene=scene, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return chart


def draw(view: Projected, labels: np.ndarray, names: tuple[str, ...], dark: bool) -> go.Figure:
    """The codes on as many axes as the view has. No selection is in it: the browser adds that.

    Args:
        labels: (N,). names: of the classes.
    """
    return (_flat if view.points.shape[1] == 2 else _solid)(view, labels, names, dark)
