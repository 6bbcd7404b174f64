"""The parts of the page on noise, without a page: matrix, chart, lesson and downloads from curves."""

import csv
import io
import itertools

import pytest

from ae_core.restoration import curves as robustness
from ae_core.restoration import mismatch
from ae_core.restoration.curves import STRENGTHS, Curve
from ae_core.restoration.methods import NOTHING
from ui.features.noise import chart as noise_chart
from ui.features.noise import export, lesson, matrix, results, state
from ui.visuals import charts


def flat(kind: str, method: str, at: dict[float, float], otherwise: float = 10.0) -> Curve:
    """A made-up curve: these values at these strengths."""
    return Curve(kind, method, tuple(at.get(strength, otherwise) for strength in STRENGTHS[kind]))


def mountain(peaks: dict[str, float]) -> dict:
    """Curves of nets that are each best at their own sigma, by 3 dB a tenth."""
    made = [
        flat("gaussian", row, {s: 25 - 30 * abs(s - peak) for s in STRENGTHS["gaussian"]})
        for row, peak in peaks.items()
    ]
    return {(curve.kind, curve.method): curve for curve in made}


PEAKS = {"ae_conv_d64": 0.0, "dae_s01": 0.1, "dae_s03": 0.3, "dae_s05": 0.5, "dae_s10": 1.0}


def test_the_best_of_a_column_and_of_its_equals_are_computed():
    curves = mountain(PEAKS) | mountain({"dae_gaussian": 0.3}) | mountain({NOTHING: 0.0})
    curves["gaussian", "dae_gaussian"] = flat("gaussian", "dae_gaussian", {0.3: 26.0})
    assert mismatch.winner(mismatch.column(curves, ("gaussian", 0.3))) == "dae_gaussian"
    assert mismatch.diagonal(curves) == (5, 5)
    html = matrix.html(curves, None)
    assert 'class="best" data-cell="dae_gaussian,gaussian,0.3"' in html
    assert 'class="leader" data-cell="dae_s03,gaussian,0.3"' in html
    assert html.count("–</td>") == 2 * 7


def test_a_diagonal_that_does_not_win_is_said_not_to():
    curves = mountain(PEAKS)
    curves["gaussian", "dae_s10"] = flat("gaussian", "dae_s10", {0.5: 27.0, 1.0: 20.0})
    assert mismatch.diagonal(curves) == (4, 5)
    cell, gap = mismatch.largest_loss(curves)
    assert (cell.row, cell.strength) == ("ae_conv_d64", 1.0)
    assert gap == pytest.approx(25.0)


def test_the_price_of_all_strengths_is_held_against_the_best_for_one():
    curves = mountain(PEAKS)
    assert mismatch.price(curves) is None
    curves["gaussian", "dae_gaussian"] = flat(
        "gaussian", "dae_gaussian", {0.1: 24.5, 0.3: 25.0, 0.5: 24.0, 1.0: 25.2}
    )
    assert mismatch.price(curves) == (pytest.approx(-1.0), pytest.approx(0.2))


def test_a_matrix_without_nets_says_which_are_absent():
    assert mismatch.absent({}) == list(mismatch.ROWS)
    assert state.default_cell({}) is None
    assert "<button" not in matrix.html({}, None)
    values = lesson.values({}, "gaussian", 0.5, [])
    assert all(values.values())


def test_where_doing_nothing_stops_winning():
    curves = {
        ("dropout", NOTHING): flat("dropout", NOTHING, {0.0: 60.0, 0.05: 24.0, 0.1: 20.0}),
        ("dropout", "median"): flat("dropout", "median", {0.0: 23.0, 0.05: 22.0, 0.1: 21.0}),
        ("dropout", "pca_d30"): flat("dropout", "pca_d30", {}, otherwise=9.0),
    }
    assert robustness.crossing(curves, "dropout", "median") == (0.05, 0.1)
    assert robustness.crossing(curves, "dropout", "pca_d30") is None
    assert robustness.crossing(curves, "dropout", "telea") is None


def test_names_at_the_ends_of_the_lines_keep_their_distance_and_their_order():
    placed = charts._spread([10.0, 10.1, 10.2, 5.0, 29.9], 1.0, 5.0, 30.0)
    ordered = sorted(placed)
    assert all(b - a >= 1 - 1e-9 for a, b in itertools.pairwise(ordered))
    assert placed[0] < placed[1] < placed[2]
    assert min(placed) >= 5
    assert max(placed) <= 30


def test_every_line_is_named_and_marked_at_the_strength():
    unmeasured = "dae_s03"
    curves = {key: curve for key, curve in results.board().curves.items() if key[1] != unmeasured}
    methods = [NOTHING, "pca_d30", "median", unmeasured]
    chart = noise_chart.figure(curves, "gaussian", methods, 0.4, dark=True)
    lines = [trace for trace in chart.data if trace.mode == "lines"]
    assert [line.name for line in lines] == ["Nothing done", "PCA, 30-D", "Median, 3 × 3"]
    (marks,) = (trace for trace in chart.data if trace.mode == "markers")
    assert list(marks.x) == [0.4] * 3
    assert list(marks.y) == [curves["gaussian", method].at(0.4) for method in methods[:3]]
    texts = " ".join(note.text for note in chart.layout.annotations)
    assert all(line.name in texts for line in lines)


def test_the_downloads_hold_every_figure():
    curves = results.board().curves
    rows = list(csv.DictReader(io.StringIO(export.curves_csv(curves))))
    assert len(rows) == sum(len(curve.psnr) for curve in curves.values())
    row = next(r for r in rows if (r["noise"], r["strength"], r["method"]) == ("dropout", "0.5", "telea"))
    assert float(row["psnr_mean_per_image_db"]) == curves["dropout", "telea"].at(0.5)
    cells = list(csv.DictReader(io.StringIO(export.matrix_csv(curves))))
    assert len(cells) == len(mismatch.cells(curves))
