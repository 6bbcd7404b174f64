import cv2
import numpy as np
import pytest
import torch
import torch.nn.functional as F
from PIL import Image
from scipy.ndimage import median_filter
from skimage.restoration import denoise_nl_means, denoise_tv_chambolle
from sklearn.linear_model import Ridge

from ae_core import checkpoints, data, metrics, registry
from ae_core.images import corruption
from ae_core.restoration import classical, methods, table
from ae_core.restoration.corruptions import Corruption
from ae_core.restoration.table import COLUMNS, Score


@pytest.fixture(scope="module")
def x():
    return data.as_input(data.test_set()[0][:20])


def psnr(x_hat, x):
    return metrics.psnr_per_image(x_hat, x).mean().item()


def test_median_is_scipys(x):
    noisy = Corruption("gaussian", 0.5).apply(x).clamp(0, 1)
    # numpy's and scipy's "mirror" is torch's "reflect": the edge pixel is not repeated.
    oracle = np.stack([median_filter(image, 3, mode="mirror") for image in noisy[:, 0].numpy()])
    assert np.array_equal(classical.median(noisy)[:, 0].numpy(), oracle)


def test_non_local_means_and_total_variation_are_scikit_images(x):
    noisy = Corruption("gaussian", 0.3).apply(x[:2])
    image = noisy[1, 0].numpy()
    oracle = denoise_nl_means(image, patch_size=5, patch_distance=11, h=0.12, sigma=0.3, fast_mode=True)
    np.testing.assert_allclose(classical.non_local_means(noisy, 0.3)[1, 0], oracle.clip(0, 1), atol=1e-6)
    oracle = denoise_tv_chambolle(image, weight=0.24)
    np.testing.assert_allclose(classical.total_variation(noisy, 0.3)[1, 0], oracle.clip(0, 1), atol=1e-6)


@pytest.mark.parametrize(
    ("method", "flag"),
    [(classical.telea, cv2.INPAINT_TELEA), (classical.navier_stokes, cv2.INPAINT_NS)],
)
def test_inpainting_is_opencvs_and_leaves_the_known_pixels(x, method, flag):
    spoil = Corruption("dropout", 0.5)
    missing = spoil.missing(x)
    restored = method(spoil.apply(x), missing)
    image = (spoil.apply(x)[3, 0] * 255).round().byte().numpy()
    oracle = cv2.inpaint(image, missing[3, 0].byte().numpy(), 3, flag) / 255
    np.testing.assert_allclose(restored[3, 0], oracle, atol=1e-6)
    torch.testing.assert_close(restored[~missing], x[~missing], atol=1e-6, rtol=0)


def test_a_mask_over_everything_gives_an_image(x):
    everything = torch.ones_like(x, dtype=torch.bool)
    assert torch.isfinite(classical.telea(x, everything)).all()


def test_bicubic_resembles_pillows(x):
    small = F.avg_pool2d(x, 2)
    ours = classical.bicubic(small)[0, 0].numpy()
    image = Image.fromarray(small[0, 0].numpy())
    oracle = np.asarray(image.resize((28, 28), Image.Resampling.BICUBIC)).clip(0, 1)
    # Pillow's kernel has a = -0.5, torch's -0.75: alike, not equal.
    assert np.abs(ours - oracle).mean() < 0.02


def test_ridge_is_scikit_learns(x):
    seen = F.avg_pool2d(x, 4)
    ours = classical.RidgeMap(seen, x, ridge=1.0)(seen)
    design = np.hstack([seen.flatten(1).numpy(), np.ones((len(x), 1))])
    oracle = Ridge(1.0, fit_intercept=False).fit(design, x.flatten(1).numpy()).predict(design)
    np.testing.assert_allclose(ours.flatten(1), oracle.clip(0, 1), atol=1e-4)


@pytest.mark.parametrize("spoil", COLUMNS.values(), ids=COLUMNS)
def test_every_spoil_is_the_same_for_whoever_asks(spoil, x):
    assert torch.equal(spoil.apply(x), spoil.apply(x))
    assert not torch.equal(spoil.apply(x), x)


def test_the_mask_names_the_pixels_that_are_gone(x):
    for spoil in COLUMNS.values():
        if spoil.kind in ("dropout", "patch"):
            missing = spoil.missing(x)
            assert (spoil.apply(x)[missing] == 0).all()
            assert torch.equal(spoil.apply(x)[~missing], x[~missing])


def test_classical_methods_restore(x):
    for label, spoil in COLUMNS.items():
        given = spoil.corrupt(x)
        reached = {method.key: psnr(method.restore(given), x) for method in methods.suiting(spoil.kind)}
        reached["pca_d64"] = psnr(methods.named("pca_d64").restore(given), x)
        assert max(reached.values()) > psnr(given.y.clamp(0, 1), x), label


def test_table_marks_the_best_of_each_column():
    scores = [Score("a", "m", 20.0, 0.5), Score("a", "n", 21.0, 0.6), Score("b", "m", 10.0, 0.1)]
    lines = table.table(scores).splitlines()
    assert lines[0] == "| PSNR, dB / SSIM | a | b |"
    assert lines[2] == "| m | 20.0 / 0.50 | **10.0 / 0.10** |"
    assert lines[3] == "| n | **21.0 / 0.60** |  |"


def test_the_table_is_read_back():
    scores = [
        Score("dropout 50 %", "median 3x3", 20.0, 0.5),
        Score("hole", "median 3x3", 10.0, 0.12),
        Score("dropout 50 %", "A net, 30-D", 21.3, -0.05),
    ]
    text = f"# Heading\n\n{table.table(scores)}\n\nWhat it means | for whom."
    assert sorted(map(str, table.read_table(text))) == sorted(map(str, scores))
    assert table.read_table("no | table\n|---|---|\n| a | 1.0 / 0.5 |") == []


def test_without_a_measurement_there_are_no_results(tmp_path):
    assert table.results(tmp_path) == []


def test_the_lectures_denoiser_is_shown_the_lectures_dropout(x):
    spoil = COLUMNS["dropout 50 %"]
    (net,) = (one for one in table.at_hand() if one.row == registry.get("dae_nyu_d500").label)
    restored = net.restore(spoil.corrupt(x))
    model = checkpoints.load_model("dae_nyu_d500", "cpu")
    seen = corruption.lecture_dropout(x, 0.5, torch.Generator().manual_seed(table.SEED))
    with torch.inference_mode():
        torch.testing.assert_close(restored, model(seen).x_hat, atol=1e-5, rtol=0)
    assert psnr(restored, x) > psnr(model(spoil.apply(x)).x_hat, x)
