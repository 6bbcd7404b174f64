"""What cards say beside figures: where a model comes from, what it is meant for, how many images it was measured on."""

import dataclasses
import json

import pytest

from ae_core import checkpoints, classifier, data, evaluate, registry
from ae_core.card import SCHEMA_VERSION, ModelCard
from ae_core.checkpoints import CheckpointError

NAMES = [entry.name for entry in registry.ENTRIES]


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_card_says_what_the_registry_says(name):
    card, entry = checkpoints.read_card(name), registry.get(name)
    said = checkpoints.provenance_of(entry)
    assert {field: getattr(card, field) for field in said} == said
    assert card.licence == "MIT"
    assert card.intended_use.endswith(".")
    assert set(card.source) >= {"lecture", "data"}
    assert any(source["link"] for of, source in card.source.items() if of != "data")
    assert card.test_images == len(data.test_set(card.data["name"])[0])


@pytest.mark.parametrize("name", NAMES)
def test_sources_are_cited_and_linked(name):
    for source in registry.get(name).sources.values():
        assert source.text
        assert source.link.startswith("https://") or source == registry.get(name).sources["lecture"]


def test_fashion_is_measured_on_a_thousand_images():
    assert {checkpoints.read_card(name).test_images for name in registry.list_models(data="fashion")} == {
        1000
    }


def test_the_classifiers_card_says_what_it_is_meant_for():
    card = checkpoints.read_card(classifier.NAME)
    said = classifier.provenance()
    assert {field: getattr(card, field) for field in said} == said


def test_a_card_of_the_schema_before_is_brought_in_line_and_keeps_its_figures(copied, capsys):
    folder = copied("pca_d2")
    path = folder / "pca_d2.json"
    card = json.loads(path.read_text())
    before = {
        key: value
        for key, value in card.items()
        if key not in checkpoints.provenance_of(registry.get("pca_d2"))
    }
    path.write_text(json.dumps({**before, "schema_version": 1}))
    with pytest.raises(CheckpointError, match="schema version 1"):
        checkpoints.read_card("pca_d2", folder)
    assert evaluate.main(["pca_d2", "--cards", "--out", str(folder)]) == 0
    assert checkpoints.read_card("pca_d2", folder) == checkpoints.read_card("pca_d2")
    assert "pca_d2" in (folder / "RESULTS.md").read_text()
    assert evaluate.main(["nonsense", "pca_d30", "--cards", "--out", str(folder)]) == 1
    told = capsys.readouterr().err
    assert "nonsense: there is no model of this name" in told
    assert "pca_d30.json is not there" in told


def test_a_card_that_is_no_card_is_not_renewed(copied):
    folder = copied("pca_d2")
    (folder / "pca_d2.json").write_text("{}")
    with pytest.raises(CheckpointError) as error:
        checkpoints.renew_card("pca_d2", checkpoints.provenance_of(registry.get("pca_d2")), folder)
    assert error.value.code == "card"
    assert (folder / "pca_d2.json").read_text() == "{}"


def test_a_card_survives_its_json():
    card = checkpoints.read_card("cae")
    assert ModelCard.from_json(card.to_json()) == card
    assert dataclasses.asdict(card)["schema_version"] == SCHEMA_VERSION
