"""PSNR against strength: the measure against scikit-image, the kept file against a new measurement."""

import dataclasses
import json
import shutil

import numpy as np
import pytest
import torch
from scipy.ndimage import median_filter
from skimage.metrics import peak_signal_noise_ratio

from ae_core import checkpoints, evaluate
from ae_core.restoration import curves, methods
from ae_core.restoration.curves import STRENGTHS, Curve
from ae_core.restoration.methods import NOTHING, load_on_cpu

FEW = slice(100, 120)


def restore(method, given):
    return methods.named(method).restore(given)


@pytest.fixture
def small(monkeypatch):
    """The same protocol on twenty images and two strengths: seconds instead of minutes."""
    monkeypatch.setattr(curves, "IMAGES", 20)
    monkeypatch.setattr(curves, "SLICE", 8)
    monkeypatch.setattr(curves, "STRENGTHS", dict.fromkeys(STRENGTHS, (0.0, 0.5)))


@pytest.fixture
def folder(tmp_path):
    """A copy of the checkpoints that a test may spoil."""
    shutil.copytree(checkpoints.DIRECTORY, tmp_path / "checkpoints")
    return tmp_path / "checkpoints"


@pytest.mark.parametrize("kind", STRENGTHS)
def test_psnr_is_scikit_images_on_the_very_same_images(kind):
    given = curves.corrupted(kind, 0.3).only(FEW)
    spoiled, originals = given.y.clamp(0, 1)[:, 0].numpy(), given.x[:, 0].numpy()
    mirrored = [median_filter(image, 3, mode="mirror") for image in given.y[:, 0].numpy()]
    for method, images in ((NOTHING, spoiled), ("median", np.clip(mirrored, 0, 1))):
        oracle = [
            peak_signal_noise_ratio(true, image, data_range=1)
            for true, image in zip(originals, images, strict=True)
        ]
        ours = curves.psnr(restore(method, given), given.x)
        np.testing.assert_allclose(ours, np.minimum(oracle, curves.CEILING), atol=1e-3)


def test_an_image_that_comes_back_counts_as_the_ceiling():
    given = curves.corrupted("dropout", 0.0).only(FEW)
    assert torch.equal(given.y, given.x)
    assert (curves.psnr(given.y, given.x) == curves.CEILING).all()


@pytest.mark.parametrize("kind", STRENGTHS)
def test_noise_is_the_same_for_whoever_asks_and_in_every_slice(kind):
    whole, again = curves.corrupted(kind, 0.4), curves.corrupted(kind, 0.4)
    assert torch.equal(whole.y, again.y)
    assert torch.equal(whole.only([7, 130]).y, whole.y[[7, 130]])
    assert len(whole.x) == curves.IMAGES


def test_gaussian_noise_reaches_the_nets_unclipped_and_its_strength_is_sigma():
    given = curves.corrupted("gaussian", 0.5)
    assert given.y.min() < 0
    assert given.y.max() > 1
    assert given.sigma == 0.5
    assert (given.y - given.x).std().item() == pytest.approx(0.5, rel=0.01)


def test_the_lectures_net_sees_the_same_pixels_dropped_in_the_lectures_way():
    given = curves.corrupted("dropout", 0.6).only(FEW)
    assert torch.equal(given.lecture == 0.5, given.missing)
    kept = ~given.missing
    torch.testing.assert_close(given.lecture[kept], ((2 * given.x - 1) / 0.4 + 1)[kept] / 2)
    net = load_on_cpu("dae_nyu_d500")
    with torch.inference_mode():
        torch.testing.assert_close(restore("dae_nyu_d500", given), net(given.lecture).x_hat)
        torch.testing.assert_close(restore("ae_conv_d30", given), load_on_cpu("ae_conv_d30")(given.y).x_hat)


@pytest.mark.parametrize("method", ["total_variation", "non_local_means"])
def test_a_method_told_that_there_is_no_noise_changes_nothing(method):
    given = curves.corrupted("gaussian", 0.0).only(FEW)
    assert torch.equal(restore(method, given), given.x)


def test_an_inpainter_needs_pixels_that_are_gone():
    with pytest.raises(ValueError, match="gone"):
        restore("telea", curves.corrupted("gaussian", 0.3).only(FEW))
    assert not {"telea", "navier_stokes"} & set(curves.methods("salt_and_pepper"))
    assert {"telea", "navier_stokes"} <= set(curves.methods("dropout"))


def test_a_curve_is_measured_in_slices_and_is_the_mean_of_all(small):
    steps = list(curves.measure("dropout", methods.named("pca_d30"), curves.fingerprint("pca_d30")))
    shares = [share for share, _curve in steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len(shares) == 6
    curve = steps[-1][1]
    assert [curve for _share, curve in steps[:-1]] == [None] * 5
    for strength in (0.0, 0.5):
        given = curves.corrupted("dropout", strength)
        expected = curves.psnr(restore("pca_d30", given), given.x).mean().item()
        assert curve.at(strength) == pytest.approx(expected, abs=1e-3)
    assert curve.sha256 == checkpoints.read_card("pca_d30").sha256


KEPT = curves.read_curves()


@pytest.mark.parametrize(
    ("kind", "method", "strength"),
    [
        ("gaussian", NOTHING, 0.3),
        ("gaussian", "pca_d64", 1.0),
        ("gaussian", "ae_conv_d30", 0.3),
        ("dropout", "dae_nyu_d500", 0.5),
        ("dropout", "median", 0.8),
        ("salt_and_pepper", "pca_d30", 0.4),
        pytest.param("dropout", "telea", 0.5, marks=pytest.mark.slow),
        pytest.param("gaussian", "total_variation", 0.5, marks=pytest.mark.slow),
    ],
)
def test_the_kept_curves_are_what_is_measured_today(kind, method, strength):
    given = curves.corrupted(kind, strength)
    today = curves.psnr(restore(method, given), given.x).mean().item()
    assert KEPT[kind, method].at(strength) == pytest.approx(today, abs=0.01)


def test_every_kept_net_is_measured_again_at_one_point():
    nets = {job for job in KEPT if job[1] in curves.nets() and job[0] == "gaussian"}
    assert {method for _kind, method in nets} >= {"pca_d30", "ae_conv_d30", "dae_nyu_d500"}
    given = curves.corrupted("gaussian", 0.5)
    for kind, method in nets:
        today = curves.psnr(restore(method, given), given.x).mean().item()
        assert KEPT[kind, method].at(0.5) == pytest.approx(today, abs=0.01), method


def test_classical_methods_are_kept_for_every_noise():
    for kind in STRENGTHS:
        for method in curves.methods(kind):
            if method == NOTHING or method in methods.CLASSICAL:
                assert (kind, method) in KEPT


def test_a_net_that_changed_has_no_curve_until_it_is_measured(folder):
    card = checkpoints.read_card("pca_d30", folder)
    checkpoints.write_card(dataclasses.replace(card, sha256="0" * 64), folder)
    found = curves.read_curves(folder)
    assert not any(method == "pca_d30" for _kind, method in found)
    assert ("gaussian", "pca_d30") in curves.missing(found, folder)
    assert ("gaussian", "pca_d64") in found


def test_a_net_without_a_card_is_neither_kept_nor_missing(folder):
    (folder / "pca_d30.json").unlink()
    found = curves.read_curves(folder)
    assert not any(method == "pca_d30" for _kind, method in [*found, *curves.missing(found, folder)])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"protocol": 1, "curves": 2}',
        json.dumps({"protocol": curves._protocol(), "curves": [{}]}),
        json.dumps({"protocol": {**curves._protocol(), "seed": 1}, "curves": []}),
    ],
)
def test_a_file_that_cannot_be_used_holds_no_curves(folder, text):
    (folder / curves.FILE).write_text(text)
    assert curves.read_curves(folder) == {}
    assert curves.missing({}, folder)[0][1] == NOTHING


def test_a_curve_of_the_wrong_length_or_without_numbers_is_left_out(folder):
    good = curves.read_curves(folder)["gaussian", NOTHING]
    bad = [
        dataclasses.replace(good, psnr=good.psnr[:-1]),
        dataclasses.replace(good, psnr=(float("nan"), *good.psnr[1:])),
        dataclasses.replace(good, method="unheard_of"),
    ]
    (folder / curves.FILE).write_text(curves.as_json(bad))
    assert curves.read_curves(folder) == {}
    (folder / curves.FILE).write_text(curves.as_json([good]))
    assert curves.read_curves(folder) == {("gaussian", NOTHING): good}


def test_a_curve_knows_only_the_strengths_that_were_measured():
    curve = Curve("dropout", NOTHING, tuple(range(len(STRENGTHS["dropout"]))))
    assert curve.at(0.95) == len(STRENGTHS["dropout"]) - 1
    with pytest.raises(ValueError, match="not in tuple"):
        curve.at(0.33)


def test_the_command_measures_what_is_missing_keeps_it_and_then_only_what_it_is_asked_for(
    small, folder, monkeypatch, capsys
):
    (folder / "ae_conv_d30.safetensors").unlink()
    command = ["--curves", "--write", "--out", str(folder)]
    assert evaluate.main(command) == 1
    assert "ae_conv_d30" in capsys.readouterr().err
    kept = curves.read_curves(folder)
    wanted = {(kind, method) for kind in STRENGTHS for method in curves.methods(kind)}
    assert set(kept) == {job for job in wanted if job[1] != "ae_conv_d30"}
    measured = []
    named = methods.named

    def counted(key, *rest):
        measured.append(key)
        return named(key, *rest)

    monkeypatch.setattr(methods, "named", counted)
    evaluate.main([*command, "median"])
    assert set(measured) == {"median", "ae_conv_d30"}
    assert curves.read_curves(folder) == kept
