"""The scatter without a browser: links, what the chart sends, numbers of a selection, broken checkpoints."""

import base64
import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from ae_core import data
from tests.support.component_data import component_data
from ui.features.scatter import export, lesson, results, view
from ui.resources import models
from ui.visuals import class_names

FLAT, DEEP = "pca_d2", "pca_d30"


def panel(at: AppTest) -> str:
    return component_data(at, "scatter_panel")["html"]


def number(at: AppTest) -> int:
    return int(re.search(r'data-selected="(\d+)"', panel(at))[1])


def counts(at: AppTest) -> list[int]:
    return [int(count) for count in re.findall(r'data-count="(\d+)"', panel(at))]


def marked(at: AppTest) -> np.ndarray:
    """Indices that the browser was told to mark."""
    settings = component_data(at, "scatter_lens")
    bits = np.unpackbits(np.frombuffer(base64.b64decode(settings["mask"]), np.uint8))
    return np.flatnonzero(bits[: settings["count"]])


def lasso(at: AppTest, indices) -> None:
    """What arrives when the chart has caught points: the state of the page, and the run that follows."""
    at.session_state["scatter"].take_lasso(indices)
    at.run()


def test_on_arrival_the_images_that_are_voted_wrong_are_selected(visit):
    at = visit("scatter", model=FLAT)
    assert not at.exception
    wrong = results.cloud(FLAT).wrong
    assert number(at) == len(wrong) == sum(counts(at))
    np.testing.assert_array_equal(marked(at), wrong)
    assert at.get("plotly_chart")


def test_votes_and_purity_agree_with_the_card():
    found = results.cloud(FLAT)
    accuracy = models.model(FLAT).card.metrics["knn5_accuracy"]
    assert 1 - len(found.wrong) / len(found.labels) == pytest.approx(accuracy, abs=2e-3)
    assert set(np.unique(np.round(found.purity * 5, 4))) <= {0, 1, 2, 3, 4, 5}


def test_a_link_restores_model_view_and_selection(visit):
    at = visit("scatter", model=DEEP, view="3d", show="7")
    assert number(at) == int((data.test_set()[1] == 7).sum())
    assert at.query_params["view"] == "3d"
    assert at.query_params["show"] == "7"
    assert results.chart(DEEP, 3, False, "en", "").data[0].type == "scatter3d"
    assert any("3 of 30 dimensions" in caption.value for caption in at.caption)


@pytest.mark.parametrize(
    "garbage",
    [
        {"model": "../x", "view": "4d", "show": "11"},
        {"model": "sr_x2", "view": "", "show": "-1"},
        {"show": "²"},
    ],
    ids=str,
)
def test_garbage_in_the_link_gives_the_default(visit, garbage):
    at = visit("scatter", **garbage)
    assert not at.exception
    assert not at.error
    assert not {"model", "view", "show"} & set(at.query_params)


def test_a_code_of_two_numbers_has_no_third_dimension(visit):
    at = visit("scatter", model=FLAT, view="3d")
    assert not at.exception
    assert at.button_group(key="scatter_view_en").disabled
    assert at.button_group(key="scatter_view_en").value == "2d"


def test_what_is_caught_is_counted_shown_and_marked(visit):
    at = visit("scatter", model=FLAT)
    caught = [3, 10, 13, 25, 28]  # noughts
    lasso(at, caught)
    assert not at.exception
    assert counts(at) == [5, *[0] * 9]
    assert 'data-shown="5"' in panel(at)
    assert "selected by hand" in panel(at)
    np.testing.assert_array_equal(marked(at), caught)
    assert component_data(at, "scatter_lens")["byHand"] is True
    purity = results.cloud(FLAT).purity[caught].mean()
    assert f"<b>{purity:.1%}</b>" in panel(at)


def test_another_model_keeps_what_was_caught_and_a_class_replaces_it(visit):
    at = visit("scatter", model=FLAT)
    lasso(at, [1, 2, 3])
    at.selectbox(key="scatter_model_en").set_value(DEEP).run()
    np.testing.assert_array_equal(marked(at), [1, 2, 3])
    assert component_data(at, "scatter_lens")["byHand"] is False
    assert at.query_params["model"] == DEEP
    at.button_group(key="scatter_preset_en").set_value("5").run()
    assert number(at) == int((data.test_set()[1] == 5).sum())
    assert at.query_params["show"] == "5"


@pytest.mark.parametrize(
    "sent", [None, [], "12", 5, [-1, 10_000, 10**30], ["1", 1.0, True, None, [2]], {"0": 1}], ids=str
)
def test_what_no_chart_of_ours_sends_selects_nothing(visit, sent):
    at = visit("scatter", model=FLAT, show="2")
    lasso(at, sent)
    assert not at.exception
    assert not at.error
    assert number(at) == int((data.test_set()[1] == 2).sum())


def test_the_sheet_holds_the_very_images_in_the_order_of_their_classes():
    images, labels = data.test_set()
    shown = view.shown_thumbnails(np.arange(5000), labels)
    assert len(shown) == 99
    assert (np.diff(labels[shown].astype(int)) >= 0).all()
    assert set(labels[shown]) == set(range(10))
    sheet = view.thumbnails(shown, labels, images)
    assert sheet.shape == (9 * 33, 330, 4)
    np.testing.assert_array_equal(sheet[33:61, 30:58, 0], images[shown[12]])


def test_the_file_holds_index_label_and_the_whole_code():
    found = results.cloud(DEEP)
    header, first, second = export.table(found, np.array([4, 17])).splitlines()
    assert header.split(",") == ["index", "label", *(f"z{i}" for i in range(1, 31))]
    for row, index in ((first, 4), (second, 17)):
        values = row.split(",")
        assert [int(value) for value in values[:2]] == [index, found.labels[index]]
        np.testing.assert_allclose([float(v) for v in values[2:]], found.codes[index], rtol=1e-5)


def test_confusions_count_both_ways():
    found = results.cloud(FLAT)
    pair, value = lesson.confusions(found, class_names.names("mnist"), 1).split(": ")
    one, other = map(int, pair.split("/"))
    both = ((found.labels == one) & (found.votes == other)) | ((found.labels == other) & (found.votes == one))
    assert int(value.replace(",", "")) == both.sum()


def test_the_shadow_of_a_code_is_less_pure_than_the_code():
    flat, solid = results.projected(DEEP, 2), results.projected(DEEP, 3)
    assert flat.purity < solid.purity < results.cloud(DEEP).purity.mean()
    np.testing.assert_allclose(flat.points, solid.points[:, :2], atol=1e-4)
    assert sum(flat.explained) < sum(solid.explained) < 1
    assert results.projected(FLAT, 2).explained is None


def test_open_steps_show_todays_numbers(visit):
    at = visit("scatter", model=DEEP)
    for step in range(4):
        at.session_state[f"scatter-step-{step}"] = True
    at.run()
    text = " ".join(fold.markdown[0].value for fold in at.expander)
    assert lesson.confusions(results.cloud(DEEP), class_names.names("mnist")) in text
    assert f"{results.projected(DEEP, 2).purity:.1%}" in text
    assert r"\mathbb{R}^{30}" in text
    assert "{{" not in text.replace("{{30}}", "")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_without_any_checkpoint_there_is_a_sentence(visit, checkpoints, language):
    for path in checkpoints.iterdir():
        path.unlink()
    at = visit("scatter", lang=language)
    assert not at.exception
    assert not at.error
    assert bool(re.search("[가-힣]", at.warning[0].value)) is (language == "ko")


def test_a_broken_checkpoint_costs_its_own_scatter_only(visit, checkpoints):
    path = checkpoints / f"{FLAT}.safetensors"
    path.write_bytes(path.read_bytes()[:100])
    at = visit("scatter", model=FLAT)
    assert not at.exception
    assert not at.error
    assert len(at.warning) == 1
    at.selectbox(key="scatter_model_en").set_value(DEEP).run()
    assert not at.warning
    assert number(at) == len(results.cloud(DEEP).wrong)
