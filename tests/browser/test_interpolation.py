"""The player, the way-points and the path on the map in a real Chromium."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Place, grey, visiting

MODEL = "pca_d2"


class Path:
    """A visitor on the way between digits."""

    def __init__(self, visitor, query: str = f"?model={MODEL}") -> None:
        self.visitor, self.page = visitor, visitor.page
        visitor.open(f"/interpolation{query}")
        self.page.locator(".player.ready").wait_for()
        self.page.locator(".slot img").first.wait_for()
        self.range = self.page.locator(".player input")
        self.counter = self.page.locator(".player .controls output")

    def stop(self) -> None:
        self.range.focus()
        self.page.keyboard.press("Home")
        expect(self.counter).to_have_text(re.compile("^1 / "))

    def shown(self) -> tuple[np.ndarray, np.ndarray]:
        """What the player shows: pixel space, latent space."""
        one, other = map(grey, self.page.locator(".player canvas").all())
        return one, other

    def slots(self) -> list[str]:
        return self.page.locator(".slot .name").all_inner_texts()


@pytest.fixture
def calm(browser, address):
    """A visitor who asked for reduced motion: nothing plays by itself."""
    with visiting(browser, address, reduced_motion="reduce") as visitor:
        yield visitor


def test_it_plays_pauses_steps_and_scrubs_without_the_server(visitor):
    path = Path(visitor)
    path.page.get_by_label("Pause").click()
    still = path.counter.inner_text()
    path.page.wait_for_timeout(400)
    assert path.counter.inner_text() == still
    path.stop()
    beginning = path.shown()
    path.page.keyboard.press("ArrowRight")
    expect(path.counter).to_have_text("2 / 17")
    path.page.get_by_label("One frame on").click()
    expect(path.counter).to_have_text("3 / 17")
    path.page.get_by_label("One frame back").click()
    expect(path.counter).to_have_text("2 / 17")
    path.range.fill("16")
    expect(path.counter).to_have_text("17 / 17")
    assert not any((a == b).all() for a, b in zip(beginning, path.shown(), strict=True))
    assert path.range.get_attribute("aria-valuetext").startswith("Frame 17 of 17, 100%")
    box = path.page.locator(".player .plot svg").bounding_box()
    path.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 40)
    expect(path.counter).to_have_text(re.compile("^(8|9|10) / 17"))
    path.page.get_by_label("Play").click()
    path.page.get_by_label("Pause").wait_for()


def test_reduced_motion_is_respected(calm):
    path = Path(calm)
    expect(path.counter).to_have_text("1 / 17")
    path.page.wait_for_timeout(1500)
    expect(path.counter).to_have_text("1 / 17")
    path.page.get_by_label("Play").click()
    expect(path.counter).not_to_have_text("1 / 17")


def test_halfway_pixels_show_both_digits(calm):
    path = Path(calm)
    first = path.shown()[0]
    path.range.fill("16")
    last = path.shown()[0]
    path.range.fill("8")
    assert np.abs(path.shown()[0] - (first + last) / 2).max() <= 1
    expect(path.page.locator(".player figcaption").first).to_have_text("50% “2” + 50% “7”")


def test_digits_are_pressed_added_and_removed(calm):
    path = Path(calm)
    gallery = path.page.locator(".gallery button")
    gallery.nth(0).click()
    expect(path.page.locator(".slot .name")).to_have_text(["0", "7"])
    gallery.nth(1).click()
    expect(path.page.locator(".slot .name")).to_have_text(["0", "1"])
    path.page.get_by_label("Add a way-point").click()
    gallery.nth(4).click()
    expect(path.page.locator(".slot .name")).to_have_text(["0", "1", "4"])
    expect(path.counter).to_have_text("1 / 33")
    path.page.get_by_label("Remove way-point 1").click()
    expect(path.counter).to_have_text("1 / 17")
    assert path.slots() == ["1", "4"]
    before = gallery.nth(0).get_attribute("data-token")
    path.page.get_by_role("button", name="Other examples").click()
    expect(gallery.nth(0)).not_to_have_attribute("data-token", before)
    path.page.wait_for_function("location.search.includes('points=')")


def test_the_keys_choose_a_digit(calm):
    path = Path(calm)
    path.page.locator(".gallery button").first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft"):
        path.page.keyboard.press(key)
    path.page.keyboard.press("Enter")
    expect(path.page.locator(".slot .name")).to_have_text(["1", "7"])
    token = path.page.locator(".gallery button").nth(11).get_attribute("data-token")
    path.page.wait_for_function(f"location.search.includes('points={token}')")
    # The focus stays where it was.
    path.page.keyboard.press("ArrowRight")
    path.page.keyboard.press("Enter")
    expect(path.page.locator(".slot .name")).to_have_text(["1", "2"])


def drag(visitor, picture, turns: list[Place]) -> None:
    """Through places in shares of the picture."""
    box = picture.bounding_box()
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in turns]
    visitor.drag(places, steps=5)


def line_of(picture) -> list[Place]:
    """Places of the path that the map shows, on its picture of 560 x 280."""
    places = picture.locator("polyline.line").get_attribute("points").split()
    return [tuple(map(float, place.split(","))) for place in places]


def test_a_path_is_dragged_on_the_map_and_left_again(calm):
    path = Path(calm)
    path.page.get_by_role("button", name="Path on the map").click()
    picture = path.page.locator(".plane svg")
    straight = path.shown()[1]
    drag(calm, picture, [(0.2, 0.3), (0.5, 0.7), (0.8, 0.3)])
    back = path.page.get_by_role("button", name="Back to the way-points")
    back.wait_for()
    expect(path.page.locator(".slot .name")).to_have_count(2)
    assert len(line_of(picture)) == 24
    path.page.wait_for_function("location.search.includes('path=')")
    path.page.wait_for_function(
        "() => document.querySelector('.stApp').dataset.testScriptState === 'notRunning'"
    )
    assert (path.shown()[1] != straight).any()
    # The link alone brings it back.
    path.page.reload()
    path.page.get_by_role("button", name="Back to the way-points").click()
    expect(path.page.locator(".slot .name")).to_have_text(["2", "7"])


def test_a_path_is_drawn_with_keys(calm):
    path = Path(calm)
    path.page.get_by_role("button", name="Path on the map").click()
    picture = path.page.locator(".plane svg")
    x, y = line_of(picture)[-1]
    picture.focus()
    press = path.page.keyboard.press
    for key in ("ArrowLeft", "Shift+ArrowLeft", "Space", *["Shift+ArrowRight"] * 4, "ArrowUp", "Space"):
        press(key)
    path.page.get_by_role("button", name="Back to the way-points").wait_for()
    path.page.wait_for_function("location.search.includes('path=')")
    calm.settle()
    drawn = line_of(picture)
    # From the end of the line 8 + 32 pixels to the left, then 4 * 32 to the right and 8 up.
    assert drawn[0] == pytest.approx((x - 40, y), abs=1)
    assert drawn[-1] == pytest.approx((x + 88, y - 8), abs=1)
    # A path begun and given up leaves the one before.
    for key in ("Space", "Shift+ArrowUp", "Escape"):
        press(key)
    assert line_of(picture) == drawn


def test_a_path_walked_on_the_latent_map_is_played(calm):
    calm.open("/latent_map?model=pca_d2&path=-1.000,1.000;0.000,0.000;1.000,-1.000")
    calm.page.get_by_role("link", name="Play this path as an animation").click()
    calm.page.get_by_role("button", name="Back to the way-points").wait_for()
    calm.page.locator(".player.ready").wait_for()
    assert "interpolation" in calm.page.url


def test_an_own_drawing_joins_the_path(calm):
    path = Path(calm)
    path.page.get_by_role("button", name="Draw").click()
    canvas = path.page.locator(".paper canvas")
    canvas.wait_for()
    drag(calm, canvas, [(0.3, 0.2), (0.7, 0.2), (0.4, 0.8)])
    path.page.get_by_role("button", name="Add to the path").click()
    expect(path.page.locator(".slot .name")).to_have_text(["2", "7", "mine"])


def test_a_phone_has_all_of_it(phone):
    path = Path(phone)
    path.page.locator(".gallery button").nth(3).tap()
    expect(path.page.locator(".slot .name").first).to_have_text("3")
    path.page.wait_for_function("location.search.includes('points=')")
    figures = [figure.bounding_box() for figure in path.page.locator(".player canvas").all()]
    assert figures[0]["y"] == figures[1]["y"]
    assert figures[1]["x"] + figures[1]["width"] <= 390
    assert figures[0]["width"] % 28 == 0
    assert path.page.evaluate("document.documentElement.scrollWidth") <= 390
