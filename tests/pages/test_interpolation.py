"""The interpolation page without a browser: links good and bad, way-points, the curves, a missing checkpoint."""

import math

import numpy as np
import pytest
import torch

from ae_core import data
from tests.support.walking import FIRST, picker, pixels, played, send, tokens, well
from ui.features.interpolation import results, state
from ui.resources import models
from ui.shell import lessons


def test_on_arrival_two_digits_are_on_the_way(visit):
    at = visit("interpolation")
    assert well(at)
    assert not at.info
    assert tokens(at) == list(FIRST)
    header, frames = played(at)
    assert header["count"] == 17
    assert header["playing"] is True
    assert header["marks"] == [[0, "2"], [16, "7"]]
    first, last = (pixels(int(token)) for token in FIRST)
    assert (frames[0][0] == first).all()
    assert (frames[0][-1] == last).all()
    middle = (first.astype(float) + last) / 2
    assert np.abs(frames[0][8] - middle).max() <= 1
    # What is decoded halfway is no double exposure.
    assert np.abs(frames[1][8] - middle).mean() > 5
    assert at.query_params == {} or "points" not in at.query_params


@pytest.mark.parametrize("name", state.choosable())
def test_every_model_shows_its_own_reconstruction_at_the_way_points(visit, name):
    at = visit("interpolation", model=name, points="7,1,0", steps="2")
    assert well(at)
    assert not at.info
    _header, frames = played(at)
    net, images = models.model(name), data.test_set(models.entry(name).data)[0]
    with torch.inference_mode():
        x_hat = net(data.as_input(images[[7, 1, 0]])).x_hat[:, 0].numpy()
    assert frames.shape[1] == 5
    assert np.abs(frames[1][::2] / 255.0 - x_hat).max() < 1 / 255


def test_a_link_restores_the_screen(visit):
    asked = {"model": "ae_conv_d30", "points": "7,61,3", "steps": "5", "curve": "back"}
    at = visit("interpolation", **asked)
    assert well(at)
    assert not at.info
    assert tokens(at) == ["7", "61", "3"]
    header, _frames = played(at)
    assert header["marks"] == [[0, "9"], [5, "8"], [10, "0"]]
    assert len(header["series"]) == 1
    assert {name: at.query_params[name] for name in asked} == asked


@pytest.mark.parametrize(
    "points",
    [
        "nan",
        "one,two",
        "-1,7",
        "10000,3",
        "7,99999999999999999999",
        "²,7",
        "own1,7",
        ",,,",
        "<b>",
        "1e3,2",
        " 7,7",
    ],
)
def test_way_points_that_are_none_are_left_out_with_a_sentence(visit, points):
    at = visit("interpolation", points=points)
    assert well(at)
    assert len(at.info) == 1
    assert len(tokens(at)) == 2
    assert all(state.waypoints(state.State("pca_d30")).picture(token) is not None for token in tokens(at))


@pytest.mark.parametrize("count", [9, 10_000])
def test_too_many_way_points_are_cut_with_a_sentence(visit, count):
    at = visit("interpolation", points=",".join(str(i) for i in range(count)))
    assert well(at)
    assert tokens(at) == [str(i) for i in range(8)]
    assert len(at.info) == 1
    assert "8" in at.info[0].value


@pytest.mark.parametrize(
    "garbage",
    [{"model": "../x"}, {"model": "ae_d2_nowhere"}, {"steps": "1"}, {"steps": "33"}, {"steps": "many"}],
    ids=str,
)
def test_what_cannot_be_is_said_in_one_sentence(visit, garbage):
    at = visit("interpolation", **garbage)
    assert well(at)
    assert len(at.info) == 1
    assert played(at)[0]["count"] == 17


def test_other_garbage_gives_the_default(visit):
    at = visit("interpolation", way="teleport", curve="<script>", frame="x" * 5000)
    assert well(at)
    assert not at.info
    assert len(played(at)[0]["series"]) == 2


def test_a_choice_is_taken_once_and_goes_into_the_link(visit):
    at = visit("interpolation")
    send(at, points=["7", "0", "2"], page=3)
    assert tokens(at) == ["7", "0", "2"]
    assert at.query_params["points"] == "7,0,2"
    assert (picker(at)["answered"], picker(at)["page"]) == (1, 3)
    send(at, points=list(FIRST))
    assert "points" not in at.query_params


@pytest.mark.parametrize(
    "choice",
    [
        {"points": ["7"]},
        {"points": ["x", "y"]},
        {"points": [7, 8]},
        {"points": "7,8"},
        {"points": ["1"] * 5000},
        {"points": ["1", "2"], "sequence": 0},
        {"points": ["1", "2"], "sequence": "1"},
        {"points": ["1", "2"], "page": None},
        {"points": ["1", "2"], "path": [[1, 2], [3]]},
        {"points": ["1", "2"], "path": [[1, math.nan], [3, 4]]},
        {"points": ["1", "2"], "path": [[1, 10**400], [3, 4]]},
    ],
    ids=lambda choice: str(choice)[:40],
)
def test_what_no_picker_of_ours_sends_changes_nothing(visit, choice):
    at = visit("interpolation")
    send(at, **choice)
    assert well(at)
    assert tokens(at) == list(FIRST)


def test_a_page_of_the_gallery_beyond_the_last_digit_begins_again(visit):
    at = visit("interpolation")
    send(at, page=10**9)
    assert well(at)
    assert len(picker(at)["gallery"]) == 50


def test_the_widgets_choose_steps_curve_and_way(visit):
    at = visit("interpolation", model="vae_d20")
    straight = played(at)[1][1]
    at.slider(key="interpolation_steps_en").set_value(4).run()
    assert played(at)[0]["count"] == 5
    at.toggle(key="interpolation_sphere").set_value(True).run()
    assert at.query_params["way"] == "sphere"
    around = played(at)[1][1]
    assert (around[[0, 4]] == straight[[0, 16]]).all()
    assert np.abs(around[2].astype(int) - straight[8]).max() > 8
    at.selectbox(key="interpolation_curve_en").set_value("length").run()
    lengths = played(at)[0]["series"][0]
    assert at.query_params["curve"] == "length"
    space = models.code_space("vae_d20")
    ends = space.codes[[int(token) for token in FIRST]].norm(dim=1).tolist()
    assert [lengths["values"][0], lengths["values"][-1]] == pytest.approx(ends, rel=1e-4)
    assert lengths["level"] == pytest.approx(float(space.codes.norm(dim=1).median()))
    assert well(at)


def test_only_a_variational_code_of_many_numbers_goes_around(visit):
    at = visit("interpolation", model="ae_conv_d30", way="sphere")
    assert well(at)
    assert not at.toggle
    assert "way" not in at.query_params


def test_two_visitors_keep_their_own_paths(visit):
    one, two = visit("interpolation", points="1,2"), visit("interpolation", points="3,4")
    send(one, points=["5", "6"])
    two.run()
    assert (tokens(one), tokens(two)) == (["5", "6"], ["3", "4"])


def test_open_steps_show_todays_numbers(visit):
    at = visit("interpolation", model="vae_d20")
    for step in range(len(lessons.lesson("interpolation").steps)):
        at.session_state[f"interpolation-step-{step}"] = True
    at.run()
    assert well(at)
    text = " ".join(fold.markdown[0].value for fold in at.expander)
    assert "{{" not in text
    found = results.interpolated(state.State("vae_d20"))
    energy = results.curve(found, "energy")
    assert f"costs {energy.pixels[8]:.2f}, the decoded code {energy.decoded[8]:.2f}" in text
    # The lesson that is to be believed.
    assert energy.pixels[8] > 3 * energy.usual > 10 * energy.decoded[8]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_without_any_checkpoint_there_is_a_sentence(visit, checkpoints, language):
    for path in checkpoints.iterdir():
        path.unlink()
    at = visit("interpolation", lang=language)
    assert well(at)
    assert len(at.warning) == 1
    assert at.title[0].value == {"en": "Interpolation", "ko": "보간"}[language]
