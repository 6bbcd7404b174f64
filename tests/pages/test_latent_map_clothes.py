"""Maps of clothes and of an adversarial model."""

import numpy as np
import pytest

from ae_core.latent.inspection import inspect_code
from tests.support.component_data import component_data
from tests.support.map_pad import PAD, choose, pad, pin
from ui.features.latent_map import state
from ui.resources import latent_planes, models
from ui.visuals import class_names


def test_a_map_of_clothes_names_its_classes_and_shows_its_images(visit):
    at = visit("latent_map", model="vae_d2_fashion")
    assert not at.exception
    assert not at.error
    data = pad(at)
    assert data["blob"].startswith("vae_d2_fashion")
    assert [badge[2] for badge in data["badges"]][:2] == ["T-shirt", "Trouser"]
    assert data["labels"]["points"] == "Test images"
    assert (data["drawing"], data["drawable"]) == (None, False)
    plane = latent_planes.plane("vae_d2_fashion").model
    spot = inspect_code(plane.net, plane.space, np.array(data["pinned"]))
    name = class_names.names("fashion")[spot.vote]
    assert f"nearest test images are labelled {name}" in data["answer"]
    assert f"Test image {spot.neighbours[0]}" in data["answer"]
    for step in range(5):
        at.session_state[f"latent_map-step-{step}"] = True
    at.run()
    assert name in " ".join(fold.markdown[0].value for fold in at.expander)


def test_a_map_of_clothes_speaks_korean(visit):
    at = visit("latent_map", model="ae_d2_fashion", lang="ko")
    assert not at.exception
    assert [badge[2] for badge in pad(at)["badges"]][:2] == ["티셔츠", "바지"]
    assert "테스트 이미지" in pad(at)["answer"]


def test_each_data_set_follows_an_image_of_its_own(visit):
    at = visit("latent_map", model="pca_d2")
    pin(at, *models.code_space("pca_d2").codes[777].tolist())
    at.button_group(key="map_data_en").set_value("fashion").run()
    assert not at.exception
    first = state.FIRST["fashion"]
    name = at.query_params["model"]
    assert models.entry(name).data == "fashion"
    assert pad(at)["pinned"] == pytest.approx(models.code_space(name).codes[first].tolist())
    pin(at, *models.code_space(name).codes[5].tolist())
    choose(at, "ae_d2_fashion")
    assert pad(at)["pinned"] == pytest.approx(models.code_space("ae_d2_fashion").codes[5].tolist())
    at.button_group(key="map_data_en").set_value("mnist").run()
    name = (
        state.State.at(latent_planes.available()).model
        if "model" not in at.query_params
        else at.query_params["model"]
    )
    assert pad(at)["pinned"] == pytest.approx(models.code_space(name).codes[777].tolist())


def test_only_maps_of_one_data_set_stand_side_by_side(visit):
    at = visit("latent_map", model="vae_d2_fashion", compare="1")
    assert not at.exception
    assert "map of clothes" in at.caption[0].value
    keys = [element.proto.id for element in at.get("bidi_component")]
    shown = [
        name for name in latent_planes.available() if any(key.endswith(f"-{PAD}_{name}") for key in keys)
    ]
    assert shown == ["ae_d2_fashion", "vae_d2_fashion"]
    for name in shown:
        z = models.code_space(name).codes[state.FIRST["fashion"]].tolist()
        assert component_data(at, f"{PAD}_{name}")["pinned"] == pytest.approx(z)


def test_an_adversarial_map_has_its_prior(visit):
    at = visit("latent_map", model="aae_d2", ground="gauss20")
    assert not at.exception
    assert (pad(at)["prior"], pad(at)["ground"]) == (True, "gauss20")


def test_long_arms_leave_the_crowd_its_room():
    """The home of every map holds its crowd, however far its stragglers lie."""
    for name in latent_planes.available():
        left, right, bottom, top = latent_planes.home(name)
        low, high = np.quantile(models.code_space(name).codes.numpy(), [0.05, 0.95], axis=0)
        assert (np.array([left, bottom]) <= low).all()
        assert (np.array([right, top]) >= high).all()
        assert (np.array([right - left, top - bottom]) <= 2.3 * (high - low)).all()
