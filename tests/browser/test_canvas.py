"""Drawing, as a visitor does it."""

import io
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from PIL import Image

from tests.browser.conftest import fingers
from tests.support.strokes import placed, rendered

# Shown by models whose checkpoints are small and quick; the default choice is tested by the first test.
CHOICE = "/draw?models=ae_nyu_d30,pca_d2&digit=32"


def test_a_digit_and_its_reconstructions_are_there_on_arrival(visitor):
    visitor.open("/draw").wait_for_bench()
    assert len(visitor.reconstructions()) == len(set(visitor.reconstructions())) == 4
    assert visitor.canvas_ink() > 0.05
    # The instrument is on the first screen: nothing of it lies below 720 pixels.
    bottoms = visitor.page.locator(".row, .input, canvas").evaluate_all(
        "all => all.map((e) => e.getBoundingClientRect().bottom)"
    )
    assert max(bottoms) <= 720
    assert visitor.page.locator("[data-testid=stMain]").evaluate("m => m.scrollWidth <= m.clientWidth")


def test_drawing_a_three_stroke_by_stroke(visitor):
    visitor.open(CHOICE).wait_for_bench()
    first = visitor.reconstructions()
    visitor.press("Clear")
    assert visitor.canvas_ink() == 0
    assert visitor.page.get_by_text("nothing drawn yet").is_visible()

    visitor.draw(placed(3))
    assert visitor.votes()["ae_nyu_d30"] == 3
    assert visitor.votes()["pca_d30"] == 3
    drawn = visitor.reconstructions()
    assert drawn != first

    visitor.draw([[(40, 40), (240, 240)]])
    assert visitor.reconstructions() != drawn
    visitor.press("Undo")
    assert visitor.reconstructions() == drawn
    visitor.press("Redo")
    assert visitor.reconstructions() != drawn


def test_the_reconstruction_follows_while_the_pen_is_down(visitor):
    visitor.open(CHOICE).wait_for_bench()
    first = visitor.reconstructions()
    box = visitor.page.locator("canvas").bounding_box()
    mouse = visitor.page.mouse
    mouse.move(box["x"] + 40, box["y"] + 40)
    mouse.down()
    mouse.move(box["x"] + 220, box["y"] + 60, steps=10)
    visitor.settle()
    during = visitor.reconstructions()
    assert during != first
    mouse.move(box["x"] + 60, box["y"] + 220, steps=10)
    visitor.settle()
    assert visitor.reconstructions() != during
    mouse.up()


def test_undo_goes_back_to_the_untouched_test_digit(visitor):
    visitor.open(CHOICE).wait_for_bench()
    first = visitor.reconstructions()
    visitor.draw([[(20, 20), (260, 30)], [(20, 260), (260, 250)]])
    assert "digit=" not in visitor.page.url
    visitor.press("Undo")
    visitor.press("Undo")
    assert visitor.reconstructions() == first
    assert "digit=32" in visitor.page.url


def test_keys_undo_redo_and_clear(visitor):
    visitor.open(CHOICE).wait_for_bench()
    visitor.draw([[(20, 20), (260, 30)]])
    drawn = visitor.reconstructions()
    canvas = visitor.page.locator("canvas")
    for keys, same in (("Control+z", False), ("Control+Shift+z", True)):
        canvas.press(keys)
        visitor.settle()
        assert (visitor.reconstructions() == drawn) is same
    canvas.press("Delete")
    visitor.settle()
    assert visitor.canvas_ink() == 0


def test_a_wider_brush_leaves_more_ink(visitor):
    visitor.open(CHOICE).wait_for_bench()
    inks = []
    for width in ("8", "48"):
        visitor.press("Clear")
        visitor.page.get_by_label("Brush width").fill(width)
        visitor.draw([[(60, 140), (220, 140)]])
        inks.append(visitor.canvas_ink())
    assert inks[1] > 4 * inks[0]


def test_another_test_digit_can_be_undone(visitor):
    visitor.open(CHOICE).wait_for_bench()
    first = visitor.reconstructions()
    visitor.page.get_by_role("button", name="Another test digit").click()
    visitor.page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("digit") != ["32"])
    visitor.settle()
    assert visitor.reconstructions() != first
    visitor.press("Undo")
    assert visitor.reconstructions() == first


def test_the_drawing_survives_a_change_of_page_and_can_still_be_undone(visitor):
    visitor.open(CHOICE).wait_for_bench()
    visitor.press("Clear")
    visitor.draw(placed(0))
    drawn, ink = visitor.reconstructions(), visitor.canvas_ink()
    visitor.go_to("In one minute")
    visitor.page.locator(".walk").wait_for()
    visitor.go_to("Draw a digit")
    visitor.wait_for_bench().settle()
    assert visitor.reconstructions() == drawn
    assert visitor.canvas_ink() == pytest.approx(ink)
    visitor.press("Undo")
    assert visitor.reconstructions() != drawn


def test_an_uploaded_picture_replaces_the_drawing(visitor):
    visitor.open(CHOICE).wait_for_bench()
    picture = io.BytesIO()
    Image.fromarray(255 - rendered(7)).save(picture, "PNG")
    visitor.page.get_by_test_id("stPopover").filter(has_text="Upload").locator("button").click()
    files = visitor.page.locator("input[type=file]")
    files.set_input_files({"name": "seven.png", "mimeType": "image/png", "buffer": picture.getvalue()})
    visitor.page.wait_for_url(lambda url: "digit=" not in url)
    visitor.settle()
    assert visitor.votes()["ae_nyu_d30"] == 7
    assert visitor.canvas_ink() == pytest.approx(float(np.mean(rendered(7))) / 255, rel=0.02)

    files.set_input_files({"name": "text.png", "mimeType": "image/png", "buffer": b"no picture"})
    visitor.page.get_by_text("not a picture that can be read").wait_for()
    assert visitor.votes()["ae_nyu_d30"] == 7


def test_a_tiny_digit_in_a_corner_needs_the_preparation(visitor):
    visitor.open(CHOICE).wait_for_bench()
    visitor.press("Clear")
    visitor.page.get_by_label("Brush width").fill("8")
    visitor.draw(placed(3, "corner"))
    assert visitor.votes()["ae_nyu_d30"] == 3
    seen = visitor.page.locator(".input img").get_attribute("src")
    visitor.page.get_by_text("Prepare it as MNIST was").click()
    visitor.page.wait_for_url("**raw=1**")
    visitor.settle()
    assert visitor.page.locator(".input img").get_attribute("src") != seen
    # The switch, too, is where it was when the visitor comes back.
    visitor.go_to("In one minute")
    visitor.page.locator(".walk").wait_for()
    visitor.go_to("Draw a digit")
    visitor.page.wait_for_url("**raw=1**")


def test_an_open_step_follows_the_drawing(visitor):
    visitor.open(CHOICE).wait_for_bench()
    visitor.page.get_by_text("The error counts what was lost").click()
    step = visitor.page.locator("[data-testid=stExpanderDetails]").filter(has=visitor.page.locator(".katex"))
    step.locator(".katex").first.wait_for()
    before = step.inner_text()
    visitor.draw([[(30, 250), (250, 250)]])
    visitor.page.wait_for_function(
        "before => [...document.querySelectorAll('[data-testid=stExpanderDetails]')]"
        ".some((e) => e.querySelector('.katex') && e.innerText !== before)",
        arg=before,
    )
    shown = visitor.page.locator(".row[data-model=ae_nyu_d30] .xhat figcaption").inner_text().split()[-1]
    assert shown in step.inner_text()


def test_what_is_kept_is_a_picture_and_the_codes(visitor):
    visitor.open(CHOICE).wait_for_bench()
    visitor.page.get_by_test_id("stPopover").filter(has_text="Keep").locator("button").click()
    with visitor.page.expect_download() as picture:
        visitor.page.get_by_role("button", name="Picture (PNG)").click()
    with Image.open(picture.value.path()) as image:
        assert image.format == "PNG"
        assert image.width > 4 * 140
    with visitor.page.expect_download() as codes:
        visitor.page.get_by_role("button", name="Codes (JSON)").click()
    assert '"test_digit": 32' in codes.value.path().read_text()


def test_drawing_with_a_finger_does_not_scroll(phone):
    phone.open(CHOICE).wait_for_bench()
    phone.press("Clear")
    canvas = phone.page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box["width"] >= 336
    main = phone.page.locator("[data-testid=stMain]")
    before = main.evaluate("m => m.scrollTop")
    send = fingers(phone.page)
    for stroke in placed(3):
        for number, (x, y) in enumerate(stroke):
            at = (box["x"] + x / 280 * box["width"], box["y"] + y / 280 * box["height"])
            send("touchMove" if number else "touchStart", at)
        send("touchEnd")
    phone.settle()
    assert main.evaluate("m => m.scrollTop") == before
    assert phone.votes()["ae_nyu_d30"] == 3
    assert main.evaluate("m => m.scrollWidth <= m.clientWidth")
