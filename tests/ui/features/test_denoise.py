"""The parts of the denoising bench, without a page: what each method gets, makes and leaves to take home."""

import io
import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from ae_core import data
from ae_core.images import corruption
from ae_core.restoration import methods
from ae_core.restoration.corruptions import Corruption
from ui.features.denoise import choices, export, results, state
from ui.features.denoise.choices import FIRST, KINDS
from ui.resources import models
from ui.visuals.digits import to_pixels


@pytest.mark.parametrize("kind", ["gaussian", "dropout", "salt_and_pepper"])
def test_the_browser_gets_the_noise_that_the_nets_get(kind):
    x = data.as_input(data.test_set("mnist")[0][3])
    spoil = Corruption(kind, 0.4, 11)
    fields = [torch.from_numpy(one) for one in spoil.fields()]
    by_hand = {
        "gaussian": lambda: x + 0.4 * fields[0],
        "dropout": lambda: x * (fields[0] >= 0.4),
        "salt_and_pepper": lambda: torch.where(fields[0] < 0.4, (fields[1] < 0.5).float(), x),
    }[kind]()
    torch.testing.assert_close(by_hand, spoil.apply(x))
    generator = torch.Generator().manual_seed(11)
    assert torch.equal(spoil.apply(x), corruption.CORRUPTIONS[kind](x, 0.4, generator))


def test_the_figures_to_take_home_are_those_on_the_page():
    x = data.as_input(data.test_set("mnist")[0][:1])
    given = replace(FIRST.corrupt(x), y=x)
    candidates = results.candidates(("median", "ae_nyu_d30", "non_local_means"))
    answers = results.answers({key: candidates[key] for key in ("median", "ae_nyu_d30")}, FIRST.corrupt(x))
    made = export.described(given, candidates, {**answers, "nlm": None}, {"test_digit": 0})
    assert json.loads(json.dumps(made))["spoiled"]["psnr_db"] is None
    assert set(made["restored"]) == {"median", "ae_nyu_d30"}
    assert made["restored"]["median"]["psnr_db"] == round(answers["median"].quality.psnr, 3)


@pytest.mark.parametrize("kind", KINDS)
def test_every_method_that_suits_a_noise_restores_at_every_strength(kind):
    x = data.as_input(data.test_set("mnist")[0][:2])
    for strength in (KINDS[kind].low, KINDS[kind].default, KINDS[kind].high):
        given = replace(FIRST, kind=kind, strength=KINDS[kind].nearest(strength)).corrupt(x)
        for key in choices.standing(["dae_nyu_d500"], given.corruption):
            x_hat = methods.named(key, models.model).restore(given)
            assert x_hat.shape == x.shape
            assert 0 <= x_hat.min() <= x_hat.max() <= 1


def test_the_lectures_net_sees_the_lectures_dropout():
    x = data.as_input(data.test_set("mnist")[0][:2])
    given = Corruption("dropout", 0.5, 3).corrupt(x)
    lecture = corruption.lecture_dropout(x, 0.5, torch.Generator().manual_seed(3))
    torch.testing.assert_close(methods.named("dae_nyu_d500", models.model).seen(given), lecture)
    assert torch.equal(methods.named("ae_conv_d30", models.model).seen(given), given.y)


def test_a_patch_stays_inside_the_picture():
    spoil = state.checked("patch", 20, 1, 27, 27, FIRST)
    assert (spoil.top, spoil.left) == (8, 8)


def test_what_is_kept_is_what_is_shown():
    x = data.as_input(data.test_set("mnist")[0][:1])
    given = Corruption("gaussian", 0.5, 4).corrupt(x)
    y = given.y
    candidates = results.candidates(choices.standing(["ae_nyu_d30"], given.corruption))
    answers = results.answers(candidates, given)
    sheet = np.asarray(Image.open(io.BytesIO(export.picture(given, answers))).convert("L"))
    side = 28 * export._LAYOUT.zoom
    clean = sheet[14 : 14 + side : 4, 14 : 14 + side : 4]
    assert np.array_equal(clean, data.test_set("mnist")[0][0])
    left = 14 + side + 14
    assert np.array_equal(sheet[14 : 14 + side : 4, left : left + side : 4], to_pixels(y))
