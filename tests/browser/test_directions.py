"""The board of directions in a real Chromium: torch's numbers, live sliders, and a drawing of one's own."""

import base64
import re

import numpy as np
import pytest
import torch
from playwright.sync_api import expect

from ae_core import data
from ae_core.directions.fitting import PROPERTIES
from ae_core.images import transformations
from tests.browser.conftest import MINUS, grey
from ui import components
from ui.features.directions import results

SCRIPTS = components.text("shared/blobs.js", "shared/decoder.js", "directions/warp.js", "directions/flow.js")
UNIT = {
    "shift": transformations.SHIFT_PIXELS,
    "zoom": transformations.ZOOM_FACTOR,
    "stroke": transformations.STROKE_PIXELS,
    "slant": transformations.SLANT,
}


def all_units() -> list[list[float]]:
    """Each slider alone at both ends, and a hundred random settings of all five."""
    alone = [[sign * 3.0 * (k == j) for j in range(5)] for k in range(5) for sign in (-1, 1)]
    chance = np.random.default_rng(0)
    return alone + chance.uniform(-3, 3, (100, 5)).round(1).tolist()


def run(page, body: str, *arguments) -> np.ndarray:
    text = page.evaluate(
        f"""(given) => {{
          {SCRIPTS}
          const out = [];
          {body}
          const bytes = new Uint8Array(Float32Array.from(out.flatMap((a) => [...a])).buffer);
          let text = '';
          bytes.forEach((byte) => {{ text += String.fromCharCode(byte); }});
          return btoa(text);
        }}""",
        list(arguments),
    )
    return np.frombuffer(base64.b64decode(text), np.float32)


def test_the_browser_warps_and_measures_as_torch_does(page):
    units, images = all_units(), data.as_input(data.test_set("mnist")[0][: len(all_units())])
    body = """
      const [images, units, unit] = given;
      units.forEach((amounts, i) => {
        const warped = warp(Float32Array.from(images[i], (v) => v / 255), amounts, unit);
        out.push(warped, measure(warped));
      });"""
    pixels = data.test_set("mnist")[0][: len(units)].reshape(len(units), -1).tolist()
    got = run(page, body, pixels, units, UNIT).reshape(len(units), 784 + 5)
    for x, amounts, answer in zip(images, units, got, strict=True):
        expected = transformations.warp(x[None], **dict(zip(transformations.NAMES, amounts, strict=True)))
        assert np.abs(answer[:784] - expected.flatten().numpy()).max() < 1e-3
        measured = [float(PROPERTIES[name](expected)) for name in transformations.NAMES]
        np.testing.assert_allclose(answer[784:], measured, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("method", ["field", "arrow"])
@torch.inference_mode()
def test_the_browser_moves_and_decodes_as_torch_does(page, method):
    movable, units = results.movable(), all_units()
    z = movable.net.encode(data.as_input(data.test_set("mnist")[0][: len(units)]))
    body = """
      const [blob, codes, units, method] = given;
      const [decoder, directions] = readBlobs(Uint8Array.from(atob(blob), (c) => c.charCodeAt(0)));
      const [decode, move] = [makeDecoder(decoder), makeFlow(directions)];
      units.forEach((amounts, i) => out.push(decode(move(codes[i], amounts, method)).slice()));"""
    blob = base64.b64encode(movable.content).decode()
    got = run(page, body, blob, z.tolist(), units, method).reshape(len(units), 784)
    moved = torch.cat(
        [movable.directions.move(one[None], amounts, method) for one, amounts in zip(z, units, strict=True)]
    )
    expected = movable.net.decode(moved).flatten(1).numpy()
    assert np.abs(got - expected).max() < 1 / 255


def containing(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text))


class Lab:
    """A visitor at the board."""

    def __init__(self, visitor, path: str = "/directions") -> None:
        self.visitor, self.page = visitor, visitor.open(path).page
        self.wait_for("test-32" if "digit=" not in path else f"test-{path.partition('digit=')[2]}")

    def wait_for(self, digit: str) -> None:
        self.page.locator(f'.moves.ready[data-drawn="{digit}"]').wait_for()

    def slider(self, position: int):
        return self.page.locator(".move input").nth(position)

    def digit(self, kind: str) -> np.ndarray:
        return grey(self.page.locator(f".digit.{kind} canvas"))

    def number(self, position: int, kind: str) -> float:
        text = self.page.locator(".move").nth(position).locator(f"output.{kind}").inner_text()
        return float(text.translate(MINUS))

    def set(self, position: int, value: float) -> None:
        """Drag the slider there without letting go."""
        self.slider(position).evaluate(
            "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', { bubbles: true })); }", value
        )
        self.visitor.frame()


def test_a_slider_moves_pictures_and_numbers_without_the_server(visitor):
    sent = visitor.sent()
    lab = Lab(visitor)
    lab.page.wait_for_timeout(500)
    sent.clear()
    still, before = lab.digit("x"), []
    for value in (-3, -1, 1, 3):
        lab.set(0, value)
        before.append((lab.number(0, "pixels"), lab.number(0, "xhat")))
    assert sent == []
    assert before == sorted(before)
    assert before[-1][0] - before[0][0] > 2.8
    assert np.array_equal(lab.digit("x"), still)
    assert np.abs(lab.digit("xhat") - still).max() > 100


def test_arrow_keys_move_a_slider_and_the_link_follows(visitor):
    lab = Lab(visitor)
    lab.slider(3).focus()
    for _press in range(5):
        lab.page.keyboard.press("ArrowRight")
    expect(lab.page).to_have_url(containing("move=0%2C0%2C0%2C0.5%2C2"), timeout=10_000)
    assert lab.page.locator(".curve figcaption").inner_text().startswith("Ink")
    lab.page.get_by_role("button", name="All to zero").click()
    expect(lab.page).to_have_url(containing("move=0%2C0%2C0%2C0%2C0"), timeout=10_000)


def test_a_link_restores_the_screen_and_both_methods_differ(visitor):
    lab = Lab(visitor, "/directions?move=0,0,0,0,-3&digit=2")
    field = lab.digit("xhat")
    lab.page.get_by_role("button", name="One arrow").click()
    visitor.frame()
    assert np.abs(lab.digit("xhat") - field).max() > 20
    assert lab.number(4, "pixels") < lab.number(4, "x") - 0.2


def test_another_test_digit_keeps_the_sliders(visitor):
    lab = Lab(visitor)
    before = lab.digit("x")
    lab.page.get_by_role("button", name="Another test digit").click()
    lab.page.locator('.moves:not([data-drawn="test-32"])').wait_for()
    assert not np.array_equal(lab.digit("x"), before)
    assert lab.slider(4).input_value() == "2"


def test_on_a_phone_everything_is_in_reach(phone):
    lab = Lab(phone)
    lab.set(4, -2)
    width = lab.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    for position in range(5):
        box = lab.slider(position).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
