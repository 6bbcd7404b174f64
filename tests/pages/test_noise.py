"""How much noise is too much, without a browser: the curves, the digits at a strength, the matrix, the measuring."""

import csv
import io
import itertools
import re
import threading

import pytest
import torch

from ae_core.restoration import curves as robustness
from ae_core.restoration import methods, mismatch
from ae_core.restoration.curves import STRENGTHS, Curve
from ae_core.restoration.methods import CLASSICAL, NOTHING, Method
from ae_core.restoration.mismatch import TESTED_AT
from tests.support.component_data import component_data
from ui.features.noise import chart as noise_chart
from ui.features.noise import export, lesson, matrix, results, state
from ui.resources import jobs
from ui.visuals import charts
from ui.visuals.numbers import level

KOREAN = re.compile("[가-힣]")


@pytest.fixture(autouse=True)
def own_board():
    """A board of its own for each test: what one measures or breaks, no other finds."""
    results.board.clear()
    yield
    results.board.clear()


@pytest.fixture
def small(monkeypatch):
    """Forty images in place of a thousand, so that measuring takes no time; the kept curves then do not hold."""
    monkeypatch.setattr(robustness, "IMAGES", 40)
    monkeypatch.setattr(robustness, "SLICE", 20)


def block(at, key: str) -> str:
    return component_data(at, key)["html"]


def headings(html: str) -> list[str]:
    return re.findall(r"<b>([^<]+)</b>", html)


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


def test_arrival_shows_curves_digits_and_the_matrix(visit):
    at = visit("noise")
    assert not at.exception
    assert not at.error
    shown = headings(block(at, "noise_digits"))
    assert shown[:2] == ["Originals", "Nothing done"]
    assert len(shown) >= 4
    assert block(at, "noise_digits").count("<img") == 4 * len(shown)
    assert len(re.findall("data-cell", block(at, "noise_matrix"))) >= len(TESTED_AT)
    assert dict(at.query_params) in ({}, {"lang": "en"})


def test_the_means_beside_the_digits_are_those_of_the_curves_at_the_strength(visit):
    at = visit("noise", kind="dropout", strength="0.8", methods="pca_d30,median")
    curves = results.board().curves
    digits = block(at, "noise_digits")
    assert headings(digits) == ["Originals", "Nothing done", "PCA, 30-D", "Median, 3 × 3"]
    means = re.findall(r"<small>mean ([\d.]+) dB</small>", digits)
    expected = [curves["dropout", method].at(0.8) for method in (NOTHING, "pca_d30", "median")]
    assert means == [f"{value:.1f}" for value in expected]


def test_the_strength_follows_the_slider_into_the_url_and_the_digits(visit):
    at = visit("noise")
    before = block(at, "noise_digits")
    at.select_slider(key="noise_strength_gaussian").set_value(0.2).run()
    assert block(at, "noise_digits") != before
    assert at.query_params["strength"] == "0.2"


def test_a_link_restores_everything(visit):
    at = visit("noise", kind="salt_and_pepper", strength="0.15", methods="median", set="3")
    assert at.button_group(key="noise_kind_en").value == "salt_and_pepper"
    assert at.select_slider(key="noise_strength_salt_and_pepper").value == 0.15
    assert headings(block(at, "noise_digits")) == ["Originals", "Nothing done", "Median, 3 × 3"]
    assert at.query_params["set"] == "3"


@pytest.mark.parametrize(
    "garbage",
    [
        {"kind": "fog", "strength": "0.33", "methods": "rm,-rf", "cell": "dae_s03,fog,0.5", "set": "-4"},
        {"kind": "gaussian,", "strength": "nan", "methods": ",", "cell": "<script>", "set": "99999"},
        {"strength": "1e99", "cell": "x" * 5000},
        {"kind": "gaussian", "methods": "telea"},
    ],
)
def test_garbage_gives_the_default(visit, garbage):
    plain, at = visit("noise"), visit("noise", **garbage)
    assert not at.exception
    assert not at.error
    assert block(at, "noise_digits") == block(plain, "noise_digits")
    assert block(at, "noise_matrix") == block(plain, "noise_matrix")
    assert not {"kind", "strength", "methods", "cell", "set"} & set(at.query_params)


def test_every_kind_of_noise_has_its_own_methods_and_strengths(visit):
    at = visit("noise")
    at.button_group(key="noise_kind_en").set_value("dropout").run()
    assert not at.exception
    assert at.select_slider(key="noise_strength_dropout").value == 0.5
    assert "Navier-Stokes inpainting" in headings(block(at, "noise_digits"))
    assert at.query_params["kind"] == "dropout"


def test_a_pressed_cell_shows_its_digits_and_stands_in_the_url(visit):
    at = visit("noise")
    at.session_state["noise_matrix"] = {"pressed": "dae_nyu_d500,gaussian,0.3"}
    at.run()
    assert at.query_params["cell"] == "dae_nyu_d500,gaussian,0.3"
    pressed = re.findall(r'data-cell="([^"]+)"[^>]*aria-pressed="true"', block(at, "noise_matrix"))
    assert pressed == ["dae_nyu_d500,gaussian,0.3"]
    assert len(headings(block(at, "noise_example"))) == 3
    value = results.board().curves["gaussian", "dae_nyu_d500"].at(0.3)
    assert f"mean {value:.1f} dB" in block(at, "noise_example")
    at.session_state["noise_matrix"] = {"pressed": ["no", "string"]}
    at.run()
    assert not at.exception


def test_in_korean_nothing_is_left_in_english(visit):
    at = visit("noise", lang="ko")
    for heading in headings(block(at, "noise_digits")):
        assert KOREAN.search(heading), heading
    assert KOREAN.search(block(at, "noise_matrix"))


def test_the_steps_carry_todays_numbers(visit):
    at = visit("noise", strength="0.3", methods="pca_d30,ae_conv_d30")
    curves = results.board().curves
    values = lesson.values(curves, "gaussian", 0.3, ["pca_d30", "ae_conv_d30"])
    assert values["nothing"] == f"{curves['gaussian', NOTHING].at(0.3):.1f}"
    assert values["best"] == "PCA, 30-D"
    assert len(values["crossings"].splitlines()) == 2
    for step in range(5):
        at.session_state[f"noise-step-{step}"] = True
    at.run()
    assert not at.exception
    text = " ".join(element.value for element in at.markdown)
    assert f"{level('gaussian', 0.3)} the spoiled image has {values['nothing']} dB" in text
    assert values["diagonal"] in text
    assert "{{" not in text


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


def test_what_is_missing_is_measured_slice_by_slice_the_noise_looked_at_first(small, monkeypatch):
    monkeypatch.setattr(jobs, "SLICE_SECONDS", 1e-9)
    board = results.Board({})
    board.waiting = [("gaussian", "median"), ("dropout", "pca_d30")]
    shares = []
    while board.open_jobs("dropout"):
        finished = board.work("dropout")
        if board.running:
            shares.append(board.running.share)
            assert board.running.seconds_left >= 0
    assert finished
    assert shares == sorted(shares)
    assert len(shares) == 2 * len(STRENGTHS["dropout"]) - 1
    *_, (_share, curve) = robustness.measure(
        "dropout", methods.named("pca_d30"), robustness.fingerprint("pca_d30")
    )
    assert board.curves == {("dropout", "pca_d30"): curve}
    assert board.open_jobs("gaussian") == [("gaussian", "median")]


def test_what_the_matrix_needs_is_measured_whatever_is_looked_at():
    board = results.Board({})
    board.waiting = [("gaussian", "dae_nyu_d500"), ("salt_and_pepper", "median"), ("dropout", "pca_d30")]
    assert board.open_jobs("salt_and_pepper") == [("salt_and_pepper", "median"), ("gaussian", "dae_nyu_d500")]


def test_a_net_that_cannot_be_loaded_stops_nothing(small, checkpoints):
    (checkpoints / "pca_d30.safetensors").unlink()
    board = results.Board({})
    board.waiting = [("gaussian", "pca_d30"), ("gaussian", "pca_d64")]
    while board.open_jobs("gaussian"):
        board.work("gaussian")
    assert set(board.curves) == {("gaussian", "pca_d64")}


def test_a_curve_that_no_longer_holds_is_measured_while_one_looks_and_can_be_stopped(
    visit, small, monkeypatch
):
    monkeypatch.setattr(jobs, "SLICE_SECONDS", 1e-9)
    at = visit("noise", methods="pca_d30")
    assert not at.exception
    assert at.get("progress")
    at.button(key="noise_stop").click().run()
    assert not at.get("progress")
    open_jobs = len(results.board().open_jobs("gaussian"))
    assert any(str(open_jobs) in caption.value for caption in at.caption)
    share = results.board().running.share
    at.run()
    assert results.board().running.share == share
    at.button(key="noise_go_on").click().run()
    assert at.get("progress")
    assert results.board().running.share > share


def test_while_one_visitor_measures_the_others_pass(small):
    board = results.Board({})
    assert board._turn.acquire(blocking=False)
    answers = []
    other = threading.Thread(target=lambda: answers.append(board.work("gaussian")))
    other.start()
    other.join(5)
    assert answers == [False]
    assert board.running is None


def test_without_any_checkpoint_the_classical_methods_stay(visit, checkpoints):
    for file in checkpoints.glob("*.safetensors"):
        file.unlink()
    for file in checkpoints.glob("*_*.json"):
        file.unlink()
    at = visit("noise")
    assert not at.exception
    assert not at.error
    assert "cannot be shown" in block(at, "noise_digits")
    assert {method for _kind, method in results.board().curves} == {NOTHING, *set(CLASSICAL) - {"bicubic"}}


def test_a_new_method_is_one_entry_for_the_curves(visit, monkeypatch):
    monkeypatch.setitem(CLASSICAL, "toy", Method("toy", "Toy", "toy method", torch.zeros_like))
    at = visit("noise", methods="toy,median")
    assert headings(block(at, "noise_digits"))[2:] == ["Toy", "Median, 3 × 3"]
    assert ("gaussian", "toy") in results.board().open_jobs("gaussian")
    assert at.get("progress")
