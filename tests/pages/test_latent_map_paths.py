"""Paths over the latent map: in the link, out of it, and none where the link or the browser sends no path."""

import math

import pytest

from tests.support.component_data import component_data
from tests.support.map_pad import PAD, choose, pad, walk
from ui.components.latent_pad import WAYPOINTS
from ui.shell import router

WALK = [[1.0, 1.0], [2.5, 0.5], [4.0, -1.0]]


def test_a_path_goes_into_the_link_and_out_of_it(visit):
    at = visit("latent_map", model="pca_d2")
    before = pad(at)["pinned"]
    walk(at, WALK)
    assert at.query_params["path"] == "1.000,1.000;2.500,0.500;4.000,-1.000"
    assert (pad(at)["path"], pad(at)["pinned"], pad(at)["answered"]) == (WALK, before, 1)
    walk(at, [])
    assert "path" not in at.query_params
    assert pad(at)["path"] == []


def test_a_link_restores_the_path(visit):
    at = visit("latent_map", model="pca_d2", path="1,1;2.5,0.5;4,-1")
    assert pad(at)["path"] == WALK
    assert at.query_params["path"] == "1.000,1.000;2.500,0.500;4.000,-1.000"
    assert len(at.info) == 0


def test_a_path_leads_on_to_the_page_that_plays_it_where_there_is_one(visit):
    at = visit("latent_map", model="pca_d2")
    played = any(page.name == "interpolation" for page in router.PAGES)

    def links() -> list[str]:
        return [link.proto.query_string for link in at.get("page_link") if "interpolation" in link.proto.page]

    before = len(links())
    walk(at, WALK)
    assert not at.exception
    assert len(links()) == before + played
    assert not played or any("path=1.000" in link and "model=pca_d2" in link for link in links())


def test_a_path_belongs_to_one_map(visit):
    at = visit("latent_map", model="pca_d2", path="1,1;2.5,0.5;4,-1")
    choose(at, "ae_d2")
    assert pad(at)["path"] == []
    assert "path" not in at.query_params
    choose(at, "pca_d2")
    assert pad(at)["path"] == WALK


def test_side_by_side_the_link_says_on_which_map_the_path_lies(visit):
    at = visit("latent_map", model="pca_d2", compare="1", path="1,1;2.5,0.5;4,-1", path_on="ae_d2")
    assert component_data(at, f"{PAD}_ae_d2")["path"] == WALK
    assert component_data(at, f"{PAD}_pca_d2")["path"] == []
    assert at.query_params["path_on"] == "ae_d2"


@pytest.mark.parametrize("path", ["nan,1;2,2", "1,1", "a;b", ";;;", "1,1;2", "inf,0;1,1", "1,2,3;4,5,6"])
def test_a_path_that_is_none_is_left_out_with_a_sentence(visit, path):
    at = visit("latent_map", model="pca_d2", path=path)
    assert not at.exception
    assert not at.error
    assert pad(at)["path"] == []
    assert len(at.info) == 1
    assert "path" not in at.query_params


def test_of_ten_thousand_way_points_the_first_are_kept_with_a_sentence(visit):
    at = visit("latent_map", model="pca_d2", path=";".join(f"{i % 7},1" for i in range(10_000)))
    assert not at.exception
    assert pad(at)["path"] == [[i % 7, 1] for i in range(WAYPOINTS)]
    assert str(WAYPOINTS) in at.info[0].value


def test_a_path_far_outside_is_brought_back_with_a_sentence(visit):
    at = visit("latent_map", model="pca_d2", path="1,1;1e30,-1e30")
    (_start, (x, y)) = pad(at)["path"]
    assert 5 < x < 40
    assert -40 < y < -4
    assert len(at.info) == 1


@pytest.mark.parametrize(
    "message",
    [
        {"path": [[1, 1]]},
        {"path": [[1, 1], [math.nan, 1]]},
        {"path": [[1, 1], ["2", 1]]},
        {"path": [[1, 1], [2, 1, 0]]},
        {"path": [[1, 1], 2]},
        {"path": "1,1;2,2"},
        {"path": None},
        {"path": [[1, 1]] * 10_000},
        {"path": WALK, "sequence": "1"},
        {"path": WALK, "sequence": 0},
        {"path": WALK, "model": "other-0123"},
        {"path": WALK, "model": 3},
    ],
    ids=lambda message: str(message)[:60],
)
def test_a_path_that_no_pad_of_ours_sends_changes_nothing(visit, message):
    at = visit("latent_map", model="pca_d2")
    before = pad(at)
    walk(at, **message)
    assert not at.exception
    assert not at.error
    assert {**pad(at), "answered": 0} == {**before, "answered": 0}
    assert "path" not in at.query_params
