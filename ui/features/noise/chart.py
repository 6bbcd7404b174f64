"""PSNR against the strength of the noise: a line a method, its name at its end, the visitor's strength marked."""

from collections.abc import Sequence

import plotly.graph_objects as go

from ae_core.restoration.curves import CEILING, NOTHING, STRENGTHS, Curve, Curves
from ui.features.noise import view
from ui.shell.language import _
from ui.shell.theme import CLASS_COLOURS
from ui.visuals import charts

HEIGHT = 520
_LABEL = 17  # pixels from one name to the next
_MARGIN = {"l": 44, "r": 158, "t": 26, "b": 42}
_QUIET = "#8a909c"
# A method keeps its colour whatever else is shown. Nets have full lines, classical methods dashed ones.
_COLOURS = {
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


def _colour(method: str) -> str:
    return _COLOURS.get(method, _QUIET)


def _dash(method: str) -> str:
    if method == NOTHING:
        return "dot"
    return "solid" if method.startswith(("dae_", "ae_")) else "dash"


def _bounds(curves: Sequence[Curve]) -> tuple[float, float]:
    """dB from the worst value to the best that is no perfect return, with room on both sides."""
    low = min(min(curve.psnr) for curve in curves)
    # Weak noise leaves many digits as they were: what says something starts further on.
    ends = [curve.psnr[0] for curve in curves if curve.psnr[0] < CEILING] + [
        curve.psnr[2] for curve in curves
    ]
    return low - 1, max(ends) + 1.5


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


def _names(chart: go.Figure, curves: Sequence[Curve], low: float, high: float, ink: str) -> None:
    inside = HEIGHT - _MARGIN["t"] - _MARGIN["b"]
    ends = [curve.psnr[-1] for curve in curves]
    heights = _spread(ends, (high - low) * _LABEL / inside, low, high)
    for curve, height in zip(curves, heights, strict=True):
        chart.add_annotation(
            x=1,
            xref="paper",
            y=height,
            text=f'<span style="color:{_colour(curve.method)}">━</span> {view.short(curve.method)}',
            showarrow=False,
            xanchor="left",
            xshift=6,
            align="left",
            font={"size": 12.5, "color": ink},
        )


def figure(curves: Curves, kind: str, methods: Sequence[str], strength: float, dark: bool) -> go.Figure:
    """The chart. Methods without a curve yet are left out."""
    shown = [curves[kind, method] for method in methods if (kind, method) in curves]
    chart = go.Figure(layout={"template": charts.template(dark), "height": HEIGHT, "margin": _MARGIN})
    if not shown:
        return chart
    low, high = _bounds(shown)
    ink = chart.layout.template.layout.font.color
    for curve in shown:
        chart.add_scatter(
            x=STRENGTHS[kind],
            y=curve.psnr,
            mode="lines",
            name=view.short(curve.method),
            line={"width": 2.5, "color": _colour(curve.method), "dash": _dash(curve.method)},
            hovertemplate="%{y:.1f} dB",
        )
    here = [curve.at(strength) for curve in shown]
    chart.add_vline(x=strength, line={"width": 1.5, "color": charts.CODE[dark]})
    chart.add_scatter(
        x=[strength] * len(shown),
        y=here,
        mode="markers",
        marker={"size": 9, "color": [_colour(curve.method) for curve in shown]},
        hoverinfo="skip",
    )
    label = view.level(kind, strength)
    chart.add_annotation(
        x=strength,
        y=1,
        yref="paper",
        yanchor="bottom",
        text=f"<b>{label}</b>",
        showarrow=False,
        font={"color": charts.CODE[dark]},
    )
    _names(chart, shown, low, high, ink)
    percent = {} if kind == "gaussian" else {"tickformat": ".0%"}
    last = STRENGTHS[kind][-1]
    chart.update_xaxes(
        title={"text": _(view.AXES[kind]), "font": {"size": 14}},
        range=[0, last * 1.005],
        fixedrange=True,
        **percent,
    )
    chart.update_yaxes(
        title={"text": _("PSNR in dB"), "font": {"size": 14}}, range=[low, high], fixedrange=True
    )
    chart.update_layout(hovermode="x unified")
    return chart
