"""Directions: the fit finds what is there, a path is followed rightly, and the shipped ones do what the page claims."""

import dataclasses
import json

import pytest
import torch

import ae_core
from ae_core import checkpoints, data, registry
from ae_core.directions import directions, fitting
from ae_core.directions.directions import Directions, DirectionsError
from ae_core.images import transformations

NAME = fitting.DEFAULT_MODEL
SHIPPED = sorted(
    path.stem.removeprefix("directions_") for path in checkpoints.DIRECTORY.glob("directions_*.json")
)


@pytest.fixture(scope="module")
def model():
    return ae_core.load_model(NAME, "cpu")


@pytest.fixture(scope="module")
def shipped(model) -> Directions:
    return directions.load(model)


@pytest.fixture(scope="module")
def digits() -> torch.Tensor:
    return data.as_input(data.test_set()[0][: fitting.TEST_IMAGES])


def made(seed: int = 0, d: int = 4) -> Directions:
    chance = torch.Generator().manual_seed(seed)
    count = len(transformations.NAMES)
    return Directions(
        "some",
        "sha",
        0.2 * torch.randn(count, d + 1, d, generator=chance),
        torch.randn(count, d, generator=chance),
    )


def test_ridge_finds_the_field_that_made_the_changes():
    chance = torch.Generator().manual_seed(0)
    z = torch.randn(4000, 5, generator=chance, dtype=torch.float64)
    true = torch.randn(6, 5, generator=chance, dtype=torch.float64)
    noise = 0.1 * torch.randn(4000, 5, generator=chance, dtype=torch.float64)
    found = fitting._ridge(z, directions.with_one(z) @ true + noise)
    torch.testing.assert_close(found, true, atol=0.02, rtol=0)


def test_agreement_scores_the_truth_nothing_and_its_opposite():
    change = torch.randn(50, 3, generator=torch.Generator().manual_seed(0))
    assert fitting.agreement(change, change) == pytest.approx({"r2": 1, "cosine": 1})
    assert fitting.agreement(change, torch.zeros(3))["r2"] == pytest.approx(0)
    assert fitting.agreement(change, -change)["cosine"] == pytest.approx(-1)


def test_monotone_asks_for_a_rise_at_every_step():
    assert fitting.monotone(torch.tensor([[1.0, 2, 3], [1, 3, 2], [1, 1, 2]])).tolist() == [
        True,
        False,
        False,
    ]


def test_a_field_is_followed_as_many_small_steps_would():
    found, z = made(), torch.randn(3, 4, generator=torch.Generator().manual_seed(1))
    units = [1.0, -2.0, 0.5, 0.0, 1.5]
    small, steps = z.double(), 20_000
    together = sum(unit * field for unit, field in zip(units, found.fields.double(), strict=True))
    for _step in range(steps):
        small = small + (small @ together[:-1] + together[-1]) / steps
    torch.testing.assert_close(found.move(z, units).double(), small, atol=2e-2, rtol=1e-3)


def test_a_path_there_and_back_ends_where_it_began():
    found, z = made(), torch.randn(3, 4, generator=torch.Generator().manual_seed(1))
    units = [0.5, -1.0, 0.5, 0.0, 1.5]
    for method in directions.METHODS:
        there = found.move(z, units, method)
        assert not torch.allclose(there, z, atol=0.1)
        back = found.move(there, [-unit for unit in units], method)
        torch.testing.assert_close(back, z, atol=1e-4, rtol=0)


def test_arrows_of_several_transformations_add_up():
    found, z = made(), torch.zeros(1, 4)
    together = found.move(z, [1.0, 2.0, 0.0, 0.0, -1.0], "arrow")[0]
    torch.testing.assert_close(together, found.arrows[0] + 2 * found.arrows[1] - found.arrows[4])


def test_what_is_saved_is_loaded(tmp_path, model, shipped):
    directions.save(shipped, tmp_path)
    again = directions.load(model, tmp_path)
    torch.testing.assert_close(again.fields, shipped.fields, atol=1e-6, rtol=0)
    assert again.fit == shipped.fit
    assert again.measured == shipped.measured


def trouble(model, directory, code: str) -> str:
    with pytest.raises(DirectionsError) as error:
        directions.load(model, directory)
    assert error.value.code == code
    sentence = str(error.value)
    assert NAME in sentence
    assert sentence.endswith("--write`.")
    assert "\n" not in sentence
    return sentence


def test_missing_directions_say_so(tmp_path, model):
    trouble(model, tmp_path, "missing")


@pytest.mark.parametrize("spoil", ["{", "[]", '{"schema_version": 1}', '{"schema_version": 7}'])
def test_unreadable_directions_say_so(tmp_path, model, spoil):
    (tmp_path / f"directions_{NAME}.json").write_text(spoil)
    trouble(model, tmp_path, "unreadable")


def test_directions_of_a_wrong_shape_say_so(tmp_path, model, shipped):
    directions.save(dataclasses.replace(shipped, arrows=shipped.arrows[:, :-1]), tmp_path)
    trouble(model, tmp_path, "unreadable")


def test_directions_fitted_on_other_weights_say_so(tmp_path, model, shipped):
    directions.save(dataclasses.replace(shipped, sha256="0" * 64), tmp_path)
    assert "SHA-256" in trouble(model, tmp_path, "other_weights")


def test_a_model_without_a_card_has_no_directions(model):
    with pytest.raises(ValueError, match="card"):
        directions.load(registry.build(NAME))


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_directions_belong_to_the_shipped_weights(name):
    found = directions.load(ae_core.load_model(name, "cpu"))
    assert set(found.fit) == set(found.measured) == set(transformations.NAMES)


@pytest.mark.slow
def test_every_direction_raises_its_property_for_95_of_100_test_digits(model, shipped, digits):
    """And the file says what is measured here, on the same 1,000 test digits."""
    measured = fitting.measure(model, shipped, digits)
    for name in transformations.NAMES:
        assert measured[name]["field"]["monotone"] >= 0.95
        for method in (*directions.METHODS, "pixels"):
            said, found = shipped.measured[name][method], measured[name][method]
            # A digit on the border may fall to the other side on another machine.
            assert found["monotone"] == pytest.approx(said["monotone"], abs=0.003)
            assert found["per_unit"] == pytest.approx(said["per_unit"], rel=0.01)


@pytest.mark.slow
def test_fitting_on_other_digits_finds_the_same_directions(model, shipped, digits):
    """The shipped ones come from training images; these are a few hundred test digits."""
    again = fitting.fit(model, digits[:600], digits[600:800])
    z = model.encode(digits[800:])
    for position, name in enumerate(transformations.NAMES):
        cosine = torch.cosine_similarity(again.arrows[position], shipped.arrows[position], dim=0)
        assert cosine > 0.97, name
        units = fitting.units_of(name, 1.0)
        steps = [found.move(z, units) - z for found in (again, shipped)]
        assert torch.cosine_similarity(*steps, dim=1).mean() > 0.95, name


def test_the_command_measures_what_is_there(capsys, monkeypatch):
    monkeypatch.setattr(fitting, "TEST_IMAGES", 40)
    assert fitting.main([NAME, "--measure"]) == 0
    said = capsys.readouterr().out
    assert all(f"| {name} | field |" in said for name in transformations.NAMES)


def test_the_command_says_in_a_sentence_what_is_missing(capsys, tmp_path):
    assert fitting.main([NAME, "--measure", "--out", str(tmp_path)]) == 1
    assert NAME in capsys.readouterr().err


def test_the_command_fits_and_writes(copied, monkeypatch, digits):
    folder = copied(NAME)
    monkeypatch.setattr(fitting, "training_images", lambda _root: (digits[:60], digits[60:80]))
    monkeypatch.setattr(fitting, "TEST_IMAGES", 20)
    assert fitting.main([NAME, "--write", "--out", str(folder)]) == 0
    written = json.loads((folder / f"directions_{NAME}.json").read_text())
    assert written["model"] == NAME
    assert len(written["fields"]) == len(transformations.NAMES)


@torch.inference_mode()
def test_images_are_moved_in_pixels_and_in_their_codes(model, shipped, digits):
    units = [1.0, 0.0, 0.0, 0.0, 2.0]
    for method in directions.METHODS:
        warped, decoded = directions.moved(model, shipped, digits[:3], units, method)
        torch.testing.assert_close(warped, transformations.warp(digits[:3], right=1.0, slant=2.0))
        z = shipped.move(model.encode(digits[:3]), units, method)
        torch.testing.assert_close(decoded, model.decode(z))


def test_the_least_reliable_direction_is_named_with_its_share(shipped):
    name, share = shipped.least_reliable()
    shares = {one: done["field"]["monotone"] for one, done in shipped.measured.items()}
    assert share == shares[name] == min(shares.values())
    with pytest.raises(ValueError, match="empty"):
        made().least_reliable()
