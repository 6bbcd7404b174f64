"""A visitor at the latent map, for the tests in a real Chromium."""

import re

import numpy as np
from playwright.sync_api import expect

from tests.browser.conftest import MINUS, grey

MODEL = "pca_d2"


class Map:
    """A visitor at the map."""

    def __init__(self, visitor, path: str = f"/latent_map?model={MODEL}") -> None:
        self.visitor, self.page = visitor, visitor.page
        visitor.open(path)
        self.page.locator(".pad.ready").wait_for()
        self.page.locator(".answer .vote").wait_for()
        self.plane = self.page.locator("canvas.marks")

    def at(self, right: float, down: float) -> tuple[float, float]:
        """A place on screen from shares of the plane's width and height."""
        box = self.plane.bounding_box()
        return box["x"] + right * box["width"], box["y"] + down * box["height"]

    def hover(self, right: float, down: float) -> None:
        self.page.mouse.move(*self.at(right, down))
        self.visitor.frame()

    def coordinates(self) -> tuple[float, float]:
        text = self.page.locator(".hover output").inner_text().translate(MINUS)
        x, y = re.fullmatch(r"\((-?[\d.]+), (-?[\d.]+)\)", text).groups()
        return float(x), float(y)

    def preview(self) -> np.ndarray:
        return grey(self.page.locator(".hover canvas"))

    def pinned(self) -> str:
        return self.page.locator(".answer h4 span").inner_text()

    def wait_for_pin(self, other_than: str) -> str:
        expect(self.page.locator(".answer h4 span")).not_to_have_text(other_than, timeout=10_000)
        return self.pinned()

    def ink(self, layer: str) -> int:
        """Pixels of a layer that are not clear."""
        return self.page.locator(f"canvas.{layer}").evaluate(
            """(c) => { const p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
                        let n = 0; for (let i = 3; i < p.length; i += 4) n += p[i] > 0; return n; }"""
        )

    def strip(self) -> np.ndarray:
        """The twelve pictures along the path, (12, 28, 28)."""
        return grey(self.page.locator(".strip canvas")).reshape(28, 12, 28).transpose(1, 0, 2)
