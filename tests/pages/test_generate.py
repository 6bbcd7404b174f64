"""Samples from the prior without a browser: links, temperature, a chosen digit, missing checkpoints, the picture."""

import io
import json
import re

import numpy as np
import pytest
from PIL import Image

from ae_core.generation import sampling
from tests.support.component_data import component_data
from ui.features.generate import export, view
from ui.resources import models, samples
from ui.visuals.contact_sheet import grid

PAD = "generate_pad"
PRIORS = "generate_priors"
VAE = "vae_d2"
TOLD = next(name for name in samples.offered() if samples.is_conditional(name))


def columns(at) -> list[str]:
    return re.findall(r'data-model="(\w+)"', component_data(at, PRIORS)["html"])


def html(at) -> str:
    return component_data(at, PRIORS)["html"]


def test_on_arrival_the_favourites_stand_beside_real_digits(visit):
    at = visit("generate")
    assert not at.exception
    assert columns(at) == ["real", *samples.FAVOURITES]
    assert html(at).count("read with confidence") == len(columns(at))
    assert at.query_params["seed"] == "7"


def test_a_link_restores_the_samples(visit):
    one, same = (visit("generate", models=VAE, seed="99", t="0.6") for _ in range(2))
    other = visit("generate", models=VAE, seed="98", t="0.6")
    assert html(one) == html(same) != html(other)
    assert one.slider(key="generate_temperature").value == 0.6
    assert "0.6 · N(0, I)" in html(one)


@pytest.mark.parametrize(
    "garbage",
    [
        {"seed": "-1", "t": "nan", "style": "1", "digit": "10", "models": "pca"},
        {"seed": "1e9", "t": "hot", "style": "inf,0", "digit": "x"},
        {"seed": "9" * 300, "t": "1,2", "style": "a,b", "digit": ""},
    ],
)
def test_garbage_in_the_link_gives_the_default(visit, garbage):
    at = visit("generate", **garbage)
    assert not at.exception
    assert not at.error
    assert at.query_params["seed"] == "7"
    assert at.slider(key="generate_temperature").value == 1.0
    assert not {"t", "style", "digit"} & set(at.query_params)


def test_a_link_too_hot_is_cooled(visit):
    assert visit("generate", t="50", models=VAE).slider(key="generate_temperature").value == 2.0


def test_new_samples_have_a_seed_of_their_own(visit):
    at = visit("generate", models=VAE)
    before = html(at)
    next(button for button in at.button if button.label == "New samples").click().run()
    assert html(at) != before
    again = visit("generate", models=VAE, seed=at.query_params["seed"])
    assert html(again) == html(at)


def test_without_warmth_all_samples_are_one():
    for name in ("ae_d2", VAE):
        pictures = samples.samples(name, 3, 0.0).pictures
        assert (pictures == pictures[0]).all()
    assert not (samples.samples(VAE, 3, 1.0).pictures == samples.samples(VAE, 3, 1.0).pictures[0]).all()


def test_a_plain_autoencoder_is_sampled_from_its_codes_mean_and_covariance():
    stand_in = samples.stand_in("ae_d2")
    codes = sampling.codes(models.model("ae_d2"), 20_000, 5, stand_in=stand_in).numpy()
    test_codes = models.code_space("ae_d2").codes.numpy()
    np.testing.assert_allclose(codes.mean(0), test_codes.mean(0), atol=0.05 * test_codes.std())
    np.testing.assert_allclose(np.cov(codes.T), np.cov(test_codes.T), rtol=0.1, atol=0.03 * test_codes.var())


def test_real_digits_are_read_and_varied():
    batch = samples.real(1)
    assert batch.share > 0.95
    assert 9 < batch.coverage <= 10


def test_a_pressed_digit_is_drawn_alone_and_stands_in_the_link(visit):
    at = visit("generate", models=TOLD)
    at.session_state[PAD] = {"chosen": {"sequence": 1, "x": 1.25, "y": -0.5, "digit": 4}}
    at.run()
    assert (at.query_params["digit"], at.query_params["style"]) == ("4", "1.25,-0.5")
    assert "y: 4" in html(at)
    batch = samples.samples(TOLD, 7, 1.0, 4)
    assert (batch.readings == 4).mean() > 0.9
    data = component_data(at, PAD)
    assert (data["style"], data["digit"], data["answered"]) == ([1.25, -0.5], 4, 1)


@pytest.mark.parametrize(
    "message",
    [
        {"sequence": 1, "x": 9.0, "y": 0, "digit": 4},
        {"sequence": 1, "x": 0, "y": float("nan"), "digit": 4},
        {"sequence": 1, "x": 0, "y": 0, "digit": 10},
        {"sequence": 1, "x": 0, "y": 0, "digit": True},
        {"sequence": "1", "x": 0, "y": 0, "digit": 4},
        {"sequence": 1, "x": None, "y": 0, "digit": 4},
        "nonsense",
    ],
)
def test_a_message_that_no_pad_sends_changes_nothing(visit, message):
    at = visit("generate", models=VAE)
    at.session_state[PAD] = {"chosen": message}
    at.run()
    assert not at.exception
    assert not at.error
    assert not {"style", "digit"} & set(at.query_params)


def test_an_open_step_shows_todays_numbers(visit):
    at = visit("generate", models=VAE, t="1.3")
    for step in range(5):
        at.session_state[f"generate-step-{step}"] = True
    at.run()
    assert not at.exception
    assert not at.error
    text = " ".join(markdown.value for markdown in at.markdown)
    assert "{{" not in text
    assert "now 1.3" in text
    assert f"{samples.classifier_accuracy():.2%}".replace("%", " %") in text


def spoil(checkpoints, *names):
    for name in names:
        for path in checkpoints.glob(f"{name}.*"):
            path.unlink()


def test_a_missing_checkpoint_costs_its_column_only(visit, checkpoints):
    spoil(checkpoints, "vae_d2", TOLD or "cvae_d2")
    at = visit("generate", seed="41", models=",".join(["vae_d2", "ae_d2", TOLD or "ae_d2"]))
    assert not at.exception
    assert not at.error
    assert "ae_d2" in columns(at)
    assert "vae_d2" not in columns(at)
    assert "its checkpoint is missing" in html(at)


def test_without_the_classifier_the_samples_are_shown_unread(visit, checkpoints):
    spoil(checkpoints, "digit_classifier")
    at = visit("generate", seed="42", models="vae_d2")
    assert not at.exception
    assert columns(at) == ["real", "vae_d2"]
    assert "confidence" not in html(at)


def test_the_picture_holds_every_grid_and_the_ten_digits():
    found = {"real": samples.real(2), VAE: samples.samples(VAE, 2, 1.0)}
    row = np.stack([np.full((28, 28), 25 * digit, np.uint8) for digit in range(10)])
    content = export.picture(found, row, "seed 2")
    paper = np.asarray(Image.open(io.BytesIO(content)).convert("L"))
    sheet = grid(found[VAE].pictures[: view.SHOWN], view.COLUMNS, view.GAP)
    left = 16 + 2 * sheet.shape[1] + 16
    placed = paper[16 : 16 + 2 * sheet.shape[0], left : left + 2 * sheet.shape[1]]
    np.testing.assert_array_equal(placed[::2, ::2], sheet)
    assert export.picture({VAE: found[VAE]}, None, "") != content


def test_texts_are_json_and_korean(visit):
    at = visit("generate", lang="ko", models=VAE)
    assert "확신" in html(at)
    assert "confidence" not in json.dumps(component_data(at, PRIORS))
