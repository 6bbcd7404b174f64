"""The real app in a real Chromium: one server for all tests, one fresh browser context (a visitor) per test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.served import CHROMIUM_FLAGS, chromium_path, served

READY = "[data-testid=stApp][data-test-script-state=notRunning]"
# Streamlit asks for both below a page's own address first, gets a 404 and goes on.
HARMLESS = ("_stcore/health", "_stcore/host-config")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    launch = {**browser_type_launch_args, "args": CHROMIUM_FLAGS}
    return {**launch, "executable_path": chromium_path()} if chromium_path() else launch


@pytest.fixture(scope="session")
def address(tmp_path_factory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("server") / "log.txt") as url:
        yield url


class Visitor:
    """A person at the lab: opens pages, draws, reads what the bench shows."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def open(self, path: str) -> "Visitor":
        self.page.goto(self.address + path)
        self.page.wait_for_selector(READY)
        self.page.locator("h1").wait_for()
        return self

    def wait_for_bench(self) -> "Visitor":
        self.page.locator(".row .xhat img").first.wait_for()
        return self

    def settle(self) -> None:
        """Wait until the picture on screen has stopped changing."""
        former = None
        for _attempt in range(40):
            self.page.wait_for_timeout(150)
            shown = self.page.locator(".lab").evaluate_all("blocks => blocks.map((b) => b.innerHTML).join()")
            if shown == former:
                return
            former = shown
        raise AssertionError("the page never came to rest")

    def draw(self, strokes: list[list[tuple[float, float]]], side: int = 280) -> None:
        """Draw polylines given in pixels of a `side` x `side` canvas, with the mouse."""
        canvas = self.page.locator("canvas")
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        for stroke in strokes:
            points = [
                (box["x"] + x / side * box["width"], box["y"] + y / side * box["height"]) for x, y in stroke
            ]
            self.page.mouse.move(*points[0])
            self.page.mouse.down()
            for point in points[1:]:
                self.page.mouse.move(*point)
            self.page.mouse.up()
        self.settle()

    def press(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).click()
        self.settle()

    def votes(self) -> dict[str, int]:
        rows = self.page.locator(".row[data-model]")
        return {
            row.get_attribute("data-model"): int(row.locator(".vote").get_attribute("data-vote"))
            for row in rows.all()
        }

    def reconstructions(self) -> list[str]:
        return self.page.locator(".row .xhat img").evaluate_all("images => images.map((i) => i.src)")

    def canvas_ink(self) -> float:
        """Mean brightness of what is on the canvas, 0 to 1."""
        return self.page.locator("canvas").evaluate(
            """(c) => { const p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
                        let sum = 0; for (let i = 0; i < p.length; i += 4) sum += p[i];
                        return sum / (p.length / 4) / 255; }"""
        )


@pytest.fixture
def visitor(page: Page, address: str) -> Iterator[Visitor]:
    """A visitor whose browser must not log an error, fail on a script or ask another host for anything."""
    yield from watched(page, address)


def watched(page: Page, address: str) -> Iterator[Visitor]:
    problems: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        source = message.location.get("url", "")
        if message.type == "error" and not source.endswith(HARMLESS):
            problems.append(f"console: {message.text} ({source})")

    def on_request(request) -> None:
        if not request.url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
            problems.append(f"another host was asked: {request.url}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.set_default_timeout(60_000)
    yield Visitor(page, address)
    assert problems == []


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Visitor]:
    """A visitor with a phone: 390 x 844, touch, two device pixels to one."""
    context: BrowserContext = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2
    )
    yield from watched(context.new_page(), address)
    context.close()
