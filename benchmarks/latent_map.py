"""The latent map: pointer to pixels, click to answer, frames while zooming and moving, first paint.

Server, models, browser and this driver share this machine's cores.
"""

import argparse
import itertools
import math
import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page

from benchmarks._measuring import CLOCK, TOOLS, WATCH_MAP, circle, lab_and_browser, p95

# Runs in the page: when the button was released over the map, and when Python's answer was painted.
WATCH_ANSWERS = """
() => {
  const root = labShadow('canvas.marks'), times = window.labTimes;
  Object.assign(times, { answered: 0, pressed: 0 });
  const released = (event) => { times.pressed = event.timeStamp; };
  root.querySelector('canvas.marks').addEventListener('pointerup', released, true);
  new MutationObserver(() => labPainted(() => { times.answered = performance.now(); }))
    .observe(root.querySelector('.answer'), { childList: true });
}
"""


def hover(page: Page, box: dict, seconds: float) -> tuple[list[float], list[float]]:
    """Milliseconds from the first unanswered movement to the digit written for it, while circling over the map.

    And the part of them from when the browser tells the page of it, with its next frame: the page's own work. The
    driver's next movement follows a frame closely, so most of the rest is the wait for the next one, up to 16.7 ms.
    """
    circle(page, box, seconds)
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
    with lab_and_browser() as (address, new_page):
        paints = []
        for _visit in range(5):
            page = new_page()
            paints.append(first_paint(page, f"{address}/latent_map?model={model}"))
        page.wait_for_timeout(1500)
        for script in (TOOLS, CLOCK, WATCH_MAP, WATCH_ANSWERS):
            page.evaluate(script)
        box = page.locator("canvas.marks").bounding_box()
        (hovers, work), answers = hover(page, box, seconds), click(page, box, clicks + 2)
        frames = {kind: moving(page, box, kind) for kind in ("zoom", "pan")}
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
