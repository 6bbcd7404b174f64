"""Charts: one Plotly template for all of them, light and dark, and the charts that more than one page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from ui.resources import models
from ui.shell.theme import CLASS_COLOURS

_POINTS = 2000  # of the 10,000 test codes, evenly taken: more would only cover each other
INKS = {False: ("#1a1d24", "#dfe2e8", "#ffffff"), True: ("#e8eaf0", "#2c323e", "#101319")}
CODE = {False: "#6b46d9", True: "#b39bff"}


def template(dark: bool) -> go.layout.Template:
    """The lab's look for Plotly: clear ground, quiet grid, class colours in order."""
    ink, line, _ground = INKS[dark]
    axis = {
        "gridcolor": line,
        "zerolinecolor": line,
        "linecolor": line,
        "ticks": "",
        "title": {"standoff": 6},
    }
    return go.layout.Template(
        layout={
            "font": {"color": ink, "size": 14, "family": "'Source Sans', sans-serif"},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": CLASS_COLOURS,
            "margin": {"l": 44, "r": 12, "t": 12, "b": 40},
            "xaxis": axis,
            "yaxis": axis,
            "hoverlabel": {"font": {"size": 14}},
            "showlegend": False,
        }
    )


def class_medians(points: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Where the name of each digit stands among points (N, 2) with these labels (N,): (10, 2)."""
    return np.array([np.median(points[labels == digit], axis=0) for digit in range(10)])


def code_map(name: str, z: np.ndarray, here: str, dark: bool) -> go.Figure:
    """The test digits in a two-dimensional code, each class named on its cluster, and one code z (2,) among them."""
    space = models.code_space(name)
    codes, labels = space.codes.numpy(), space.labels.numpy()
    taken = np.arange(0, len(codes), len(codes) // _POINTS)
    ink, _line, ground = INKS[dark]
    chart = go.Figure(layout={"template": template(dark), "height": 480})
    chart.add_scatter(
        x=codes[taken, 0],
        y=codes[taken, 1],
        mode="markers",
        marker={"size": 5, "opacity": 0.65, "color": [CLASS_COLOURS[label] for label in labels[taken]]},
        customdata=np.stack([labels[taken], taken], axis=1),
        hovertemplate="<b>%{customdata[0]}</b>  #%{customdata[1]}<extra></extra>",
    )
    medians = class_medians(codes, labels)
    chart.add_scatter(
        x=medians[:, 0],
        y=medians[:, 1],
        mode="markers+text",
        text=[f"<b>{digit}</b>" for digit in range(10)],
        textfont={"size": 16, "color": ink},
        marker={"size": 24, "color": ground, "opacity": 0.8},
        hoverinfo="skip",
    )
    chart.add_scatter(
        x=[z[0]],
        y=[z[1]],
        mode="markers",
        name=here,
        marker={"size": 15, "color": CODE[dark], "line": {"width": 3, "color": ground}},
        hovertemplate=f"{here}: (%{{x:.2f}}, %{{y:.2f}})<extra></extra>",
    )
    # Distances in the code are Euclidean: both axes have the same scale.
    chart.update_yaxes(scaleanchor="x", title="z₂")
    chart.update_xaxes(title="z₁")
    return chart


# A method keeps its colour whatever else is shown.
_METHOD_COLOURS = {
    "dae_gaussian": CLASS_COLOURS[6],
    "dae_dropout": CLASS_COLOURS[4],
    "dae_nyu_d500": CLASS_COLOURS[2],
    "ae_conv_d30": CLASS_COLOURS[0],
    "ae_conv_d64": "#1f5f9e",
    "pca_d30": CLASS_COLOURS[1],
    "pca_d64": CLASS_COLOURS[7],
    "dae_s01": "#e38fb8",
    "dae_s03": "#d0619c",
    "dae_s05": "#b23a82",
    "dae_s10": "#8c2a72",
    "median": CLASS_COLOURS[5],
    "total_variation": "#4f9d69",
    "non_local_means": "#2aa5a0",
    "telea": "#5f8f2f",
    "navier_stokes": "#5a6acf",
}
_QUIET = "#8a909c"
_LABEL = 17  # pixels from one name at a line's end to the next


def method_colour(method: str) -> str:
    """The colour of a method or model in charts of several; a quiet one where it has none of its own."""
    return _METHOD_COLOURS.get(method, _QUIET)


@dataclass(frozen=True)
class LineEnd:
    """Where a line ends, what is said there, and the line's colour."""

    value: float
    name: str
    colour: str


def _spread(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Heights for the names, as near to their lines as `gap` between them allows, in the order given."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    placed = [0.0] * len(values)
    floor = low
    for i in order:
        floor = placed[i] = max(values[i], floor)
        floor += gap
    ceiling = high
    for i in reversed(order):
        ceiling = placed[i] = min(placed[i], ceiling)
        ceiling -= gap
    return placed


def name_lines(chart: go.Figure, ends: Sequence[LineEnd], low: float, high: float) -> None:
    """Each line's name right of its end, none upon another, in place of a legend.

    Args:
        chart: its height and margins are set. low, high: what the y axis shows, from and to.
    """
    margin, ink = chart.layout.margin, chart.layout.template.layout.font.color
    inside = chart.layout.height - margin.t - margin.b
    heights = _spread([end.value for end in ends], (high - low) * _LABEL / inside, low, high)
    for end, height in zip(ends, heights, strict=True):
        chart.add_annotation(
            x=1,
            xref="paper",
            y=height,
            text=f'<span style="color:{end.colour}">━</span> {end.name}',
            showarrow=False,
            xanchor="left",
            xshift=6,
            align="left",
            font={"size": 12.5, "color": ink},
        )
