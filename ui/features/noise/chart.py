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


def _mark(chart: go.Figure, shown: Sequence[Curve], kind: str, strength: float, dark: bool) -> None:
    """The visitor's strength as a line, with its name above, and where each curve crosses it."""
    chart.add_vline(x=strength, line={"width": 1.5, "color": charts.CODE[dark]})
    chart.add_scatter(
        x=[strength] * len(shown),
        y=[curve.at(strength) for curve in shown],
        mode="markers",
        marker={"size": 9, "color": [charts.method_colour(curve.method) for curve in shown]},
        hoverinfo="skip",
    )
    chart.add_annotation(
        x=strength,
        y=1,
        yref="paper",
        yanchor="bottom",
        text=f"<b>{level(kind, strength)}</b>",
        showarrow=False,
        font={"color": charts.CODE[dark]},
    )


def figure(measured: Curves, kind: str, methods: Sequence[str], strength: float, dark: bool) -> go.Figure:
    """The chart. Methods without a curve yet are left out."""
    shown = [measured[kind, method] for method in methods if (kind, method) in measured]
    chart = go.Figure(layout={"template": charts.template(dark), "height": HEIGHT, "margin": _MARGIN})
    if not shown:
        return chart
    low, high = _bounds(shown)
    ends = []
    for curve in shown:
        name, colour = method_names.short(curve.method), charts.method_colour(curve.method)
        ends.append(charts.LineEnd(curve.psnr[-1], name, colour))
        chart.add_scatter(
            x=STRENGTHS[kind],
            y=curve.psnr,
            mode="lines",
            name=name,
            line={"width": 2.5, "color": colour, "dash": _dash(curve.method)},
            hovertemplate="%{y:.1f} dB",
        )
    _mark(chart, shown, kind, strength, dark)
    charts.name_lines(chart, ends, low, high)
    percent = {} if kind == "gaussian" else {"tickformat": ".0%"}
    chart.update_xaxes(
        title={"text": _(AXES[kind]), "font": {"size": 14}},
        range=[0, STRENGTHS[kind][-1] * 1.005],
        fixedrange=True,
        **percent,
    )
    chart.update_yaxes(
        title={"text": _("PSNR in dB"), "font": {"size": 14}}, range=[low, high], fixedrange=True
    )
    chart.update_layout(hovermode="x unified")
    return chart
