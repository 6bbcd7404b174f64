"""The latent map in a real Chromium: hover, pin, walk, zoom, keys, and the same pixels as torch."""

import math
import re

import numpy as np
import pytest
import torch
from playwright.sync_api import expect

from ae_core import latent
from tests.browser.conftest import MINUS, visiting
from tests.support.map_visit import MODEL, Map
from ui.components.latent_pad import WAYPOINTS
from ui.features.latent_map import state
from ui.resources import latent_planes, models


@torch.inference_mode()
def test_hovering_shows_what_lies_under_the_pointer(visitor):
    lab = Map(visitor)
    seen = set()
    for right, down in ((0.2, 0.4), (0.8, 0.5), (0.5, 0.9)):
        lab.hover(right, down)
        z = lab.coordinates()
        pixels = models.model(MODEL).decode(torch.tensor([z])).flatten().numpy() * 255
        # The coordinates on screen are rounded to two digits.
        assert np.abs(lab.preview() - pixels).max() < 2
        seen.add(z)
    assert len(seen) == 3
    lab.page.mouse.move(5, 5)
    visitor.frame()
    assert lab.pinned().startswith(f"({lab.coordinates()[0]:.2f}".replace("-", "\N{MINUS SIGN}"))


def test_hovering_moving_and_zooming_ask_the_server_nothing(visitor):
    sent = visitor.sent()
    lab = Map(visitor)
    visitor.page.wait_for_timeout(500)
    sent.clear()
    for step in range(60):
        lab.page.mouse.move(*lab.at(0.1 + 0.012 * step, 0.5))
    lab.page.mouse.wheel(0, -400)
    lab.page.keyboard.down("Shift")
    lab.page.mouse.down()
    lab.page.mouse.move(*lab.at(0.3, 0.3), steps=5)
    lab.page.mouse.up()
    lab.page.keyboard.up("Shift")
    lab.page.wait_for_timeout(500)
    assert sent == []
    lab.page.mouse.click(*lab.at(0.5, 0.5))
    lab.page.wait_for_timeout(500)
    assert len(sent) > 0


def test_a_click_pins_and_python_answers(visitor):
    lab = Map(visitor)
    before = lab.pinned()
    lab.page.mouse.click(*lab.at(0.85, 0.45))
    lab.wait_for_pin(before)
    visitor.frame()
    x, y = lab.coordinates()
    assert lab.pinned() == f"({x:.2f}, {y:.2f})".replace("-", "\N{MINUS SIGN}")
    # Far to the right of the plane of two principal components there are noughts.
    assert lab.page.locator(".answer .vote").get_attribute("data-vote") == "0"
    url = re.search(r"z=(-?[\d.]+)(?:,|%2C)(-?[\d.]+)", lab.page.url)
    assert [float(part) for part in url.groups()] == pytest.approx([x, y], abs=0.006)


def test_the_link_of_a_pinned_point_opens_the_same_point(visitor):
    lab = Map(visitor, "/latent_map?model=pca_d2&z=4.5,0.5&ground=grid20")
    assert lab.pinned() == "(4.50, 0.50)"
    assert lab.coordinates() == (4.5, 0.5)
    grid = lab.page.locator("[data-ground=grid20]")
    assert grid.get_attribute("aria-pressed") == "true"


def test_a_drag_walks_and_shows_the_digits_on_the_way(visitor):
    lab = Map(visitor)
    before = lab.pinned()
    strip = lab.page.locator(".strip")
    assert not strip.is_visible()
    visitor.drag([lab.at(0.2, 0.3), lab.at(0.8, 0.6)], steps=12)
    strip.wait_for()
    assert len(np.unique(lab.strip(), axis=0)) == 12
    assert lab.pinned() == before
    lab.page.wait_for_url("**path=**")
    lab.page.get_by_label("Remove the path").click()
    assert not strip.is_visible()
    lab.page.wait_for_function("!location.search.includes('path=')")


def test_a_scribble_of_many_points_opens_again_from_its_link(visitor):
    lab = Map(visitor)
    visitor.drag(lab.at(0.1 + 0.005 * step, 0.5 + 0.3 * math.sin(step / 4)) for step in range(150))
    lab.page.wait_for_url("**path=**")
    path = re.search("path=([^&]+)", lab.page.url).group(1).replace("%3B", ";").replace("%2C", ",").split(";")
    assert 10 < len(path) <= WAYPOINTS
    walked = lab.strip()
    again = Map(visitor, lab.page.url.removeprefix(visitor.address))
    lab.page.locator(".strip").wait_for()
    # The link holds three digits after the point.
    assert np.abs(again.strip() - walked).max() < 8


def test_ten_thousand_way_points_in_the_link_leave_a_map_and_a_sentence(visitor):
    lab = Map(visitor, f"/latent_map?model={MODEL}&path=" + "1,2;3,1;" * 5000)
    lab.page.get_by_text("too many points").wait_for()
    assert lab.page.locator(".strip").is_visible()


def test_without_webgl_the_map_is_whole(visitor):
    visitor.page.add_init_script(
        """for (const Kind of [HTMLCanvasElement, OffscreenCanvas]) {
             const get = Kind.prototype.getContext;
             Kind.prototype.getContext = function (kind, ...more) {
               return /webgl|webgpu/.test(kind) ? null : get.call(this, kind, ...more);
             };
           }
           delete globalThis.WebGLRenderingContext; delete globalThis.WebGL2RenderingContext;"""
    )
    lab = Map(visitor, f"/latent_map?model={MODEL}&ground=grid20")
    lab.page.wait_for_timeout(500)
    assert min(lab.ink("dots"), lab.ink("ground")) > 10_000
    lab.hover(0.4, 0.4)
    assert lab.preview().max() > 100


def test_a_map_of_long_arms_says_how_many_codes_lie_off_it(visitor):
    """Zooming out shows them."""
    names = [name for name in latent_planes.available() if models.entry(name).family == "deep"]
    lab = Map(visitor, f"/latent_map?model={names[0]}")
    space, (left, right, bottom, top) = models.code_space(names[0]), latent_planes.home(names[0])
    crowd = ((space.codes > torch.tensor([left, bottom])) & (space.codes < torch.tensor([right, top]))).all(1)
    before = lab.ink("marks")
    lab.page.get_by_label("Zoom out").click()
    visitor.frame()
    assert lab.ink("marks") != before
    for _step in range(30):
        lab.page.get_by_label("Zoom out").click()
    lab.hover(0.99, 0.5)
    span = lab.coordinates()[0]
    assert span >= float(space.codes[:, 0].max()) * 0.9
    assert crowd.float().mean() > 0.8


def test_keys_move_the_point_and_enter_pins_it(visitor):
    lab = Map(visitor)
    before, start = lab.pinned(), lab.coordinates()
    lab.plane.focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowUp"):
        lab.page.keyboard.press(key)
    visitor.frame()
    x, y = lab.coordinates()
    assert x > start[0]
    assert y - start[1] > x - start[0]
    assert lab.pinned() == before
    lab.page.keyboard.press("Enter")
    assert lab.wait_for_pin(before) == f"({x:.2f}, {y:.2f})".replace("-", "\N{MINUS SIGN}")


def test_wheel_zooms_at_the_pointer_and_a_double_click_resets(visitor):
    lab = Map(visitor)
    lab.hover(0.3, 0.4)
    home = lab.coordinates()
    points = lab.ink("dots")
    lab.page.mouse.wheel(0, -1500)
    lab.hover(0.31, 0.4)
    lab.hover(0.3, 0.4)
    assert lab.coordinates() == pytest.approx(home, abs=0.06)
    assert lab.ink("dots") != points
    lab.hover(0.4, 0.4)
    near = lab.coordinates()[0] - home[0]
    lab.page.mouse.dblclick(*lab.at(0.3, 0.4))
    lab.hover(0.4, 0.4)
    assert lab.coordinates()[0] - home[0] > 3 * near
    lab.page.mouse.move(5, 5)
    visitor.frame()
    assert lab.ink("dots") == points


def test_layers_are_switched_and_kept_in_the_link(visitor):
    lab = Map(visitor)
    lab.page.get_by_role("button", name="Grid 20 × 20").click()
    lab.page.wait_for_url("**ground=grid20**")
    lab.page.wait_for_timeout(500)
    assert lab.ink("ground") > 100_000
    before = lab.pinned()
    # A click takes the middle of its cell: the same one for two places in it.
    lab.page.mouse.click(*lab.at(0.5, 0.5))
    first = lab.wait_for_pin(before)
    lab.page.mouse.click(*lab.at(0.9, 0.9))
    lab.wait_for_pin(first)
    lab.page.mouse.click(*[place + 3 for place in lab.at(0.5, 0.5)])
    expect(lab.page.locator(".answer h4 span")).to_have_text(first)
    lab.page.get_by_role("button", name="Test digits").click()
    lab.page.wait_for_url("**layers=none**")
    assert not lab.page.locator("canvas.dots").is_visible()


def test_another_model_keeps_the_digit(visitor):
    lab = Map(visitor)
    before = lab.pinned()
    lab.page.get_by_role("radio", name="VAE", exact=True).click()
    after = lab.wait_for_pin(before)
    x, y = models.code_space("vae_d2").codes[state.FIRST["mnist"]].tolist()
    assert after == f"({x:.2f}, {y:.2f})".replace("-", "\N{MINUS SIGN}")
    lab.page.get_by_role("button", name="Gaussian quantiles").wait_for()


@pytest.mark.parametrize("ground", ["density", "regions", "error", "gauss20"])
def test_every_ground_is_painted(visitor, ground):
    name = "vae_d2" if ground == "gauss20" else latent_planes.available()[-1]
    lab = Map(visitor, f"/latent_map?model={name}&ground={ground}&layers=none")
    plain = 0.1 * lab.plane.evaluate("(c) => c.width * c.height")
    for _attempt in range(50):
        if lab.ink("ground") > 4 * plain:
            break
        lab.page.wait_for_timeout(100)
    assert lab.ink("ground") > 4 * plain


def test_side_by_side_the_pinned_digit_is_followed(visitor):
    visitor.open("/latent_map?compare=1&model=pca_d2")
    page, names = visitor.page, state.of_data(latent_planes.available(), "mnist")
    expect(page.locator(".pad.ready")).to_have_count(len(names))
    pins = page.locator(".answer h4 span")
    expect(pins).to_have_count(len(names))
    before = pins.all_inner_texts()
    box = page.locator("canvas.marks").nth(1).bounding_box()
    page.mouse.click(box["x"] + 0.8 * box["width"], box["y"] + 0.5 * box["height"])
    for position in range(len(names)):
        expect(pins.nth(position)).not_to_have_text(before[position])
    z = torch.tensor([[float(v) for v in pins.nth(1).inner_text().translate(MINUS)[1:-1].split(",")]])
    _distance, digit = latent.nearest(z, models.code_space(names[1]).codes, 1)
    x, y = models.code_space(names[0]).codes[int(digit[0, 0])].tolist()
    assert pins.nth(0).inner_text().translate(MINUS) == f"({x:.2f}, {y:.2f})"


def test_the_map_speaks_korean_and_goes_dark(browser, address):
    grounds = {}
    for scheme in ("light", "dark"):
        with visiting(browser, address, color_scheme=scheme) as visitor:
            lab = Map(visitor, "/latent_map?model=pca_d2&lang=ko")
            assert not re.search("[a-wA-W]{3,}", lab.page.locator(".tools").inner_text())
            assert "고정한 점" in lab.page.locator(".answer h4").inner_text()
            grounds[scheme] = lab.page.locator(".plane").evaluate("e => getComputedStyle(e).backgroundColor")
    assert grounds["light"] != grounds["dark"]
