"""Paths on a map, own drawings, clothes and downloads of the interpolation page, without a browser."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.support.walking import FIRST, decoded, picker, pixels, played, send, tokens, well
from ui.features.interpolation import export, results, state
from ui.visuals import digits

PATH = "-1.000,1.000;0.000,0.000;1.000,-1.000"


def test_a_path_on_the_map_is_walked_at_constant_speed(visit):
    at = visit("interpolation", model="pca_d2", path=PATH)
    assert well(at)
    assert not at.info
    assert at.query_params["path"] == PATH
    assert picker(at)["plane"]["line"] == [[-1, 1], [0, 0], [1, -1]]
    codes = results.interpolated(state.State("pca_d2", path=((-1, 1), (0, 0), (1, -1)))).path.codes
    speed = (codes[1:] - codes[:-1]).norm(dim=1)
    assert len(codes) == 17
    assert speed.numpy() == pytest.approx(float(speed[0]), rel=1e-3)
    assert (played(at)[1][1][16] == digits.to_pixels(decoded("pca_d2", codes[16]))).all()
    assert len(picker(at)["ends"]) == 2
    # Back to the way-points.
    send(at)
    assert "path" not in at.query_params
    assert played(at)[0]["marks"] == [[0, "2"], [16, "7"]]


def test_a_path_is_dragged_and_left_behind_with_its_model(visit):
    at = visit("interpolation", model="pca_d2")
    send(at, path=[[-1, 1], [1, -1]])
    assert at.query_params["path"] == "-1.000,1.000;1.000,-1.000"
    at.selectbox(key="interpolation_model_en").set_value("pca_d30").run()
    assert well(at)
    assert "path" not in at.query_params
    assert picker(at)["plane"] is None
    send(at, path=[[-1, 1], [1, -1]])
    assert "path" not in at.query_params
    assert well(at)


@pytest.mark.parametrize(
    "path",
    [
        "nan,1;2,3",
        "1,2",
        "1,2;3",
        "a;b",
        "inf,1;2,3",
        "1,2;" + "9" * 400 + ",1",
        ";",
        "1,2,3;4,5,6",
        ";" * 9999,
    ],
    ids=lambda path: path[:12],
)
def test_a_path_that_is_none_is_said_so(visit, path):
    at = visit("interpolation", model="pca_d2", path=path)
    assert well(at)
    assert len(at.info) == 1
    assert "path" not in at.query_params
    assert tokens(at) == list(FIRST)


def test_a_path_far_outside_or_too_long_is_clamped_with_a_sentence(visit):
    at = visit("interpolation", model="pca_d2", path="1e30,-1e30;0,0")
    assert well(at)
    assert len(at.info) == 1
    assert np.abs(picker(at)["path"]).max() < 40
    at = visit("interpolation", model="pca_d2", path=";".join(f"{i % 3},{i % 2}" for i in range(10_000)))
    assert well(at)
    assert len(at.info) == 1
    assert len(picker(at)["path"]) == 32


def test_a_path_needs_a_plane(visit):
    at = visit("interpolation", model="pca_d30", path=PATH)
    assert well(at)
    assert len(at.info) == 1
    assert "path" not in at.query_params


def test_a_path_walked_on_the_latent_map_is_taken_over(visit):
    at = visit("interpolation", points="7,2", steps="8")
    at.switch_page("pages/home.py").run()
    at.query_params.clear()
    at.query_params["model"], at.query_params["path"] = "pca_d2", PATH
    at.switch_page("pages/interpolation.py").run()
    assert well(at)
    assert not at.info
    assert picker(at)["path"] == [[-1, 1], [0, 0], [1, -1]]
    assert tokens(at) == ["7", "2"]
    assert played(at)[0]["count"] == 9
    # By the sidebar one comes back to what one left.
    at.switch_page("pages/home.py").run()
    at.query_params.clear()
    at.switch_page("pages/interpolation.py").run()
    assert at.query_params["path"] == PATH


def test_clothes_have_their_own_way_points(visit):
    at = visit("interpolation", model="vae_d2_fashion", curve="nearest")
    assert well(at)
    assert not at.info
    assert tokens(at) == list(state.FIRST["fashion"])
    assert [mark for _frame, mark in played(at)[0]["marks"]] == ["Dress", "Ankle boot"]
    assert picker(at)["plane"]["names"][1] == "Trouser"
    # A test image of the data itself has no distance to the nearest one.
    assert played(at)[0]["series"][0]["values"][0] == 0
    send(at, points=["999", "1000"])
    assert tokens(at) == list(state.FIRST["fashion"])
    send(at, points=["999", "5"])
    at.selectbox(key="interpolation_model_en").set_value("pca_d30").run()
    assert tokens(at) == list(FIRST)


def test_an_own_drawing_becomes_a_way_point(visit):
    at = visit("draw", digit="7", models="pca_d2")
    at.switch_page("pages/interpolation.py").run()
    next(button for button in at.button if button.label == "Add to the path").click().run()
    assert well(at)
    assert tokens(at) == [*FIRST, "own1"]
    assert played(at)[0]["marks"][-1] == [32, "mine"]
    assert (played(at)[1][0][-1] == pixels(7)).all()
    assert picker(at)["gallery"][0]["token"] == "own1"
    # Another visitor has no such drawing.
    other = visit("interpolation", points=at.query_params["points"])
    assert tokens(other) == list(FIRST)
    assert len(other.info) == 1


def test_the_downloads_are_what_they_say():
    now = state.State("pca_d30", points=["7", "61", "3"], steps=4)
    found = results.interpolated(now).path
    animation = Image.open(io.BytesIO(export.gif(found, now.model)))
    assert animation.format == "GIF"
    assert animation.info["loop"] == 0
    assert animation.n_frames == 16  # nine there, and seven back
    assert animation.info["duration"] == 800
    shown = np.asarray(animation.convert("L"))[8 : 8 + 168 : 6, 8 : 8 + 168 : 6]
    assert (shown == pixels(7)).all()
    strip = np.asarray(Image.open(io.BytesIO(export.strip(found))))
    assert strip.shape == (2 * 120 - 8, 5 * 56)
    assert (strip[:56:2, :56:2] == pixels(7)).all()
    assert (strip[120 : 120 + 56 : 2, 4 * 56 :: 2] == pixels(3)).all()
    assert (strip[56:112:2, :56:2] == export.pictures(found)[1][0]).all()
