"""The bottleneck dial in a real Chromium: every notch at once, without the server; the link follows."""

import re

import numpy as np
from playwright.sync_api import expect

from tests.browser.conftest import grey
from tests.core.test_browser import read_blobs
from ui.features.bottleneck import results


class Lab:
    """A visitor at the dial."""

    def __init__(self, visitor, path: str = "/bottleneck", number: int = 0) -> None:
        self.page = visitor.open(path).page
        self.number = number
        self.page.locator(".bottleneck.ready[data-shown]").wait_for()
        self.dial = self.page.get_by_role("slider", name="Numbers in the code")

    def wait_for(self, d: int) -> None:
        name = results.content(self.number)[0]
        self.page.locator(f'.bottleneck[data-shown="{name}:{d}"]').wait_for()

    def row(self, name: str) -> np.ndarray:
        return np.array([grey(canvas) for canvas in self.page.locator(f"[data-row={name}] canvas").all()])

    def turn(self, d: int) -> None:
        """Drag the dial there without letting go."""
        self.dial.evaluate(
            "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', { bubbles: true })); }",
            results.widths().index(d),
        )
        self.wait_for(d)


def test_every_notch_shows_its_own_pictures_without_the_server(visitor):
    sent = visitor.sent()
    lab = Lab(visitor)
    lab.page.wait_for_timeout(500)
    sent.clear()
    (blob,) = read_blobs(results.content(0)[1])
    for at, d in enumerate(results.widths()):
        lab.turn(d)
        assert lab.page.locator(".now b").inner_text() == str(d)
        assert lab.page.locator(".now span").inner_text() == ("number" if d == 1 else "numbers")
        for name in ("pca", "conv", "pca_samples", "conv_samples"):
            assert np.array_equal(lab.row(name), blob[name][at].reshape(10, 784))
        errors = lab.page.locator("[data-row=pca] figcaption").all_inner_texts()
        assert [float(text) for text in errors] == [round(float(e), 1) for e in blob["pca_errors"][at]]
    assert sent == []


def test_arrow_keys_turn_the_dial_and_the_link_follows(visitor):
    lab = Lab(visitor, "/bottleneck?d=2")
    lab.wait_for(2)
    lab.dial.focus()
    lab.page.keyboard.press("ArrowRight")
    lab.wait_for(4)
    expect(lab.page).to_have_url(re.compile("d=4"), timeout=10_000)


def test_another_ten_keeps_the_notch(visitor):
    lab = Lab(visitor, "/bottleneck?d=16")
    lab.wait_for(16)
    before = lab.row("x")
    lab.page.get_by_role("button", name="Another ten digits").click()
    lab.number = 1
    lab.wait_for(16)
    assert not np.array_equal(lab.row("x"), before)


def test_on_a_phone_all_ten_digits_fit(phone):
    lab = Lab(phone)
    assert lab.page.evaluate("document.documentElement.scrollWidth") <= 390
    for figure in lab.page.locator("[data-row=pca] figure").all():
        box = figure.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
