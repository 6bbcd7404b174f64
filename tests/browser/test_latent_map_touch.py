"""The latent map under fingers: a tap pins, one finger walks, two move and zoom."""

import pytest

from tests.browser.conftest import Place, fingers
from tests.support.map_visit import Map


def test_a_phone_pins_with_a_tap_and_shows_all_in_its_width(phone):
    lab = Map(phone)
    before = lab.pinned()
    assert lab.page.evaluate("document.documentElement.scrollWidth") <= 390
    box = lab.plane.bounding_box()
    assert box["width"] > 340
    lab.page.touchscreen.tap(box["x"] + 0.8 * box["width"], box["y"] + 0.5 * box["height"])
    lab.wait_for_pin(before)


def glide(lab: Map, start: list[Place], end: list[Place], steps: int = 8) -> None:
    """From places to places, in shares of the plane: one finger down after the other, all up at the end."""
    send = fingers(lab.page)
    for count in range(1, len(start) + 1):
        send("touchStart", *(lab.at(*place) for place in start[:count]))
    for step in range(1, steps + 1):
        share = step / steps
        places = [
            lab.at(a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]))
            for a, b in zip(start, end, strict=True)
        ]
        send("touchMove", *places)
    send("touchEnd")
    lab.visitor.frame()


def code_under(lab: Map, right: float, down: float) -> tuple[float, float]:
    """The code at a place of the plane, asked with a mouse so that nothing moves."""
    lab.hover(right, down)
    return lab.coordinates()


def scrolled(lab: Map) -> float:
    return lab.plane.bounding_box()["y"]


def test_two_fingers_zoom_about_their_middle_and_leave_the_page_where_it_is(phone):
    lab = Map(phone)
    before, place, link = lab.pinned(), scrolled(lab), lab.page.url
    middle, edge = code_under(lab, 0.4, 0.5), code_under(lab, 0.6, 0.5)
    glide(lab, [(0.3, 0.5), (0.5, 0.5)], [(0.1, 0.5), (0.7, 0.5)])
    assert code_under(lab, 0.4, 0.5) == pytest.approx(middle, abs=0.15)
    near = code_under(lab, 0.6, 0.5)[0]
    # The fingers went three times as far apart.
    assert (edge[0] - middle[0]) / (near - middle[0]) == pytest.approx(3, rel=0.2)
    assert scrolled(lab) == place
    assert (lab.pinned(), lab.page.url) == (before, link)
    assert not lab.page.locator(".strip").is_visible()


def test_two_fingers_move_the_map_with_them(phone):
    lab = Map(phone)
    place = scrolled(lab)
    held = code_under(lab, 0.4, 0.4)
    glide(lab, [(0.3, 0.4), (0.5, 0.4)], [(0.45, 0.6), (0.65, 0.6)])
    assert code_under(lab, 0.55, 0.6) == pytest.approx(held, abs=0.15)
    assert scrolled(lab) == place


def test_one_finger_walks_and_the_page_stays(phone):
    lab = Map(phone)
    before, place = lab.pinned(), scrolled(lab)
    glide(lab, [(0.3, 0.3)], [(0.6, 0.7)])
    lab.page.locator(".strip").wait_for()
    assert (lab.pinned(), scrolled(lab)) == (before, place)
    lab.page.wait_for_url("**path=**")
