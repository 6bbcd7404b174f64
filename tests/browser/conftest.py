"""The real app in a real Chromium: one server for all tests, one fresh browser context (a visitor) per test."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from tests.support.served import CHROMIUM_FLAGS, chromium_path, served

READY = "[data-testid=stApp][data-test-script-state=notRunning]"
# Streamlit asks for both below a page's own address first, gets a 404 and goes on.
HARMLESS = ("_stcore/health", "_stcore/host-config")
# How far the page can be scrolled sideways, in pixels.
SIDEWAYS = "document.querySelector('[data-testid=stMain]').scrollWidth - document.documentElement.clientWidth"
MINUS = str.maketrans("\N{MINUS SIGN}", "-")
Place = tuple[float, float]


def grey(canvas: Locator) -> np.ndarray:
    """The red of every pixel of a canvas, 0 to 255, row after row in one line."""
    return np.array(
        canvas.evaluate(
            "(c) => [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].filter((_, i) => i % 4 === 0)"
        )
    )


def sources(images: Locator) -> list[str]:
    return images.evaluate_all("images => images.map((i) => i.src)")


def fingers(page: Page) -> Callable[..., None]:
    """What sends touches as the browser's own protocol does: `send("touchStart", place, ...)`, a place a finger."""
    session = page.context.new_cdp_session(page)

    def send(kind: str, *places: Place) -> None:
        points = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    return send


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

    def go_to(self, title: str) -> "Visitor":
        """Leave for another page by the menu, its section unfolded first where it is folded."""
        section = self.page.locator(".menu details").filter(has_text=title)
        if section.get_attribute("open") is None:
            section.locator("summary").click()
        section.get_by_role("link", name=title).click()
        return self

    def wait_for_bench(self) -> "Visitor":
        self.page.locator(".row .xhat img").first.wait_for()
        return self

    def settle(self) -> None:
        """Wait until no answer is under way and the picture on screen has stopped changing."""
        former = None
        for _attempt in range(80):
            self.page.wait_for_timeout(150)
            # On a busy machine an answer may take longer than two looks: a still picture alone says nothing.
            idle = self.page.locator(READY).count()
            shown = self.page.locator(".lab").evaluate_all("blocks => blocks.map((b) => b.innerHTML).join()")
            if idle and shown == former:
                return
            former = shown if idle else None
        raise AssertionError("the page never came to rest")

    def frame(self) -> None:
        """Wait until what happened so far is painted."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def sent(self) -> list[int]:
        """Sizes of what the browser sends to the server, the list growing as it does; asked before the page opens."""
        sizes: list[int] = []
        self.page.on(
            "websocket", lambda socket: socket.on("framesent", lambda frame: sizes.append(len(frame)))
        )
        return sizes

    def drag(self, places: Iterable[Place], steps: int = 1) -> None:
        """Press the mouse at the first place on screen, let go at the last; `steps` movements from each to the next."""
        first, *others = places
        self.page.mouse.move(*first)
        self.page.mouse.down()
        for place in others:
            self.page.mouse.move(*place, steps=steps)
        self.page.mouse.up()

    def draw(self, strokes: list[list[Place]], side: int = 280) -> None:
        """Draw polylines given in pixels of a `side` x `side` canvas, with the mouse."""
        canvas = self.page.locator("canvas")
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        for stroke in strokes:
            self.drag(
                (box["x"] + x / side * box["width"], box["y"] + y / side * box["height"]) for x, y in stroke
            )
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
        return sources(self.page.locator(".row .xhat img"))

    def canvas_ink(self) -> float:
        """Mean brightness of what is on the canvas, 0 to 1."""
        return float(grey(self.page.locator("canvas")).mean()) / 255


@pytest.fixture
def visitor(page: Page, address: str) -> Iterator[Visitor]:
    """A visitor whose browser must not log an error, fail on a script or ask another host for anything."""
    with watched(page, address) as visitor:
        yield visitor


@contextmanager
def watched(page: Page, address: str) -> Iterator[Visitor]:
    """Someone at this page; where it ends, nothing may have gone wrong in the browser."""
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


@contextmanager
def visiting(browser: Browser, address: str, **options) -> Iterator[Visitor]:
    """A visitor with a browser of these options (playwright's)."""
    with browser.new_context(**options) as context, watched(context.new_page(), address) as visitor:
        yield visitor


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Visitor]:
    """A visitor with a phone: 390 x 844, touch, two device pixels to one."""
    hand = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    with visiting(browser, address, viewport={"width": 390, "height": 844}, **hand) as visitor:
        yield visitor
