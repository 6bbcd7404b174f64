"""PSNR against the strength of the noise: a line a method, its name at its end, the visitor's strength marked."""

from collections.abc import Sequence

import plotly.graph_objects as go

from ae_core.restoration.curves import CEILING, STRENGTHS, Curve, Curves
from ae_core.restoration.methods import NOTHING
from ui.features.noise.state import AXES
from ui.resources import models
from ui.shell.language import _
from ui.visuals import charts, method_names
from ui.visuals.numbers import level

HEIGHT = 520
_MARGIN = {"l": 44, "r": 158, "t": 26, "b": 42}


def _dash(method: str) -> str:
    """Nets have full lines; PCA, which is no net, and classical methods dashed ones."""
    if method == NOTHING:
        return "dot"
    return "solid" if method_names.is_net(method) and not models.entry(method).recipe.closed_form else "dash"


def _bounds(curves: Sequence[Curve]) -> tuple[float, float]:
    """dB from the worst value to the best that is no perfect return, with room on both sides."""
    low = min(min(curve.psnr) for curve in curves)
    # Weak noise leaves many digits as they were: what says something starts further on.
    ends = [curve.psnr[0] for curve in curves if curve.psnr[0] < CEILING] + [
        curve.psnr[2] for curve in curves
    ]
    return low - 1, max(ends) + 1.5


def figure(measured: Curves, kind: str, methods: Sequence[str], strength: float, dark: bool) -> go.Figure:
    """The chart. Methods without a curve yet are left out."""
    shown = [measured[kind, method] for method in methods if (kind, method) in measured]
    chart = go.Figure(layout={"template": charts.template(dark), "height": HEIGHT, "margin": _MARGIN})
    if not shown:
        return chart
    low, high = _bounds(shown)
    for curve in shown:
        chart.add_scatter(
            x=STRENGTHS[kind],
            y=curve.psnr,
            mode="lines",
            name=method_names.short(curve.method),
            line={"width": 2.5, "color": charts.method_colour(curve.method), "dash": _dash(curve.method)},
            hovertemplate="%{y:.1f} dB",
        )
    here = [curve.at(strength) for curve in shown]
    chart.add_vline(x=strength, line={"width": 1.5, "color": charts.CODE[dark]})
    chart.add_scatter(
        x=[strength] * len(shown),
        y=here,
        mode="markers",
        marker={"size": 9, "color": [charts.method_colour(curve.method) for curve in shown]},
        hoverinfo="skip",
    )
    label = level(kind, strength)
    chart.add_annotation(
        x=strength,
        y=1,
        yref="paper",
        yanchor="bottom",
        text=f"<b>{label}</b>",
        showarrow=False,
        font={"color": charts.CODE[dark]},
    )
    ends = [
        charts.LineEnd(curve.psnr[-1], method_names.short(curve.method), charts.method_colour(curve.method))
        for curve in shown
    ]
    charts.name_lines(chart, ends, low, high)
    percent = {} if kind == "gaussian" else {"tickformat": ".0%"}
    last = STRENGTHS[kind][-1]
    chart.update_xaxes(
        title={"text": _(AXES[kind]), "font": {"size": 14}},
        range=[0, last * 1.005],
        fixedrange=True,
        **percent,
    )
    chart.update_yaxes(
        title={"text": _("PSNR in dB"), "font": {"size": 14}}, range=[low, high], fixedrange=True
    )
    chart.update_layout(hovermode="x unified")
    return chart
