"""The bottleneck dial: the pictures and figures of every notch, and a dial of which nets are missing."""

import numpy as np
import pytest
import torch

from ae_core import Autoencoder, data, metrics
from ae_core import checkpoints as stored
from ae_core.data.selections import one_of_each
from ae_core.latent.bottleneck import ErrorsByWidth
from tests.core.test_browser import read_blobs
from tests.support.component_data import component_data
from ui.features.bottleneck import export, lesson, results, state
from ui.resources import models

PAGE, DIAL = "bottleneck", "bottleneck_dial"
STEPS = 4


def dial(at) -> dict:
    return component_data(at, DIAL)


def net(d: int) -> Autoencoder:
    return models.model(results.name_at(d))


def test_every_notch_of_the_dial_is_there(visit):
    data_ = dial(visit(PAGE))
    assert set(results.WIDTHS) <= set(data_["notches"])
    assert len(data_["conv"]) == len(data_["missing"]) == len(data_["notches"])
    assert len(data_["pca"]) == 64
    assert [bool(sentence) for sentence in data_["missing"]] == [error is None for error in data_["conv"]]


def test_the_pictures_and_errors_are_the_models_own():
    (blob,) = read_blobs(results.content(3)[1])
    indices = one_of_each(data.test_set("mnist")[1], 3)
    x = data.as_input(data.test_set("mnist")[0][indices])
    assert np.array_equal(blob["inputs"], data.test_set("mnist")[0][indices])
    pca = models.model("pca_d64").cpu()
    for at, d in enumerate(results.widths()):
        shown = [(pca.leading(d), "pca")]
        if d in results.net_errors():
            shown.append((net(d), "conv"))
        else:
            assert not blob["conv"][at].any()
        for model, name in shown:
            with torch.inference_mode():
                x_hat = model(x).x_hat
            error = metrics.squared_error_per_image(x_hat, x).numpy()
            np.testing.assert_allclose(blob[f"{name}_errors"][at], error, rtol=1e-4)
            assert np.abs(blob[name][at] - 255 * x_hat[:, 0].numpy()).max() <= 0.51
            assert blob[f"{name}_samples"][at].any()


def test_the_curve_is_that_of_the_cards_and_of_pca(visit):
    shown = dial(visit(PAGE))
    for d, error in zip(shown["notches"], shown["conv"], strict=True):
        if error is not None:
            assert error == stored.read_card(results.name_at(d)).metrics["squared_error_per_image"]
    assert shown["pca"] == sorted(shown["pca"], reverse=True)
    assert shown["pca"][1] == pytest.approx(
        stored.read_card("pca_d2").metrics["squared_error_per_image"], rel=1e-4
    )


def test_pca_needs_as_many_components_as_its_errors_say():
    errors = results.pca_errors()

    def pca_needs(error: float) -> int | None:
        return ErrorsByWidth({1: error}, errors).pca_needs(1)

    assert pca_needs(errors[9]) == 10
    assert pca_needs(errors[9] + 1e-6) == 10
    assert pca_needs(errors[9] - 1e-6) == 11
    assert pca_needs(0.0) is None


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (lambda errors: errors[3] * 2, "PCA does better: the net's error is 2.00"),
        (lambda errors: errors[9], "PCA needs 10 components"),
        (lambda errors: 0.001, "64 components of PCA are not enough"),
        (None, "no net at this notch"),
    ],
)
def test_the_verdict_says_who_is_ahead(visit, monkeypatch, error, said):
    found = {} if error is None else {4: error(results.pca_errors())}
    monkeypatch.setattr(results, "net_errors", lambda: found)
    assert said in lesson.verdict(results.curve(), 4)


def test_the_link_restores_the_notch_and_the_ten(visit):
    at = visit(PAGE, d="16", ten="5")
    assert dial(at)["d"] == 16
    assert dial(at)["indices"] == one_of_each(data.test_set("mnist")[1], 5)


@pytest.mark.parametrize(("d", "ten"), [("3", "-1"), ("x", "999999"), ("", "1e3"), ("64,", "²")])
def test_garbage_in_the_link_gives_the_usual_dial(visit, d, ten):
    at = visit(PAGE, d=d, ten=ten)
    assert not at.error
    assert dial(at)["d"] in (state.start(), 64)
    assert dial(at)["indices"] == one_of_each(data.test_set("mnist")[1], 0)


def test_where_the_dial_rests_goes_into_the_link(visit):
    at = visit(PAGE)
    at.session_state[DIAL] = {"turned": {"sequence": 1, "d": 2}}
    at.run()
    assert at.query_params["d"] in ("2", ["2"])


@pytest.mark.parametrize("message", [None, "x", {}, {"sequence": 1, "d": 3}, {"sequence": "1", "d": 2}])
def test_what_no_dial_of_ours_says_changes_nothing(visit, message):
    at = visit(PAGE)
    at.session_state[DIAL] = {"turned": message}
    at.run()
    assert not at.error
    assert dial(at)["d"] == state.start()


def test_another_ten_digits(visit):
    at = visit(PAGE)
    at.button(key="bottleneck_another").click().run()
    assert dial(at)["indices"] == one_of_each(data.test_set("mnist")[1], 1)
    assert at.query_params["ten"] in ("1", ["1"])


@pytest.mark.parametrize("d", ["1", "64"])
def test_the_steps_carry_todays_numbers(visit, d):
    at = visit(PAGE, d=d)
    for position in range(STEPS):
        at.session_state[f"{PAGE}-step-{position}"] = True
    at.run()
    assert not at.error
    prose = "\n".join(block.value for block in at.markdown)
    assert f"{results.pca_errors()[int(d) - 1]:.2f}" in prose
    assert lesson.verdict(results.curve(), int(d)) in prose
    assert "{{" not in prose


def test_a_net_that_is_missing_leaves_pca_alone(visit, checkpoints):
    for path in checkpoints.glob("ae_conv_d*.safetensors"):
        path.unlink()
    at = visit(PAGE)
    assert not at.error
    assert dial(at)["conv"] == [None] * len(results.WIDTHS)
    assert all(dial(at)["missing"])


def test_the_figures_to_keep_are_those_of_the_curve():
    rows = [line.split(",") for line in export.figures(results.curve()).splitlines()]
    assert rows[0] == ["dimensions", "error_net", "error_pca"]
    assert [float(row[2]) for row in rows[1:]] == pytest.approx(results.pca_errors(), abs=1e-4)
    nets = {int(row[0]): float(row[1]) for row in rows[1:] if row[1]}
    assert nets == pytest.approx(results.net_errors(), abs=1e-4)


def test_without_pca_a_sentence_stands_there(visit, checkpoints):
    (checkpoints / "pca_d64.json").unlink()
    at = visit(PAGE)
    assert not at.error
    assert "cannot be shown" in at.warning[0].value
