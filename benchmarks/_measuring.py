"""What the benchmarks in the browser share: lab and Chromium, a pointer that circles, and clocks in the page."""

import functools
import math
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.support.served import CHROMIUM_FLAGS, chromium_path, served

# To be evaluated first: what the scripts below and those of the benchmarks call.
TOOLS = """
() => {
  window.labShadow = (selector) => [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')]
    .map((host) => host.shadowRoot).find((root) => root?.querySelector(selector));
  window.labPainted = (then) => requestAnimationFrame(() => {
    const frame = new MessageChannel();   // a message sent inside a frame arrives when it has been painted
    frame.port1.onmessage = then;
    frame.port2.postMessage(0);
  });
}
"""

# Runs in the page and makes `labTimes`: milliseconds from the first movement of the pointer that has not been answered
# to the pixels written for it (`hover`), and to the end of the frame that shows them (`painted`); `work` is the part of
# `hover` from when the browser tells the page of the movement. `written` is to be called when the last pixel of an
# answer has been written.
CLOCK = """
() => {
  const times = window.labTimes = { hover: [], work: [], painted: [], frames: [], counting: false };
  let [moved, told, shown] = [0, 0, 0];
  const note = (event) => { moved ||= event.timeStamp; told ||= performance.now(); };
  times.watch = (target) => target.addEventListener('pointermove', note, true);
  times.written = () => {
    if (!moved) return;
    times.hover.push(performance.now() - moved);
    times.work.push(performance.now() - told);
    shown ||= moved;
    moved = told = 0;
  };
  const frame = new MessageChannel();   // a message sent inside a frame arrives when it has been painted
  frame.port1.onmessage = () => {
    if (shown) times.painted.push(performance.now() - shown);
    shown = 0;
  };
  const tick = (now) => {
    if (times.counting) times.frames.push(now);
    frame.port2.postMessage(0);
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}
"""

# The latent map: its preview is one image of 28 x 28, written at once.
WATCH_MAP = """
() => {
  const root = labShadow('canvas.marks');
  labTimes.watch(root.querySelector('canvas.marks'));
  const preview = root.querySelector('.hover canvas').getContext('2d');
  const put = preview.putImageData.bind(preview);
  preview.putImageData = (...given) => { put(...given); labTimes.written(); };
}
"""


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


@contextmanager
def lab_and_browser() -> Iterator[tuple[str, Callable[[], Page]]]:
    """Start the lab and a Chromium; yields the lab's address and what opens a page."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "log") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        yield address, functools.partial(browser.new_page, viewport={"width": 1280, "height": 720})
        browser.close()


def circle(page: Page, box: dict, seconds: float) -> None:
    """Move the pointer over the box without a pause."""
    end, step = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        step += 1
        share = (0.5 + 0.4 * math.cos(step / 30), 0.5 + 0.4 * math.sin(step / 23))
        page.mouse.move(box["x"] + share[0] * box["width"], box["y"] + share[1] * box["height"])
