"""The beta dial, without a browser: cards, pictures of every setting against torch, links, missing settings."""

import csv
import io
import re

import numpy as np
import pytest
import torch
from PIL import Image
from torch.distributions import Bernoulli, Normal, kl_divergence

from ae_core import checkpoints as core_checkpoints
from ae_core import data, registry
from ae_core.data import selections
from ae_core.latent.seeded_normal import epsilons
from tests.core.test_browser import read_blobs
from tests.support.component_data import component_data, forget
from tests.support.sending import send
from ui.features.beta import export, results
from ui.resources import models

DIAL = "beta_dial"


def shown(at) -> dict:
    return component_data(at, DIAL)


def turn(at, beta, **more) -> None:
    """What the browser does when the dial comes to rest."""
    send(at, DIAL, "turned", beta=beta, **more)


def test_the_curve_is_what_the_cards_say():
    for setting in results.settings():
        card = core_checkpoints.read_card(setting.name)
        assert setting.beta == registry.get(setting.name).config["beta"]
        assert setting.rate == card.metrics["kl_per_image"]
        assert setting.distortion == card.metrics["binary_cross_entropy_per_image"]
        assert setting.loss == pytest.approx(card.metrics["negative_elbo_per_image"])
        assert sum(setting.mean_kl) == pytest.approx(setting.rate, rel=1e-3)
        assert setting.active == sum(kl >= 0.01 for kl in setting.mean_kl)


@torch.inference_mode()
def test_the_rate_of_a_setting_is_the_kl_of_torch_distributions():
    x = data.as_input(data.test_set("mnist")[0])
    setting = results.settings()[-1]
    mu, logvar = models.model(setting.name).posterior(x)
    kl = kl_divergence(Normal(mu, torch.exp(0.5 * logvar)), Normal(0.0, 1.0))
    assert setting.rate == pytest.approx(kl.sum(1).mean().item(), rel=1e-3)
    assert setting.mean_kl == pytest.approx(kl.mean(0).tolist(), rel=1e-3, abs=1e-5)


def test_the_floor_is_the_mean_entropy_of_the_test_images():
    x = data.as_input(data.test_set("mnist")[0]).double()
    assert results.floor() == pytest.approx(Bernoulli(x).entropy().flatten(1).sum(1).mean().item(), rel=1e-4)


def test_rate_falls_and_distortion_rises_with_beta_and_beta_one_has_the_least_sum():
    there = results.settings()
    assert [setting.beta for setting in there] == sorted(setting.beta for setting in there)
    assert [setting.rate for setting in there] == sorted((setting.rate for setting in there), reverse=True)
    assert [setting.distortion for setting in there] == sorted(setting.distortion for setting in there)
    if 1.0 in [setting.beta for setting in there]:
        assert min(there, key=lambda setting: setting.loss).beta == 1.0
    assert min(setting.distortion for setting in there) > results.floor()


@torch.inference_mode()
def test_every_setting_decodes_the_same_digits_and_the_same_draws():
    there = results.settings()
    (blob,) = read_blobs(results.as_blob(there, 4))
    indices = selections.random_of_each(data.test_set("mnist")[1], 4)
    x = data.as_input(data.test_set("mnist")[0][indices])
    assert data.test_set("mnist")[1][indices].tolist() == list(range(10))
    assert np.array_equal(blob["inputs"].reshape(10, 28, 28), data.test_set("mnist")[0][indices])
    z = torch.tensor(epsilons(4, results.SAMPLES, 10)).float()
    for position, setting in enumerate(there):
        net = models.model(setting.name)
        x_hat = net.decode(net.posterior(x)[0])
        assert np.abs(blob["xhat"][position].reshape(-1) / 255 - x_hat.flatten().numpy()).max() < 0.6 / 255
        samples = net.decode(z).flatten().numpy()
        assert np.abs(blob["samples"][position].reshape(-1) / 255 - samples).max() < 0.6 / 255
        errors = (x_hat - x).pow(2).flatten(1).sum(1)
        assert blob["errors"].reshape(len(there), 10)[position] == pytest.approx(errors.numpy(), rel=1e-4)


def test_the_dial_stands_at_one_on_arrival(visit):
    at = visit("beta")
    assert not at.exception
    assert shown(at)["beta"] == 1.0
    assert [mark["beta"] for mark in shown(at)["notches"]] == [setting.beta for setting in results.settings()]
    assert "beta" not in at.query_params
    assert "seed" not in at.query_params


def test_a_link_restores_the_dial(visit):
    last = results.settings()[-1]
    at = visit("beta", beta=f"{last.beta:g}", seed="12")
    assert shown(at)["beta"] == last.beta
    assert shown(at)["blob"].startswith("dial-12-")
    assert (at.query_params["beta"], at.query_params["seed"]) == (f"{last.beta:g}", "12")


@pytest.mark.parametrize(
    "garbage", [{"beta": "3"}, {"beta": "nan", "seed": "-4"}, {"beta": "", "seed": "99999"}]
)
def test_garbage_in_the_link_gives_the_usual_dial(visit, garbage):
    at = visit("beta", **garbage)
    assert not at.exception
    assert not at.error
    assert shown(at)["beta"] == 1.0
    assert shown(at)["blob"].startswith("dial-0-")


def test_a_turn_goes_into_the_link(visit):
    at = visit("beta")
    last = results.settings()[-1].beta
    turn(at, last)
    assert at.query_params["beta"] == f"{last:g}"
    assert shown(at)["answered"] == 1


@pytest.mark.parametrize(
    "message",
    [{"beta": 3}, {"beta": "4"}, {"beta": None}, {"beta": True}, {"beta": -1}, {"beta": float("nan")},
     {"beta": 10**400}, {"beta": 4, "sequence": "1"}, {"beta": 4, "sequence": 0}],
    ids=lambda message: str(message)[:30],
)  # fmt: skip
def test_what_no_dial_of_ours_sends_changes_nothing(visit, message):
    at = visit("beta")
    turn(at, **message)
    assert not at.exception
    assert not at.error
    assert shown(at)["beta"] == 1.0
    assert "beta" not in at.query_params


def test_other_digits_come_with_other_draws_and_a_link(visit):
    at = visit("beta")
    before = shown(at)["blob"]
    next(button for button in at.button if "Other digits" in button.label).click()
    at.run()
    assert not at.exception
    assert shown(at)["blob"] != before
    assert at.query_params["seed"].isdigit()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_steps_show_the_numbers_of_the_setting(visit, language):
    last = results.settings()[-1]
    at = visit("beta", beta=f"{last.beta:g}", lang=language)
    for step in range(7):
        at.session_state[f"beta-step-{step}"] = True
    at.run()
    text = " ".join(fold.markdown[0].value for fold in at.expander)
    assert "{{" not in text
    weighted = last.distortion + last.beta * last.rate
    for value in (last.rate, last.distortion, weighted, last.loss, last.rate / np.log(2), results.floor()):
        assert f"{value:.1f}" in text


def test_what_is_kept_is_what_is_shown():
    there = results.settings()
    lines = list(csv.DictReader(io.StringIO(export.table(there))))
    assert [float(line["rate"]) for line in lines] == [setting.rate for setting in there]
    assert [int(line["active_dimensions"]) for line in lines] == [setting.active for setting in there]
    picture = np.asarray(Image.open(io.BytesIO(export.picture(there, results.pictures(there, 4)))))
    x = data.test_set("mnist")[0][selections.random_of_each(data.test_set("mnist")[1], 4)]
    assert np.array_equal(picture[0:56:2, 64 : 64 + 560 : 2], np.concatenate(list(x), axis=1))
    found = results.pictures(there, 4)
    assert np.array_equal(picture[-56::2, 64 : 64 + 560 : 2], np.concatenate(list(found["xhat"][-1]), axis=1))


def test_a_missing_setting_is_named_and_the_others_turn(visit, checkpoints):
    gone, *rest = results.settings()
    (checkpoints / f"{gone.name}.safetensors").unlink()
    forget()
    at = visit("beta", beta=f"{gone.beta:g}")
    assert not at.exception
    assert not at.error
    assert [mark["beta"] for mark in shown(at)["notches"]] == [setting.beta for setting in rest]
    assert any(f"{gone.beta:g}" in caption.value for caption in at.caption)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_without_any_checkpoint_there_is_a_sentence(visit, checkpoints, language):
    for path in checkpoints.glob("vae_beta_*"):
        path.unlink()
    at = visit("beta", lang=language)
    assert not at.exception
    assert not at.error
    assert len(at.warning) == 1
    assert bool(re.search("[가-힣]", at.warning[0].value)) is (language == "ko")
