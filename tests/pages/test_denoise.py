"""The denoising bench, without a browser: what each spoil, picture, link and broken checkpoint shows."""

import re

import numpy as np
import pytest
import torch

from ae_core import data
from ae_core.restoration import methods, table
from ae_core.restoration.corruptions import Corruption
from ae_core.restoration.methods import CLASSICAL, Method
from tests.support.component_data import component_data
from tests.support.sending import send, send_drawing
from tests.support.strokes import rendered
from ui.features.denoise import results, view
from ui.features.denoise.choices import FIRST, KINDS
from ui.resources import models

NETS = "dae_nyu_d500,ae_nyu_d30"
SPOILER = "denoise_spoiler"


def restored_html(at) -> str:
    return component_data(at, "denoise_restored")["html"]


def shown(at) -> dict[str, str]:
    """HTML of each method's card."""
    pattern = r'<article class="restored[^>]*data-model="(\w+)">(.*?)</article>'
    return dict(re.findall(pattern, restored_html(at), re.DOTALL))


def after(card: str) -> float:
    """The PSNR that a card says the restored picture has."""
    return float(re.search(r"[↗↘→] (-?[\d.]+) dB", card)[1])


def say(at, **parts) -> None:
    """What the browser does when the spoil changes."""
    now = component_data(at, SPOILER)
    send(at, SPOILER, "spoil", **{**now["spoil"], "atRest": True, "all": False, **parts})


def draw(at, pixels: np.ndarray | None) -> None:
    send_drawing(at, "denoise_canvas", pixels)


def test_on_arrival_the_denoiser_beats_the_net_that_never_saw_noise(visit):
    at = visit("denoise", models=NETS)
    cards = shown(at)
    assert list(cards) == ["dae_nyu_d500", "ae_nyu_d30", "pca_d64", "median", "telea", "navier_stokes"]
    assert after(cards["dae_nyu_d500"]) > after(cards["ae_nyu_d30"])
    assert "↘" not in cards["dae_nyu_d500"]
    assert at.query_params["seed"] == str(FIRST.seed)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_noise_gives_the_psnr_of_its_pictures(visit, kind):
    at = visit("denoise", models=NETS, kind=kind, digit="32", seed="5")
    x = data.as_input(data.test_set("mnist")[0][32])
    given = Corruption(kind, KINDS[kind].default, 5, FIRST.corner).corrupt(x)
    now = component_data(at, SPOILER)
    assert now["spoil"]["kind"] == kind
    assert now["before"] == view.quality_line(results.quality(given.y, x))
    x_hat = methods.named("ae_nyu_d30", models.model).restore(given)
    assert after(shown(at)["ae_nyu_d30"]) == round(results.quality(x_hat, x).psnr, 1)


def test_the_slider_changes_pictures_and_link(visit):
    at = visit("denoise", models=NETS)
    before = shown(at)
    say(at, strength=0.8)
    assert shown(at) != before
    assert at.query_params["strength"] == "0.8"
    assert component_data(at, SPOILER)["answered"] == 1
    say(at, seed=99)
    assert at.query_params["seed"] == "99"


def test_slow_methods_come_after_and_only_when_asked_for(visit):
    at = visit("denoise", models=NETS, kind="gaussian")
    assert "still at work" in shown(at)["nlm"]
    assert component_data(at, SPOILER)["complete"] is False
    assert after(shown(at)["median"])
    say(at, all=True)
    assert component_data(at, SPOILER)["complete"] is True
    assert after(shown(at)["nlm"]) > 10
    say(at, strength=0.6)
    assert "still at work" in shown(at)["tv"]


@pytest.mark.parametrize(
    "parts",
    [
        {"kind": "rm -rf", "strength": "x", "seed": -4, "top": None, "left": 1e9},
        {"strength": float("nan")},
        {"strength": True, "seed": "7", "top": [1]},
        {"kind": ["dropout"]},
    ],
)
def test_what_no_slider_of_ours_sends_changes_nothing(visit, parts):
    at = visit("denoise", models=NETS)
    before = shown(at)
    say(at, **parts)
    assert not at.exception
    assert not at.error
    assert shown(at) == before


def test_a_strength_beyond_its_range_gets_a_sentence(visit):
    at = visit("denoise", models=NETS, kind="gaussian", strength="40")
    assert component_data(at, SPOILER)["spoil"]["strength"] == KINDS["gaussian"].high
    assert "out of range" in restored_html(at)
    say(at, all=True)
    assert "out of range" in restored_html(at)
    say(at, strength=0.5)
    assert "out of range" not in restored_html(at)


@pytest.mark.parametrize(
    ("parameter", "value", "said"),
    [
        ("kind", "rain", "kind of noise"),
        ("seed", "-1", "no whole number"),
        ("strength", "much", "out of range"),
    ],
)
def test_a_link_that_asks_for_what_there_is_not_gets_a_sentence(visit, parameter, value, said):
    at = visit("denoise", models=NETS, **{parameter: value})
    assert said in restored_html(at)
    assert len(shown(at)) == 6


def test_a_link_restores_the_screen(visit):
    link = {"models": NETS, "kind": "patch", "strength": "12", "at": "3,9", "digit": "5", "seed": "21"}
    at = visit("denoise", **link)
    assert component_data(at, SPOILER)["spoil"] == {
        "kind": "patch",
        "strength": 12,
        "seed": 21,
        "top": 3,
        "left": 9,
    }
    assert {name: at.query_params[name] for name in link} == link


@pytest.mark.parametrize("spoil", [{"kind": "dropout", "strength": 1}, {"kind": "patch", "strength": 28}])
def test_a_mask_over_everything_gets_a_sentence_and_pictures(visit, spoil):
    at = visit("denoise", models=NETS)
    say(at, **spoil)
    assert "Nothing of the picture is left" in restored_html(at)
    assert "nan" not in restored_html(at)
    assert len(shown(at)) == 6


@pytest.mark.parametrize("kind", ["dropout", "gaussian", "patch"])
def test_identical_pictures_are_said_to_be_identical(visit, kind):
    at = visit("denoise", models=NETS, kind=kind, strength="0")
    assert "identical" in component_data(at, SPOILER)["before"]
    assert "identical ↘" in shown(at)["ae_nyu_d30"]
    say(at, all=True)
    assert "inf" not in re.sub(r"data:image[^\"]*", "", restored_html(at)).replace("inpaint", "")
    assert not at.exception


def test_an_empty_canvas_gets_a_sentence_and_a_drawing_is_restored(visit):
    at = visit("denoise", models=NETS)
    draw(at, None)
    assert "nothing drawn yet" in restored_html(at)
    assert shown(at) == {}
    draw(at, rendered(5))
    assert len(shown(at)) == 6
    assert "digit" not in at.query_params


def test_clothes_are_no_digits(visit):
    at = visit("denoise", models=NETS, fashion="12")
    assert "Fashion image 12" in component_data(at, "denoise_source")["html"]
    clean = component_data(at, SPOILER)["clean"]
    assert clean
    next(button for button in at.button if button.label == "Test digit").click().run()
    assert component_data(at, SPOILER)["clean"] != clean
    assert "fashion" not in at.query_params


def test_an_upload_that_is_no_picture_gets_one_sentence(visit):
    at = visit("denoise", models=NETS)
    before = shown(at)
    at.file_uploader(key="denoise_upload").upload("digit.png", b"no picture").run()
    assert len(at.error) == 1
    assert shown(at) == before


def test_the_winners_on_the_test_set_are_read_from_the_measurement(visit, monkeypatch):
    scores = [
        table.Score("dropout 50 %", "spoiled", 40.0, 0.99),
        table.Score("dropout 50 %", "Telea", 21.5, 0.80),
        table.Score("dropout 50 %", "median 3x3", 12.0, 0.90),
        table.Score("dropout 80 %", "Navier-Stokes", 30.0, 0.95),
    ]
    monkeypatch.setattr(results, "measured", lambda: scores)
    html = restored_html(visit("denoise", models=NETS, strength="0.55"))
    assert "Telea inpainting, 21.5 dB" in html
    assert "Median, 3 × 3, 0.90" in html
    assert "500 test digits, Dropout 50 %" in html


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_noise_was_measured_on_the_test_set(visit, kind):
    assert "Best on 500 test digits" in restored_html(visit("denoise", models=NETS, kind=kind))


def test_without_a_measurement_it_says_so(visit, monkeypatch):
    monkeypatch.setattr(results, "measured", list)
    assert "has not been measured yet" in restored_html(visit("denoise", models=NETS))


def test_a_broken_checkpoint_costs_its_card_only(visit, checkpoints):
    (checkpoints / "dae_nyu_d500.safetensors").unlink()
    at = visit("denoise", models=NETS)
    assert not at.exception
    assert not at.error
    assert "cannot be shown" in shown(at)["dae_nyu_d500"]
    assert after(shown(at)["ae_nyu_d30"])


@pytest.mark.parametrize("fold", ["denoise-repeat", "denoise-lecture", "denoise-step-0", "denoise-step-3"])
def test_folds_open_with_todays_numbers(visit, fold):
    at = visit("denoise", models=NETS)
    at.session_state[fold] = True
    at.run()
    assert not at.exception
    assert not at.error
    assert not any("{{" in text.value for text in at.markdown)
    if fold == "denoise-lecture":
        assert component_data(at, "denoise_lecture")["html"].count("<article") == 6


def test_a_new_method_is_one_entry_for_the_bench(visit, monkeypatch):
    toy = Method("toy", "Toy", "toy method", torch.zeros_like, suits=frozenset({"dropout"}))
    monkeypatch.setitem(CLASSICAL, "toy", toy)
    assert list(shown(visit("denoise", models="ae_nyu_d30")))[-1] == "toy"
    assert "toy" not in shown(visit("denoise", models="ae_nyu_d30", kind="gaussian"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_steps_have_their_numbers_at_the_weakest_strength_too(visit, kind):
    at = visit("denoise", models="ae_nyu_d30", kind=kind, strength=str(KINDS[kind].low))
    at.session_state["denoise-step-0"] = True
    at.run()
    assert not at.exception
    assert not at.error
