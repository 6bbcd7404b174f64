"""How much noise is too much, without a browser: the curves, the digits at a strength, the matrix, the measuring."""

import re
import threading

import pytest
import torch

from ae_core.restoration import curves as robustness
from ae_core.restoration import methods
from ae_core.restoration.curves import STRENGTHS
from ae_core.restoration.methods import CLASSICAL, NOTHING, Method
from ae_core.restoration.mismatch import TESTED_AT
from tests.support.component_data import component_data, forget
from ui.features.noise import lesson, results
from ui.resources import jobs
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
    # It is measured at once: the worker may be done with it by now.
    board = results.board()
    assert ("gaussian", "toy") in {*board.open_jobs("gaussian"), *board.curves}
    forget()
