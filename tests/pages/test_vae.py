"""Inside a VAE, without a browser: every number on the page against torch.distributions, links, broken checkpoints."""

import io
import json
import re

import numpy as np
import pytest
import torch
from PIL import Image
from torch.distributions import Bernoulli, Normal, kl_divergence

from ae_core import data
from ae_core.latent import seeded_normal
from tests.support.component_data import component_data
from tests.support.sending import send
from ui.components.cloud import MOST, Chosen
from ui.features.vae import export, results, view
from ui.features.vae.results import FLAT, SHOWN
from ui.resources import models, variational

CLOUD = "vae_cloud"


def read(name: str, x: torch.Tensor, chosen: Chosen) -> results.Result:
    return results.read(variational.variational(name), x, chosen)


def digit(index: int) -> torch.Tensor:
    return data.as_input(data.test_set("mnist")[0][index])


def shown(at) -> dict:
    return component_data(at, CLOUD)


def draw(at, seed, count, **more) -> None:
    """What the browser does when draws come to rest."""
    send(at, CLOUD, "draws", seed=seed, count=count, **more)


def cross_entropy(logits: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    """-log p(x|z) of grey pixels by torch.distributions, one number an image."""
    return -Bernoulli(logits=logits, validate_args=False).log_prob(x).flatten(1).sum(1)


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("index", [32, 7])
@torch.inference_mode()
def test_every_term_is_that_of_torch_distributions(name, index):
    x, chosen = digit(index), Chosen(seed=3, count=50)
    terms = read(name, x, chosen).terms
    net = models.model(name)
    mu, logvar = net.posterior(x)
    q, prior = Normal(mu[0], torch.exp(0.5 * logvar[0])), Normal(0.0, 1.0)
    epsilon = torch.tensor(seeded_normal.epsilons(3, 50, net.latent_dim)).float()
    z = q.loc + q.scale * epsilon
    assert terms.mu == pytest.approx(q.mean.numpy())
    assert terms.sigma == pytest.approx(q.stddev.numpy(), rel=1e-5)
    assert terms.logvar == pytest.approx(q.variance.log().numpy(), abs=1e-4)
    assert terms.kl == pytest.approx(kl_divergence(q, prior).numpy(), rel=1e-4, abs=1e-5)
    assert terms.z == pytest.approx(z.numpy(), abs=1e-5)
    assert terms.draws == pytest.approx(cross_entropy(net.decode_logits(z), x).numpy(), rel=1e-4)
    assert terms.at_mean == pytest.approx(cross_entropy(net.decode_logits(mu), x).item(), rel=1e-4)
    assert terms.floor == pytest.approx(Bernoulli(x.double()).entropy().sum().item(), rel=1e-4)
    assert terms.floor < terms.draws.min()
    loss = cross_entropy(net.decode_logits(z), x).mean() + kl_divergence(q, prior).sum()
    assert terms.loss == pytest.approx(loss.item(), rel=1e-4)


@pytest.mark.parametrize("name", SHOWN)
@torch.inference_mode()
def test_the_mean_kl_is_that_of_the_card(name):
    """The card sums over dimensions what the bars show one by one."""
    card = models.model(name).card.metrics["kl_per_image"]
    assert float(variational.variational(name).mean_kl.sum()) == pytest.approx(card, rel=1e-3)


@torch.inference_mode()
def test_a_cloud_is_there_on_arrival(visit):
    at = visit("vae", digit="32")
    assert not at.exception
    data_of_cloud = shown(at)
    mu, logvar = models.model(FLAT).posterior(digit(32))
    assert data_of_cloud["posterior"]["mu"] == pytest.approx(mu[0].tolist(), abs=1e-5)
    assert data_of_cloud["posterior"]["logvar"] == pytest.approx(logvar[0].tolist(), abs=1e-5)
    q = Normal(mu[0], torch.exp(0.5 * logvar[0]))
    assert data_of_cloud["kl"] == pytest.approx(kl_divergence(q, Normal(0.0, 1.0)).tolist(), rel=1e-4)
    assert data_of_cloud["floor"] == pytest.approx(Bernoulli(digit(32)).entropy().sum().item(), rel=1e-4)
    assert np.array(data_of_cloud["x"]) == pytest.approx(digit(32).flatten().numpy(), abs=1e-5)
    assert (data_of_cloud["seed"], data_of_cloud["count"], data_of_cloud["arriving"]) == (1, 100, True)
    assert "seed" not in at.query_params


def test_the_loss_on_the_page_is_the_sum_of_its_terms(visit):
    at = visit("vae", digit="7", seed="5", draws="20")
    html = component_data(at, "vae_loss")["html"]
    articles = dict(re.findall(r'<article[^>]*data-model="(\w+)">(.*?)</article>', html, re.DOTALL))
    assert list(articles) == list(SHOWN)
    for name, article in articles.items():
        terms = read(name, digit(7), Chosen(5, 20)).terms
        shown_terms = {kind: float(v) for kind, v in re.findall(r'data-term="(\w+)">([\d.]+)<', article)}
        total = float(re.search(r"ELBO of this digit: ([\d.]+)", article)[1])
        assert sum(shown_terms.values()) == pytest.approx(total, abs=0.2)
        assert total == pytest.approx(terms.loss, abs=0.06)
        columns = [float(v) for v in re.findall(r"<output>([\d.]+)</output>", article)]
        assert columns == pytest.approx(terms.kl.tolist(), abs=0.006)
        assert article.count("dimension collapsed") == int(
            (variational.variational(name).mean_kl < 0.01).sum()
        )


def test_a_collapsed_dimension_is_marked_and_named():
    model = variational.variational("vae_d20")
    dead = [f"z{j}" for j, mean in enumerate(model.mean_kl, start=1) if mean < 0.01]
    sentence = view.collapse_sentence(model)
    assert dead
    assert all(name in sentence for name in dead)
    assert "0.01" in sentence
    assert "None of the 2" in view.collapse_sentence(variational.variational(FLAT))


def test_a_link_restores_the_draws(visit):
    at = visit("vae", digit="7", seed="5", draws="250")
    assert (shown(at)["seed"], shown(at)["count"], shown(at)["arriving"]) == (5, 250, False)
    assert (at.query_params["digit"], at.query_params["seed"], at.query_params["draws"]) == ("7", "5", "250")


@pytest.mark.parametrize(
    "garbage",
    [{"seed": "-1", "draws": "1e3"}, {"seed": "10000", "draws": "1001"}, {"seed": "²", "draws": ""}],
)
def test_garbage_in_the_link_gives_the_usual_draws(visit, garbage):
    at = visit("vae", **garbage)
    assert not at.exception
    assert not at.error
    assert (shown(at)["seed"], shown(at)["count"]) == (1, 100)


def test_draws_in_the_browser_go_into_the_link_and_the_loss(visit):
    at = visit("vae", digit="32")
    draw(at, 42, 7)
    assert (at.query_params["seed"], at.query_params["draws"]) == ("42", "7")
    assert shown(at)["answered"] == 1
    html = component_data(at, "vae_loss")["html"]
    assert f"{read(FLAT, digit(32), Chosen(42, 7)).terms.loss:.1f}" in html


@pytest.mark.parametrize(
    "message",
    [
        {"seed": -1},
        {"seed": seeded_normal.SEEDS},
        {"count": MOST + 1},
        {"count": -1},
        {"seed": "3"},
        {"seed": True},
        {"count": None},
        {"count": 3.5},
        {"sequence": "2"},
        {"sequence": 0},
    ],
    ids=str,
)
def test_what_no_cloud_of_ours_sends_changes_nothing(visit, message):
    at = visit("vae", digit="32")
    draw(at, **{"seed": 9, "count": 9, **message})
    assert not at.exception
    assert not at.error
    assert (shown(at)["seed"], shown(at)["count"]) == (1, 100)


@pytest.mark.parametrize("state", [None, 3, "x", [], {"draws": 3}], ids=str)
def test_a_message_of_another_shape_changes_nothing(visit, state):
    at = visit("vae")
    before = shown(at)
    at.session_state[CLOUD] = state
    at.run()
    assert not at.exception
    assert shown(at) == before


def test_an_empty_canvas_gets_a_sentence(visit):
    at = visit("vae")
    at.session_state["vae_canvas"] = {"drawing": {"sequence": 1, "token": "", "png": "", "atRest": True}}
    at.run()
    assert not at.exception
    assert shown(at)["empty"]
    assert shown(at)["posterior"] is None


@pytest.mark.parametrize("language", ["en", "ko"])
@torch.inference_mode()
def test_the_steps_show_the_numbers_of_this_digit(visit, language):
    at = visit("vae", digit="7", seed="5", draws="3", lang=language)
    for step in range(7):
        at.session_state[f"vae-step-{step}"] = True
    at.run()
    text = " ".join(fold.markdown[0].value for fold in at.expander).replace("\N{MINUS SIGN}", "-")
    assert "{{" not in text
    mu, logvar = models.model(FLAT).posterior(digit(7))
    q = Normal(mu[0, 0], torch.exp(0.5 * logvar[0, 0]))
    epsilon = seeded_normal.epsilons(5, 3, 2)[-1, 0]
    expected = (
        q.mean,
        q.stddev,
        q.variance.log(),
        torch.tensor(epsilon),
        q.mean + q.stddev * epsilon,
        kl_divergence(q, Normal(0.0, 1.0)),
    )
    for value in expected:
        assert f"{value.item():.4f}" in text


def test_what_is_kept_holds_the_numbers_of_the_page():
    result = read(FLAT, digit(7), Chosen(5, 12))
    terms = result.terms
    kept = json.loads(export.numbers(result, 5, 7))
    assert np.array(kept["z"]) == pytest.approx(terms.mu + terms.sigma * np.array(kept["epsilon"]))
    assert kept["negative_elbo"] == pytest.approx(
        np.mean(kept["cross_entropy_of_draws"]) + sum(kept["kl_per_dimension"])
    )
    picture = Image.open(io.BytesIO(export.picture(digit(7), result)))
    # x and the decoded mean, then twelve draws, ten in a row.
    assert picture.size == (280 * 4, 28 * 3 * 4)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_without_any_checkpoint_there_is_a_sentence(visit, checkpoints, language):
    for path in checkpoints.glob("vae_*"):
        path.unlink()
    at = visit("vae", lang=language)
    assert not at.exception
    assert not at.error
    assert len(at.warning) == 1
    assert bool(re.search("[가-힣]", at.warning[0].value)) is (language == "ko")


def test_without_the_map_the_loss_is_still_there(visit, checkpoints):
    (checkpoints / "vae_d2.safetensors").unlink()
    at = visit("vae")
    assert not at.exception
    assert not at.error
    assert len(at.info) == 1
    assert 'data-model="vae_d20"' in component_data(at, "vae_loss")["html"]


def test_a_model_of_another_kind_is_refused():
    with pytest.raises(Exception, match="no variational"):
        variational.net("pca_d2")
