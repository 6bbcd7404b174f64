"""From the last pointer event of a stroke to the changed reconstructions on screen, in a real Chromium.

    python benchmarks/stroke_latency.py [--strokes 40] [--models NAME,NAME]

The page shows four models. The clock starts at the last pointermove of a stroke (the last event that changes the
drawing) and stops at the frame after the last of the four reconstructions has changed and is decoded. The server, its
models and the browser share this machine's cores.
"""

import argparse
import random
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page

from benchmarks._measuring import TOOLS, lab_and_browser, p95

GOAL_MS = 100

# Runs in the page: remembers when the pointer last moved on the canvas, and when a reconstruction last changed.
WATCH = """
() => {
  const times = window.labTimes = { moved: 0, shown: 0, answers: 0 };
  labShadow('canvas').querySelector('canvas').addEventListener('pointermove', (event) => {
    if (event.buttons) times.moved = event.timeStamp;
  }, true);
  const row = labShadow('.row');
  const images = [...row.querySelectorAll('.row .xhat img')];
  new MutationObserver((changes) => {
    if (!changes.some(({ target }) => images.includes(target))) return;
    times.answers += 1;
    Promise.all(images.map((image) => image.decode()))
      .then(() => labPainted(() => { times.shown = performance.now(); }));
  }).observe(row.querySelector('.lab'), { subtree: true, attributes: true, attributeFilter: ['src'] });
  return images.length;
}
"""


def draw_stroke(page: Page, box: dict, chance: random.Random) -> tuple[float, int]:
    """One random stroke at the speed of a hand; (milliseconds to the last picture, pictures shown on the way)."""

    def somewhere() -> tuple[float, float]:
        share = (chance.uniform(0.15, 0.85), chance.uniform(0.15, 0.85))
        return box["x"] + share[0] * box["width"], box["y"] + share[1] * box["height"]

    page.evaluate("window.labTimes.answers = 0")
    page.mouse.move(*somewhere())
    page.mouse.down()
    for _corner in range(3):
        page.mouse.move(*somewhere(), steps=8)
    page.mouse.up()
    page.wait_for_timeout(400)
    times = page.evaluate("window.labTimes")
    return times["shown"] - times["moved"], times["answers"]


def measure(strokes: int, models: str) -> list[tuple[float, int]]:
    """Latency and number of pictures of each stroke; the canvas is cleared every third one."""
    chance = random.Random(0)
    results = []
    with lab_and_browser() as (address, new_page):
        page = new_page()
        page.goto(f"{address}/draw?models={models}")
        page.locator(".row .xhat img").nth(3).wait_for(timeout=120_000)
        page.wait_for_timeout(1000)
        page.evaluate(TOOLS)
        print(f"models on screen: {page.evaluate(WATCH)}")
        box = page.locator("canvas").bounding_box()
        for number in range(strokes + 3):
            if number % 3 == 0 and number:
                page.get_by_label("Undo").click(click_count=2)
                page.wait_for_timeout(300)
            result = draw_stroke(page, box, chance)
            # The first strokes warm caches and the browser's compiler.
            if number >= 3:
                results.append(result)
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--strokes", type=int, default=40)
    parser.add_argument(
        "--models", default="", help="names, comma-separated; the page's own choice if not given"
    )
    arguments = parser.parse_args()
    results = measure(arguments.strokes, arguments.models)
    latencies = sorted(latency for latency, _answers in results)
    print("| strokes | median ms | p95 ms | largest ms | pictures a stroke | goal: p95 ms |")
    print("|---|---|---|---|---|---|")
    print(
        f"| {len(latencies)} | {statistics.median(latencies):.0f} | {p95(latencies):.0f} | {latencies[-1]:.0f} | "
        f"{statistics.mean(answers for _latency, answers in results):.1f} | <= {GOAL_MS} |"
    )


if __name__ == "__main__":
    main()
