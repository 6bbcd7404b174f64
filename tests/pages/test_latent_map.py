"""The latent map without a browser: links, pinned points, broken checkpoints, messages that are not ours."""

import math
import re

import numpy as np
import pytest
import torch

from ae_core.latent.inspection import inspect_code
from tests.core.test_browser import read_blobs
from tests.support.component_data import component_data
from tests.support.map_pad import PAD, choose, pad, pin
from ui.features.latent_map import state as map_state
from ui.resources import latent_planes, models
from ui.visuals import class_names

FIRST = map_state.FIRST["mnist"]


def test_a_point_is_pinned_and_explained_on_arrival(visit):
    at = visit("latent_map", model="pca_d2")
    assert not at.exception
    assert pad(at)["layers"] == ["points"]
    assert pad(at)["ground"] == "plain"
    assert pad(at)["pinned"] == pytest.approx(models.code_space("pca_d2").codes[FIRST].tolist())
    assert 'data-vote="' in pad(at)["answer"]
    assert "z" not in at.query_params


def test_the_two_dimensional_models_are_to_choose_from():
    names = latent_planes.available()
    assert names[0] == "pca_d2"
    assert all(models.entry(name).latent_dim == 2 for name in names)


@pytest.mark.parametrize("name", latent_planes.available())
def test_every_map_opens_with_its_first_image_amid_its_class(visit, name):
    at = visit("latent_map", model=name)
    assert not at.exception
    assert not at.error
    entry = models.entry(name)
    space = models.code_space(name)
    first = map_state.FIRST[entry.data]
    assert pad(at)["pinned"] == pytest.approx(space.codes[first].tolist())
    assert f'data-vote="{int(space.labels[first])}"' in pad(at)["answer"]
    assert [badge[2] for badge in pad(at)["badges"]] == list(class_names.names(entry.data))
    assert pad(at)["prior"] is (entry.family in ("variational", "adversarial"))


def test_a_link_restores_the_map(visit):
    at = visit("latent_map", model="pca_d2", z="4.5,0.5", layers="points,drawing", ground="grid30")
    data = pad(at)
    assert data["pinned"] == [4.5, 0.5]
    assert (data["layers"], data["ground"]) == (["points", "drawing"], "grid30")
    assert 'data-vote="0"' in data["answer"]
    assert at.query_params["z"] == "4.500,0.500"


@pytest.mark.parametrize(
    "z", ["nan,1", "inf,0", "1", "1,2,3", "one,two", "", ",", "1," * 10_000, "9" * 400 + ",1", "0x1,2"]
)
def test_a_point_that_is_none_is_ignored_with_a_sentence(visit, z):
    at = visit("latent_map", model="pca_d2", z=z)
    assert not at.exception
    assert not at.error
    assert pad(at)["pinned"] == pytest.approx(models.code_space("pca_d2").codes[FIRST].tolist())
    assert len(at.info) == (1 if z else 0)


def test_a_point_far_outside_is_brought_back_with_a_sentence(visit):
    at = visit("latent_map", model="pca_d2", z="1e30,-1e30")
    x, y = pad(at)["pinned"]
    assert 5 < x < 40
    assert -40 < y < -4
    assert len(at.info) == 1


def test_other_garbage_in_the_link_gives_the_default(visit):
    at = visit("latent_map", model="../x", layers="all,<b>", ground="lava")
    assert not at.exception
    names = latent_planes.available()
    assert pad(at)["blob"].startswith(map_state.preferred(names, "mnist"))
    assert len(at.info) == 1
    assert (pad(at)["layers"], pad(at)["ground"]) == (["points"], "plain")


def test_a_pinned_point_is_answered_once_and_goes_into_the_link(visit):
    at = visit("latent_map", model="pca_d2")
    pin(at, 5.0, 0.8)
    assert pad(at)["answered"] == 1
    assert pad(at)["pinned"] == [5.0, 0.8]
    assert at.query_params["z"] == "5.000,0.800"
    spot = inspect_code(models.model("pca_d2"), models.code_space("pca_d2"), np.array([5.0, 0.8]))
    assert f'data-vote="{spot.vote}"' in pad(at)["answer"]
    assert "(5.00, 0.80)" in pad(at)["answer"]


@pytest.mark.parametrize(
    "message",
    [
        {"x": math.nan},
        {"y": math.inf},
        {"x": "1"},
        {"x": None},
        {"x": True},
        {"x": 10**400},
        {"sequence": "2"},
        {"sequence": 0},
        {"model": "other-0123"},
        {"model": None},
    ],
    ids=str,
)
def test_what_no_pad_of_ours_sends_changes_nothing(visit, message):
    at = visit("latent_map", model="pca_d2")
    before = pad(at)
    pin(at, **{"x": 1.0, **message})
    assert not at.exception
    assert not at.error
    assert pad(at)["pinned"] == before["pinned"]
    assert pad(at)["answer"] == before["answer"]


@pytest.mark.parametrize(
    "state", [None, 3, "x", [], {"pinned": 3}, {"layers": {"layers": 1, "ground": "plain"}}], ids=str
)
def test_a_message_of_another_shape_changes_nothing(visit, state):
    at = visit("latent_map", model="pca_d2")
    before = pad(at)
    at.session_state[PAD] = state
    at.run()
    assert not at.exception
    assert not at.error
    assert pad(at) == before


def test_layers_go_into_the_link(visit):
    at = visit("latent_map", model="pca_d2")
    at.session_state[PAD] = {"layers": {"layers": ["drawing", "sharks"], "ground": "grid20"}}
    at.run()
    assert at.query_params["layers"] == "drawing"
    assert at.query_params["ground"] == "grid20"
    at.session_state[PAD] = {"layers": {"layers": [], "ground": "plain"}}
    at.run()
    assert at.query_params["layers"] == "none"
    assert "ground" not in at.query_params


def test_another_model_shows_the_same_digit_where_it_lies_there(visit):
    at = visit("latent_map", model="pca_d2")
    x, y = models.code_space("pca_d2").codes[1234].tolist()
    pin(at, x, y)
    choose(at, "ae_d2")
    assert pad(at)["pinned"] == pytest.approx(models.code_space("ae_d2").codes[1234].tolist())
    assert at.query_params["model"] == "ae_d2"


def test_side_by_side_every_map_shows_the_pinned_digit(visit):
    at = visit("latent_map", model="pca_d2", compare="1")
    data = component_data(at, f"{PAD}_ae_d2")
    x, y = models.code_space("ae_d2").codes[777].tolist()
    point = {"sequence": 1, "x": x, "y": y, "model": data["blob"]}
    at.session_state[f"{PAD}_ae_d2"] = {"pinned": point}
    at.run()
    assert not at.exception
    for name in map_state.of_data(latent_planes.available(), "mnist"):
        shown = component_data(at, f"{PAD}_{name}")
        assert shown["pinned"] == pytest.approx(models.code_space(name).codes[777].tolist())
        assert shown["title"] == models.entry(name).label
    assert at.query_params["model"] == "ae_d2"
    at.toggle(key="map_compare").set_value(False).run()
    assert pad(at)["pinned"] == pytest.approx([x, y])
    assert "compare" not in at.query_params


@torch.inference_mode()
def test_the_ground_off_the_data_holds_torchs_errors(visit):
    at = visit("latent_map", model="ae_d2", ground="error")
    assert not at.exception
    (blob,) = read_blobs(latent_planes.reencoding_errors("ae_d2"))
    left, right, _bottom, top = blob["range"]
    rows, columns = blob["errors"].shape
    step = (right - left) / columns
    z = torch.tensor([[left + 10.5 * step, top - 5.5 * (top - blob["range"][2]) / rows]])
    net = models.model("ae_d2")
    assert blob["errors"][5, 10] == pytest.approx(float((net.encode(net.decode(z)) - z).norm()), rel=1e-3)


def test_the_drawing_is_on_the_map(visit):
    at = visit("draw", digit="7", models="pca_d2")
    at.switch_page("pages/latent_map.py").run()
    choose(at, "pca_d2")
    assert pad(at)["drawing"] == pytest.approx(models.code_space("pca_d2").codes[7].tolist(), abs=1e-4)


def test_an_open_step_shows_todays_numbers(visit):
    at = visit("latent_map", model="pca_d2", z="4.5,0.5")
    for step in range(5):
        at.session_state[f"latent_map-step-{step}"] = True
    at.run()
    text = " ".join(fold.markdown[0].value for fold in at.expander)
    assert "(4.50, 0.50)" in text
    assert "{{" not in text


def test_an_unknown_model_gives_another_with_a_sentence(visit):
    at = visit("latent_map", model="gan_d2")
    assert not at.exception
    assert pad(at)["blob"].startswith(map_state.preferred(latent_planes.available(), "mnist"))
    assert len(at.info) == 1


@pytest.mark.parametrize("language", ["en", "ko"])
def test_without_any_checkpoint_there_is_a_sentence(visit, checkpoints, language):
    for path in checkpoints.iterdir():
        path.unlink()
    at = visit("latent_map", lang=language)
    assert not at.exception
    assert not at.error
    assert len(at.warning) == 1
    assert bool(re.search("[가-힣]", at.warning[0].value)) is (language == "ko")


def test_a_broken_checkpoint_costs_its_map_only(visit, checkpoints):
    for name in ("vae_d2", "ae_d2"):
        for path in checkpoints.glob(f"{name}.*"):
            path.write_bytes(path.read_bytes()[:100])
    at = visit("latent_map", model="vae_d2")
    assert not at.exception
    assert not at.error
    assert pad(at)["blob"].startswith("pca_d2")
