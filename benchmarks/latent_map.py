"""The latent map: pointer to pixels, click to answer, frames while zooming and moving, first paint.

Server, models, browser and this driver share this machine's cores.
"""

import argparse
import itertools
import math
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page, sync_playwright

from tests.served import CHROMIUM_FLAGS, chromium_path, served

# Runs in the page: when the pointer last moved over the map, and when a digit was next written into the preview.
WATCH = """
() => {
  const root = [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')]
    .map((host) => host.shadowRoot).find((r) => r?.querySelector('canvas.marks'));
  const marks = root.querySelector('canvas.marks');
  const times = window.labTimes = { hover: [], work: [], frames: [], answered: 0, pressed: 0, counting: false };
  let [moved, told] = [0, 0];
  marks.addEventListener('pointermove', (event) => { moved ||= event.timeStamp; told ||= performance.now(); }, true);
  marks.addEventListener('pointerup', (event) => { times.pressed = event.timeStamp; }, true);
  const preview = root.querySelector('.hover canvas').getContext('2d');
  const put = preview.putImageData.bind(preview);
  preview.putImageData = (...given) => {
    put(...given);
    if (moved) {
      times.hover.push(performance.now() - moved);
      times.work.push(performance.now() - told);
    }
    moved = told = 0;
  };
  const painted = (then) => requestAnimationFrame(() => {
    const frame = new MessageChannel();   // a message sent inside a frame arrives when it has been painted
    frame.port1.onmessage = then;
    frame.port2.postMessage(0);
  });
  new MutationObserver(() => painted(() => { times.answered = performance.now(); }))
    .observe(root.querySelector('.answer'), { childList: true });
  const tick = (now) => { if (times.counting) times.frames.push(now); requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}
"""


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def hover(page: Page, box: dict, seconds: float) -> tuple[list[float], list[float]]:
    """Milliseconds from the first unanswered movement to the digit written for it, while circling over the map.

    And the part of them from when the browser tells the page of it, with its next frame: the page's own work. The
    driver's next movement follows a frame closely, so most of the rest is the wait for the next one, up to 16.7 ms.
    """
    end, step = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        step += 1
        share = (0.5 + 0.4 * math.cos(step / 30), 0.5 + 0.4 * math.sin(step / 23))
        page.mouse.move(box["x"] + share[0] * box["width"], box["y"] + share[1] * box["height"])
    return page.evaluate("window.labTimes.hover"), page.evaluate("window.labTimes.work")


def click(page: Page, box: dict, times: int) -> list[float]:
    """Milliseconds from releasing the button to the frame with Python's answer."""
    chance, found = random.Random(0), []
    for _click in range(times):
        page.evaluate("window.labTimes.answered = 0")
        page.mouse.click(
            box["x"] + chance.uniform(0.1, 0.8) * box["width"],
            box["y"] + chance.uniform(0.1, 0.9) * box["height"],
        )
        page.wait_for_function("window.labTimes.answered > 0")
        page.wait_for_timeout(500)  # the second click of a quick pair would count as a double one
        found.append(page.evaluate("window.labTimes.answered - window.labTimes.pressed"))
    return found[2:]


def moving(page: Page, box: dict, kind: str) -> list[float]:
    """Milliseconds between frames while the map zooms or moves all the time."""
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.dblclick(*middle)
    page.mouse.move(*middle)
    if kind == "pan":
        page.keyboard.down("Shift")
        page.mouse.down()
    page.evaluate("window.labTimes.frames.length = 0; window.labTimes.counting = true")
    for step in range(150):
        if kind == "zoom":
            page.mouse.wheel(0, -40 if step % 100 < 50 else 40)
        else:
            page.mouse.move(middle[0] + 90 * math.sin(step / 9), middle[1] + 60 * math.cos(step / 9))
    frames = page.evaluate("window.labTimes.counting = false, window.labTimes.frames")
    if kind == "pan":
        page.mouse.up()
        page.keyboard.up("Shift")
    return [after - before for before, after in itertools.pairwise(frames)]


def first_paint(page: Page, address: str) -> float:
    """Milliseconds from asking for the page to the map on screen, the server being warm."""
    start = time.monotonic()
    page.goto(address)
    page.locator(".pad.ready").wait_for(timeout=120_000)
    return 1000 * (time.monotonic() - start)


def measure(model: str, seconds: float, clicks: int) -> list[tuple[str, str, str, str]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "log") as address,
        sync_playwright() as p,
    ):
        browser = p.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        paints = []
        for _visit in range(5):
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            paints.append(first_paint(page, f"{address}/latent_map?model={model}"))
        page.wait_for_timeout(1500)
        page.evaluate(WATCH)
        box = page.locator("canvas.marks").bounding_box()
        (hovers, work), answers = hover(page, box, seconds), click(page, box, clicks + 2)
        frames = {kind: moving(page, box, kind) for kind in ("zoom", "pan")}
        browser.close()
    rows = [
        ("pointer move to pixels, ms", hovers, "<= 16.7"),
        ("of which the page's own work, ms", work, ""),
        ("click to answer on screen, ms", answers, "<= 100"),
        *((f"frame while the map {kind}s, ms", gaps, "<= 20") for kind, gaps in frames.items()),
    ]
    table = [(name, f"{statistics.median(v):.1f}", f"{p95(v):.1f}", goal) for name, v, goal in rows]
    return [
        *table,
        ("page asked for to map shown, ms", f"{statistics.median(paints[1:]):.0f}", "", "<= 1500"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="vae_d2")
    parser.add_argument("--seconds", type=float, default=10, help="of continuous hovering")
    parser.add_argument("--clicks", type=int, default=30)
    arguments = parser.parse_args()
    print("| what | median | p95 | goal |")
    print("|---|---|---|---|")
    for row in measure(arguments.model, arguments.seconds, arguments.clicks):
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
