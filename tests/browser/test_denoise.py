"""The denoising bench, as a visitor uses it."""

import numpy as np
import pytest

from ae_core import data
from ae_core.restoration.corruptions import Corruption
from tests.browser.conftest import grey, sources
from ui.features.denoise.choices import FIRST, KINDS

# Shown by models whose checkpoints are small and quick.
CHOICE = "/denoise?models=dae_nyu_d500,ae_nyu_d30&digit=32"


def opened(visitor, more: str = ""):
    visitor.open(CHOICE + more)
    visitor.page.locator(".restored .xhat img").first.wait_for()
    return visitor


def pictures(visitor) -> list[str]:
    return sources(visitor.page.locator(".restored .xhat img"))


def spoiled_pixels(visitor) -> np.ndarray:
    return grey(visitor.page.locator(".spoiler canvas")).reshape(28, 28)


def expected(spoil: Corruption) -> np.ndarray:
    y = spoil.apply(data.as_input(data.test_set("mnist")[0][32]))[0, 0].numpy()
    return np.clip(y, 0, 1) * 255


@pytest.mark.parametrize("kind", KINDS)
def test_the_browser_shows_what_the_networks_get(visitor, kind):
    opened(visitor, f"&kind={kind}&seed=5&at=4,11")
    visitor.settle()
    spoil = Corruption(kind, KINDS[kind].default, 5, (4, 11))
    assert np.abs(spoiled_pixels(visitor) - expected(spoil)).max() <= 1


def test_the_slider_spoils_at_once_and_the_restored_pictures_follow(visitor):
    opened(visitor)
    visitor.settle()
    first, before = pictures(visitor), spoiled_pixels(visitor)
    slider = visitor.page.locator(".strength input")
    slider.focus()
    for _press in range(4):
        slider.press("ArrowRight")
    assert (spoiled_pixels(visitor) != before).any()
    visitor.page.wait_for_url("**strength=0.7*")
    visitor.settle()
    assert all(one != other for one, other in zip(pictures(visitor), first, strict=True))
    assert np.abs(spoiled_pixels(visitor) - expected(Corruption("dropout", 0.7, FIRST.seed))).max() <= 1


def test_another_kind_and_new_noise_come_from_the_server_and_slow_methods_later(visitor):
    opened(visitor)
    visitor.page.get_by_role("radio", name="Gaussian").check()
    visitor.page.wait_for_url("**kind=gaussian*")
    visitor.page.locator(".restored[data-model=nlm]:not(.pending)").wait_for()
    assert np.abs(spoiled_pixels(visitor) - expected(Corruption("gaussian", 0.5, FIRST.seed))).max() <= 1
    visitor.page.get_by_role("button", name="New noise").click()
    visitor.page.wait_for_function(
        "!location.search.includes('seed=7&') && !location.search.endsWith('seed=7')"
    )
    visitor.page.locator(".restored[data-model=tv]:not(.pending)").wait_for()
    seed = int(visitor.page.locator(".seed small").inner_text().split()[-1])
    assert f"seed={seed}" in visitor.page.url
    assert np.abs(spoiled_pixels(visitor) - expected(Corruption("gaussian", 0.5, seed))).max() <= 1


def test_the_patch_is_dragged_and_moved_with_the_arrow_keys(visitor):
    opened(visitor, "&kind=patch&at=9,9")
    paper = visitor.page.locator(".spoiler canvas")
    box = paper.bounding_box()
    pixel = box["width"] / 28
    places = [(box["x"] + x * pixel, box["y"] + y * pixel) for x, y in ((12, 12), (17, 8))]
    visitor.drag(places, steps=5)
    visitor.page.wait_for_function("decodeURIComponent(location.search).includes('at=5,14')")
    paper.press("ArrowDown")
    paper.press("ArrowLeft")
    visitor.page.wait_for_function("decodeURIComponent(location.search).includes('at=6,13')")
    visitor.settle()
    assert np.abs(spoiled_pixels(visitor) - expected(Corruption("patch", 10, 7, (6, 13)))).max() <= 1


def test_strokes_are_restored_while_drawing(visitor):
    opened(visitor)
    visitor.settle()
    first = pictures(visitor)
    box = visitor.page.locator(".canvas canvas").bounding_box()
    mouse = visitor.page.mouse
    mouse.move(box["x"] + 30, box["y"] + 30)
    mouse.down()
    mouse.move(box["x"] + 150, box["y"] + 160, steps=8)
    visitor.settle()
    assert pictures(visitor) != first
    mouse.up()


def test_the_instrument_is_on_the_first_screen(visitor):
    visitor.page.set_viewport_size({"width": 1280, "height": 720})
    visitor.open("/denoise")
    visitor.page.locator(".restored .xhat img").first.wait_for()
    visitor.settle()
    bottoms = visitor.page.locator(".restored, .spoiler, .winners, .canvas").evaluate_all(
        "all => all.map((e) => e.getBoundingClientRect().bottom)"
    )
    assert max(bottoms) <= 720
    assert visitor.page.locator("[data-testid=stMain]").evaluate("m => m.scrollWidth <= m.clientWidth")


def test_on_a_phone_a_finger_drags_the_patch_and_nothing_overflows(phone):
    opened(phone, "&kind=patch&at=0,0")
    paper = phone.page.locator(".spoiler canvas")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    phone.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    phone.page.wait_for_function("decodeURIComponent(location.search).includes('at=9,9')")
    assert phone.page.locator("[data-testid=stMain]").evaluate("m => m.scrollWidth <= m.clientWidth")


def test_again_and_again_plays(visitor):
    opened(visitor)
    visitor.page.get_by_text("Again and again: D").click()
    visitor.page.get_by_label("One frame on").wait_for()
    visitor.page.get_by_text("after 10 times").wait_for()
