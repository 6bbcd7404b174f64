"""The section Generate in a real Chromium: the style pad's own pixels, and guessing by mouse, key and finger."""

import re

import numpy as np
from playwright.sync_api import expect

from ae_core.generation import sampling
from tests.browser.conftest import grey
from ui.resources import models, samples

TOLD = next(name for name in samples.offered() if samples.is_conditional(name))


def row(page) -> np.ndarray:
    """The ten digits on the page, (10, 28, 28)."""
    return np.array([grey(canvas) for canvas in page.locator(".row canvas").all()]).reshape(10, 28, 28)


def open_pad(visitor, path: str):
    visitor.open(path)
    visitor.page.locator(".style.ready").wait_for()
    return visitor.page


def test_the_browser_draws_the_ten_digits_that_torch_draws(visitor):
    page = open_pad(visitor, "/generate?models=pca_d30&style=1.2,-0.7")
    expected = sampling.in_one_style(models.model(TOLD), (1.2, -0.7)).astype(int)
    assert np.abs(row(page) - expected).max() <= 1


def test_the_style_follows_the_pointer_and_stands_in_the_link(visitor):
    page = open_pad(visitor, "/generate?models=pca_d30")
    before = row(page)
    page.locator(".big figcaption").scroll_into_view_if_needed()
    page.locator(".plane canvas").scroll_into_view_if_needed()
    box = page.locator(".plane canvas").bounding_box()
    places = [
        (box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in ((0.5, 0.5), (0.8, 0.2))
    ]
    visitor.drag(places, steps=4)
    expect(page).to_have_url(re.compile(r"style=1\.\d+%2C1\.\d+"))
    assert (row(page) != before).any()
    page.locator(".plane canvas").press("ArrowLeft")
    page.locator(".row button").nth(4).click()
    expect(page).to_have_url(re.compile("digit=4"))
    expect(page.locator(".row button").nth(4)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".big figcaption")).to_have_text("told: 4")


def test_a_press_that_began_elsewhere_leaves_the_style(visitor):
    page = open_pad(visitor, "/generate?models=pca_d30")
    page.locator(".plane canvas").scroll_into_view_if_needed()
    before, box = row(page), page.locator(".plane canvas").bounding_box()
    left, middle = box["x"], box["y"] + box["height"] / 2
    visitor.drag([(left - 30, middle), (left + 30, middle)], steps=3)
    visitor.frame()
    assert (row(page) == before).all()


def test_new_samples_change_the_pictures_and_the_link(visitor):
    visitor.open("/generate?models=vae_d2&seed=3")
    sheet = visitor.page.locator('[data-model="vae_d2"] .sheet')
    first = sheet.get_attribute("src")
    visitor.page.get_by_role("button", name="New samples").click()
    expect(sheet).not_to_have_attribute("src", first)
    expect(visitor.page).not_to_have_url(re.compile("seed=3$"))


def test_a_game_by_keys_and_by_mouse(visitor):
    page = visitor.open("/guess?seed=5&models=vae_d2,ae_d2").page
    picture = page.locator(".pair .one img").first
    picture.wait_for()
    first = picture.get_attribute("src")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".pair")).to_have_class(re.compile("answered"))
    expect(page.locator(".one.real")).to_have_count(1)
    expect(page.locator(".why tr")).to_have_count(5)
    page.keyboard.press("Enter")
    expect(picture).not_to_have_attribute("src", first)
    expect(page).to_have_url(re.compile("round=2"))
    page.locator(".pair .one").nth(1).click()
    expect(page.locator(".pair")).to_have_class(re.compile("answered"))
    expect(page.locator(".score .sum")).to_contain_text("of 2 found")
    page.locator(".pair .next").click()
    expect(page).to_have_url(re.compile("round=3"))


def test_a_game_on_a_phone(phone):
    page = phone.open("/guess?seed=5&models=vae_d2").page
    page.locator(".pair .one").first.tap()
    expect(page.locator(".pair")).to_have_class(re.compile("answered"))
    both = [box.bounding_box() for box in page.locator(".pair .one img").all()]
    assert both[0]["y"] == both[1]["y"]
    assert both[1]["x"] + both[1]["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
