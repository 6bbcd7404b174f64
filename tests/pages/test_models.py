"""The zoo, without a browser: the table, the card, the same ten digits, and what a broken checkpoint costs."""

import dataclasses
import html
import json
import re

import pytest

from ae_core import data, registry
from ae_core.checkpoints import read_card
from ae_core.evaluation.protocols import METRICS
from ae_core.images import corruption
from tests.support.component_data import component_data
from ui.features.models import results, ten_digits
from ui.features.models import table as zoo_table
from ui.resources import models
from ui.visuals.numbers import significant

KOREAN = re.compile("[가-힣]")
CHOICE = "ae_nyu_d30,pca_d2"


def block(at, key: str) -> str:
    return component_data(at, key)["html"]


def rows(at) -> dict[str, str]:
    """HTML of each row of the ten digits, by model."""
    found = re.findall(
        r'<article class="ten[^>]*data-model="(\w+)">(.*?)</article>', block(at, "zoo_tens"), re.DOTALL
    )
    return dict(found)


def listed(at) -> dict[str, str]:
    """HTML of each row of the table, by model."""
    return dict(re.findall(r'<tr data-model="(\w+)"(.*?)</tr>', block(at, "zoo_table"), re.DOTALL))


def selected(at) -> list[str]:
    return [name for name, row in listed(at).items() if 'aria-selected="true"' in row]


def press(at, name: object) -> None:
    """What the browser sends when a row of the table is pressed."""
    at.session_state["zoo_table"] = {"pressed": name}
    at.run()


def test_arrival_shows_ten_digits_a_table_and_an_open_card(visit):
    at = visit("models")
    assert not at.exception
    assert list(listed(at)) == registry.list_models()
    shown = rows(at)
    assert len(shown) >= 2
    assert all(row.count("<img") == 10 for row in shown.values())
    assert block(at, "zoo_tens").count("<img") == 10 * (len(shown) + 1)
    (name,) = selected(at)
    assert name in shown
    assert at.subheader[0].value == registry.get(name).label


def test_the_models_on_arrival_share_a_dimension_and_differ_in_their_idea(visit):
    shown = [registry.get(name) for name in rows(visit("models"))]
    assert len({entry.latent_dim for entry in shown}) == 1
    assert len({entry.family for entry in shown}) == len(shown)


def test_figures_in_the_table_are_those_of_the_cards(visit):
    for name, row in listed(visit("models")).items():
        one = results.specimen(name)
        if one.card is not None:
            assert f'data-sort="{one.card.metrics[one.headline]}"' in row
            assert f'title="{one.card.parameters:,}"' in row


def test_the_card_tells_all_that_its_file_tells(visit):
    at = visit("models", model="ae_nyu_d30")
    text = html.unescape(block(at, "zoo_card_text"))
    card = read_card("ae_nyu_d30", models.CHECKPOINTS)
    assert card.sha256 in text
    for metric, value in card.metrics.items():
        assert METRICS[metric].protocol in text
        assert significant(value) in text
    for key in (*card.config, *card.recipe, *card.data, *card.versions):
        assert f"<dt>{key}</dt>" in text


def test_a_press_opens_the_card_and_writes_it_into_the_link(visit):
    at = visit("models", models=CHOICE)
    press(at, "pca_d2")
    assert selected(at) == ["pca_d2"]
    assert at.subheader[0].value == "PCA, 2-D"
    assert at.query_params["model"] == "pca_d2"


@pytest.mark.parametrize("sent", ["../../etc/passwd", 7, None, ["pca_d2"], "<script>"])
def test_what_no_table_of_ours_sends_changes_nothing(visit, sent):
    at = visit("models", models=CHOICE, model="pca_d30")
    press(at, sent)
    assert not at.exception
    assert not at.error
    assert selected(at) == ["pca_d30"]


@pytest.mark.parametrize(
    "garbage",
    [
        {"model": "nonsense", "models": "nonsense,<script>", "set": "-1", "kind": "x"},
        {"model": "../../etc/passwd", "models": "," * 999, "set": "99999999", "kind": "all,all"},
    ],
)
def test_garbage_in_the_url_gives_the_arrival(visit, garbage):
    at, plain = visit("models", **garbage), visit("models")
    assert not at.error
    for key in ("zoo_tens", "zoo_table", "zoo_card_text"):
        assert block(at, key) == block(plain, key)


def test_other_ten_digits_change_the_pictures_and_the_link(visit):
    at = visit("models", models=CHOICE)
    first = block(at, "zoo_tens")
    next(button for button in at.button if button.label == "Other ten digits").click().run()
    assert block(at, "zoo_tens") != first
    assert at.query_params["set"] == "1"
    assert block(visit("models", models=CHOICE, set="1"), "zoo_tens") == block(at, "zoo_tens")


@pytest.mark.parametrize("name", ["mnist", "fashion"])
def test_a_set_is_one_test_image_of_each_class(name):
    labels = data.test_set(name)[1]
    first, second = ten_digits.indices(name, 0), ten_digits.indices(name, 1)
    assert labels[first].tolist() == labels[second].tolist() == list(range(10))
    assert not set(first) & set(second)
    assert labels[ten_digits.indices(name, ten_digits.numbers() - 1)].tolist() == list(range(10))


def test_the_error_under_a_digit_is_the_squared_error_of_the_picture_above_it():
    found = ten_digits.each(["pca_d2"], 3)["pca_d2"]
    x = data.as_input(data.test_set("mnist")[0][ten_digits.indices("mnist", 3)])[:, 0].numpy()
    assert found.errors == pytest.approx(((found.x_hat - x) ** 2).sum(axis=(1, 2)), rel=1e-4)


@pytest.mark.parametrize(("task", "said"), [("upscale", "sees them small"), ("denoise", "without noise")])
def test_a_model_made_for_another_input_is_given_what_the_row_says(visit, monkeypatch, task, said):
    plain = registry.get("pca_d2")
    recipe = dataclasses.replace(plain.recipe, corruption="downsample", strength=4.0)
    entry = dataclasses.replace(plain, task=task, recipe=recipe)
    monkeypatch.setattr(models, "entry", lambda name: entry if name == "pca_d2" else registry.get(name))
    assert said in rows(visit("models", models="pca_d2"))["pca_d2"]
    x = data.as_input(data.test_set("mnist")[0][ten_digits.indices("mnist", 0)])
    given = corruption.downsample(x, 4.0) if task == "upscale" else x
    expected = models.model("pca_d2")(given).x_hat[:, 0].numpy()
    assert ten_digits.each(["pca_d2"], 0)["pca_d2"].x_hat == pytest.approx(expected, abs=1e-5)


def test_a_model_of_clothes_stands_under_the_clothes_it_knows(visit, monkeypatch):
    entry = dataclasses.replace(registry.get("pca_d2"), data="fashion")
    monkeypatch.setattr(models, "entry", lambda name: entry if name == "pca_d2" else registry.get(name))
    digits, clothes = block(visit("models", models=CHOICE), "zoo_tens").split('<section class="tens"')[1:]
    assert 'data-model="pca_d2"' in clothes
    assert 'data-model="pca_d2"' not in digits
    assert "FashionMNIST" in clothes
    assert clothes.count("<img") == 20


def test_the_least_error_of_each_digit_is_marked_once(visit):
    shown = rows(visit("models", models=CHOICE))
    assert sum(row.count("xhat least") for row in shown.values()) == 10


def test_compare_puts_a_model_among_the_rows_and_takes_it_out(visit):
    at = visit("models", models="ae_nyu_d30", model="pca_d2")
    assert "pca_d2" not in rows(at)
    at.button(key="zoo-compare").click().run()
    assert "pca_d2" in rows(at)
    assert at.query_params["models"] == CHOICE
    at.button(key="zoo-compare").click().run()
    assert "pca_d2" not in rows(at)


def test_comparing_nothing_asks_for_a_model_and_keeps_the_card(visit):
    at = visit("models", models=CHOICE)
    at.multiselect(key="zoo_compared_en").set_value([]).run()
    assert not at.exception
    assert [info.value for info in at.info] == ["Choose a model above."]
    assert block(at, "zoo_card_text")


def test_a_drawer_shows_its_models_only(visit):
    at = visit("models", kind="generate")
    assert list(listed(at)) == registry.list_models(task="generate", data="mnist")


def test_choices_survive_a_change_of_page_and_of_language(visit):
    at = visit("models", models=CHOICE, model="pca_d2", set="4", lang="en")
    at.switch_page("pages/home.py").run()
    at.switch_page("pages/models.py").run()
    at.sidebar.button_group(key="language_choice").set_value("ko").run()
    assert set(rows(at)) == {"ae_nyu_d30", "pca_d30", "pca_d2"}
    assert selected(at) == ["pca_d2"]
    assert at.query_params["set"] == "4"


def test_korean_reaches_table_card_and_rows(visit):
    at = visit("models", lang="ko", models=CHOICE, model="ae_deep_d30")
    for key in ("zoo_tens", "zoo_table", "zoo_card_text"):
        assert KOREAN.search(block(at, key))
    for english in ("squared error", "Measured", "Recipe", "met<", "mean 1"):
        assert english not in block(at, "zoo_tens") + block(at, "zoo_table") + block(at, "zoo_card_text")


def test_a_missing_card_costs_one_sentence_in_the_row_and_on_the_card(visit, checkpoints):
    (checkpoints / "ae_nyu_d30.json").unlink()
    at = visit("models", models=CHOICE, model="ae_nyu_d30")
    assert not at.exception
    assert not at.error
    assert "cannot be shown" in listed(at)["ae_nyu_d30"]
    assert "cannot be shown" in block(at, "zoo_card_text")
    assert "cannot be shown" in rows(at)["ae_nyu_d30"]
    assert rows(at)["pca_d30"].count("<img") == 10


@pytest.mark.parametrize("harm", ["missing", "altered"])
def test_weights_that_cannot_be_used_cost_the_row_of_digits_only(visit, checkpoints, harm):
    weights = checkpoints / "ae_nyu_d30.safetensors"
    good = weights.read_bytes()
    weights.unlink() if harm == "missing" else weights.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    at = visit("models", models=CHOICE, model="ae_nyu_d30")
    assert not at.exception
    assert not at.error
    assert "cannot be shown" in rows(at)["ae_nyu_d30"]
    assert "SHA-256" in block(at, "zoo_card_text")


def test_no_checkpoint_at_all_still_makes_a_page(visit, checkpoints):
    for file in checkpoints.iterdir():
        file.unlink()
    at = visit("models")
    assert not at.exception
    assert not at.error
    assert all("cannot be shown" in row for row in listed(at).values())


def test_a_missed_bar_says_missed(checkpoints):
    path = checkpoints / "ae_deep_d30.json"
    card = json.loads(path.read_text())
    card["metrics"]["squared_error_per_image"] = 3.01
    path.write_text(json.dumps(card))
    animals = results.specimens()
    table = zoo_table.html([animals["ae_deep_d30"]], animals, "", [])
    assert 'class="missed"' in table
    assert "missed" in re.sub("<[^>]+>", "", table)


@pytest.mark.parametrize(
    ("metric", "said"),
    [
        ("squared_error_per_image", "squared error"),
        ("squared_error_per_image_unclipped", "squared error, unclipped"),
        ("psnr_mean_per_image_gaussian_0.3", "PSNR, gaussian 0.3"),
        ("never_heard_of", "never heard of"),
    ],
)
def test_a_metric_is_named_in_words_even_one_not_known_here(metric, said):
    assert results.metric_name(metric) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.00284, "0.00284"), (0.88, "0.880"), (2.2303, "2.23"), (147.13, "147.1"), (0.0, "0.000")],
)
def test_numbers_carry_as_much_as_they_mean(value, said):
    assert significant(value) == said
