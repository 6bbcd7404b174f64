"""The page of directions: what the board is told, what it may say, and what happens where something is missing."""

import io
import json

import numpy as np
import pytest
import torch
from PIL import Image

from ae_core.directions.directions import moved
from ae_core.images import transformations
from tests.support.component_data import component_data
from ui.components.directions import valid_units
from ui.features.directions import export, results, state, view
from ui.inputs import drawing

PAGE, BOARD, CANVAS = "directions", "directions_board", "directions_canvas"
STEPS = 5


def board(at) -> dict:
    return component_data(at, BOARD)


def rest(at, units, method="field", sequence=1) -> None:
    """The sliders come to rest, as the browser tells it."""
    at.session_state[BOARD] = {"moved": {"sequence": sequence, "units": units, "method": method}}
    at.run()


def test_arrives_with_a_digit_that_leans(visit):
    data = board(visit(PAGE))
    assert data["units"] == list(state.START.units)
    assert len(data["z"]) == 20
    assert len(data["image"]) == 784
    assert max(data["image"]) > 200
    assert [row["name"] for row in data["rows"]] == [
        "Shift right",
        "Shift down",
        "Zoom",
        "Stroke weight",
        "Slant",
    ]


def test_what_is_said_of_a_unit_is_what_warp_does(visit):
    said = " ".join(row["unit"] for row in board(visit(PAGE))["rows"])
    for size in (
        transformations.SHIFT_PIXELS,
        transformations.ZOOM_FACTOR,
        transformations.SLANT,
        f"{transformations.STROKE_PIXELS:.2f}",
    ):
        assert str(size) in said


def test_the_link_restores_digit_sliders_and_method(visit):
    at = visit(PAGE, digit="7", move="1,-2,0,0.5,3", method="arrow")
    data = board(at)
    assert data["digit"] == "test-7"
    assert (data["units"], data["method"]) == ([1, -2, 0, 0.5, 3], "arrow")
    assert at.query_params["move"] in ("1,-2,0,0.5,3", ["1,-2,0,0.5,3"])


@pytest.mark.parametrize("garbage", ["", "1,2", "a,b,c,d,e", "nan,0,0,0,0", "1,2,3,4,5,6", "inf,0,0,0,0"])
def test_garbage_in_the_link_gives_the_usual_sliders(visit, garbage):
    at = visit(PAGE, move=garbage, method="<script>")
    assert not at.error
    assert board(at)["units"] == list(state.START.units)
    assert board(at)["method"] == "field"


def test_sliders_at_rest_go_into_the_link(visit):
    at = visit(PAGE)
    rest(at, [0, 0, 0, 0, 0])
    assert at.query_params["move"] in (["0,0,0,0,0"], "0,0,0,0,0")
    rest(at, list(state.START.units), sequence=2)
    assert "move" not in at.query_params


@pytest.mark.parametrize(
    "message",
    [
        None,
        "x",
        {},
        {"sequence": 1, "units": [0] * 4, "method": "field"},
        {"sequence": 1, "units": [0] * 5, "method": "teleport"},
        {"sequence": "1", "units": [0] * 5, "method": "field"},
        {"sequence": 1, "units": [0, 0, 0, 0, "1"], "method": "field"},
        {"sequence": 1, "units": [True] * 5, "method": "field"},
    ],
)
def test_what_no_board_of_ours_says_changes_nothing(visit, message):
    at = visit(PAGE)
    at.session_state[BOARD] = {"moved": message}
    at.run()
    assert not at.error
    assert board(at)["units"] == list(state.START.units)


def test_units_are_brought_within_reach():
    assert valid_units([99, -(10**400), 0.04, -0.0, 3]) == (3, -3, 0, 0, 3)
    assert valid_units([float("nan")] * 5) is None


def test_a_blank_canvas_shows_no_digit_and_says_why(visit):
    at = visit(PAGE)
    at.session_state[CANVAS] = {"drawing": {"sequence": 5, "token": "", "png": "", "atRest": True}}
    at.run()
    assert board(at)["z"] is None
    assert any("nothing drawn" in caption.value for caption in at.caption)


def test_the_steps_say_what_is_measured_and_what_was_found(visit):
    at = visit(PAGE)
    for position in range(STEPS):
        at.session_state[f"{PAGE}-step-{position}"] = True
    at.run()
    assert not at.error
    prose = "\n".join(block.value for block in at.markdown)
    found = results.movable().directions
    least, share = found.least_reliable()
    assert f"{share:.1%}" in prose
    assert view.name_of(least) in prose
    for name in transformations.NAMES:
        assert f"{found.fit[name]['field']['r2']:.2f}" in prose
    assert "{{" not in prose


def test_the_picture_to_keep_shows_the_three_digits(visit):
    x = drawing.data.as_input(drawing.data.test_set("mnist")[0][0])
    movable = results.movable()
    picture = np.asarray(Image.open(io.BytesIO(export.picture(movable, x, state.START))))
    assert picture.shape == (224, 3 * 224 + 2 * 16)
    assert np.array_equal(picture[::8, :224:8], (x[0, 0] * 255).round().byte().numpy())
    warped, decoded = moved(movable.net, movable.directions, x, state.START.units, state.START.method)
    torch.testing.assert_close(warped, transformations.warp(x, slant=2.0))
    assert (decoded - x).abs().max() > 0.2


@pytest.mark.parametrize("name", ["directions_vae_d20.json", "vae_d20.safetensors"])
def test_without_the_model_or_its_directions_a_sentence_stands_there(visit, checkpoints, name):
    (checkpoints / name).unlink()
    at = visit(PAGE)
    assert not at.error
    assert not at.exception
    assert "cannot be shown" in at.warning[0].value


def test_directions_of_other_weights_are_not_used(visit, checkpoints):
    path = checkpoints / "directions_vae_d20.json"
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, "sha256": "0" * 64}))
    assert "cannot be shown" in visit(PAGE).warning[0].value
