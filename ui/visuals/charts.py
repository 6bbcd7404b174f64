"""Charts: one Plotly template for all of them, light and dark, and the charts that more than one page shows."""

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
    medians = np.array([np.median(codes[labels == digit], axis=0) for digit in range(10)])
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
