"""The beta dial in a real Chromium: every setting shows torch's pictures, and turning asks the server nothing."""

import numpy as np
import torch
from playwright.sync_api import expect

from ae_core.generation.rate_distortion import Setting
from ae_core.latent.seeded_normal import epsilons
from tests.browser.conftest import grey
from ui.features.beta import results
from ui.resources import models


def at_setting(page, setting: Setting) -> None:
    expect(page.locator(".dial")).to_have_attribute("data-shown", f"{setting.beta:g}")


@torch.inference_mode()
def expected_samples(setting: Setting) -> np.ndarray:
    z = torch.tensor(epsilons(0, results.SAMPLES, 10)).float()
    return 255 * models.model(setting.name).decode(z).reshape(4, 10, 28, 28).transpose(1, 2).flatten().numpy()


def test_keys_turn_the_dial_and_everything_follows(visitor):
    there = results.settings()
    visitor.open("/beta")
    page = visitor.page
    page.locator(".dial input").focus()
    page.keyboard.press("Home")
    for setting in there:
        at_setting(page, setting)
        shown = grey(page.locator("canvas.samples"))
        assert np.abs(shown - expected_samples(setting)).max() < 1
        assert page.locator("[data-number=rate]").inner_text() == f"{setting.rate:.1f}"
        assert page.locator("[data-number=distortion]").inner_text() == f"{setting.distortion:.1f}"
        assert (
            page.locator("[data-number=active]").inner_text() == f"{setting.active} of {len(setting.mean_kl)}"
        )
        assert page.locator(".dimension.collapsed").count() == len(setting.mean_kl) - setting.active
        assert page.locator(".point.now .name").text_content() == f"β {setting.beta:g}"
        page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**beta={there[-1].beta:g}**")


def test_dragging_the_dial_asks_the_server_nothing_until_it_rests(visitor):
    sent = visitor.sent()
    there = results.settings()
    visitor.open("/beta")
    page = visitor.page
    page.locator(".dial[data-shown]").wait_for()
    page.wait_for_timeout(500)
    sent.clear()
    box = page.locator(".dial input").bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 2 / (len(there) - 1), middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 4, middle, steps=10)
    at_setting(page, there[0])
    page.mouse.move(box["x"] + box["width"] - 4, middle, steps=20)
    at_setting(page, there[-1])
    assert sent == []
    page.mouse.up()
    page.wait_for_url(f"**beta={there[-1].beta:g}**")


def test_a_point_of_the_curve_turns_the_dial(visitor):
    there = results.settings()
    visitor.open("/beta")
    visitor.page.locator(".point").nth(1).click()
    at_setting(visitor.page, there[1])
    assert visitor.page.locator(".dial input").input_value() == "1"


def test_other_digits_keep_the_notch(visitor):
    last = results.settings()[-1]
    visitor.open(f"/beta?beta={last.beta:g}")
    page = visitor.page
    at_setting(page, last)
    before = page.locator("canvas.x").evaluate("(c) => c.toDataURL()")
    page.get_by_role("button", name="Other digits").click()
    page.wait_for_url("**seed=**")
    for _attempt in range(50):
        if page.locator("canvas.x").evaluate("(c) => c.toDataURL()") != before:
            break
        page.wait_for_timeout(100)
    assert page.locator("canvas.x").evaluate("(c) => c.toDataURL()") != before
    at_setting(page, last)


def test_a_phone_shows_all_in_its_width(phone):
    phone.open("/beta?lang=ko")
    phone.page.locator(".dial[data-shown]").wait_for()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    box = phone.page.locator("canvas.samples").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
