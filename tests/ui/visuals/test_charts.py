"""What charts of several methods share: colours, and names at the lines' ends."""

from itertools import pairwise

import plotly.graph_objects as go

from ae_core import registry
from ui.visuals import charts, method_names


def test_a_method_keeps_its_colour_and_an_unknown_one_is_quiet():
    assert charts.method_colour("median") != charts.method_colour("dae_gaussian")
    assert charts.method_colour("nobody") == charts.method_colour("somebody else")


def test_names_at_the_ends_keep_apart_and_inside():
    margin = {"t": 20, "b": 20, "l": 0, "r": 150}
    chart = go.Figure(layout={"template": charts.template(False), "height": 340, "margin": margin})
    ends = [charts.LineEnd(value, str(value), "#000000") for value in (10.0, 10.1, 29.9, 30.0, 0.0)]
    charts.name_lines(chart, ends, 0, 30)
    heights = sorted(one.y for one in chart.layout.annotations)
    gaps = [after - before for before, after in pairwise(heights)]
    assert min(gaps) > 17 * 30 / 300 - 1e-9
    assert heights[0] >= 0
    assert heights[-1] <= 30
    assert "━" in chart.layout.annotations[0].text


def test_every_method_has_a_name():
    assert method_names.short("nothing") == "Nothing done"
    assert method_names.full("median") == "Median, 3 × 3"
    assert method_names.short("dae_s05") == "DAE, σ\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}0.5"
    for name in registry.list_models():
        assert method_names.short(name)
        assert method_names.full(name)
