"""From the last movement of the denoising bench's slider to the restored pictures on screen, in a real Chromium.

    python benchmarks/denoise.py [--moves 40] [--models NAME,NAME] [--kind gaussian]

The clock starts at the last `input` event of a drag on the slider, which the release follows at once, and stops at the
frame after the last quick method's picture has changed and is decoded. Non-local means and total variation come after
and are timed apart. Server, models, browser and this driver share this machine's cores.
"""

import argparse
import os
import random
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page

from benchmarks._measuring import TOOLS, lab_and_browser, p95

GOAL_MS = 150
FIVE = "dae_nyu_d500,ae_conv_d30,ae_nyu_d500,ae_nyu_d30,ae_deep_d30"

# Runs in the page: when the slider last changed the strength, and when a restored picture was last painted.
WATCH = """
() => {
  const times = window.labTimes = { moved: 0, quick: 0, slow: 0, answers: 0 };
  labShadow('.spoiler').querySelector('.strength input').addEventListener('input', (event) => {
    times.moved = event.timeStamp;
  }, true);
  const restored = labShadow('.restored');
  const images = [...restored.querySelectorAll('.restored .xhat img')];
  const isSlow = (image) => ['nlm', 'tv'].includes(image.closest('.restored').dataset.model);
  const painted = (name) => Promise.all(images.map((image) => image.decode()))
    .then(() => labPainted(() => { times[name] = performance.now(); }));
  new MutationObserver((changes) => {
    const changed = changes.map(({ target }) => target).filter((target) => images.includes(target));
    if (changed.some((image) => !isSlow(image))) { times.answers += 1; painted('quick'); }
    if (changed.some(isSlow)) painted('slow');
  }).observe(restored.querySelector('.lab'), { subtree: true, attributes: true, attributeFilter: ['src'] });
  return images.length;
}
"""


def move(page: Page, chance: random.Random) -> tuple[float, float, int]:
    """One drag of the slider; milliseconds to the quick pictures and to the slow ones, pictures shown on the way."""
    box = page.locator(".strength input").bounding_box()
    middle = box["y"] + box["height"] / 2

    def somewhere() -> float:
        return box["x"] + chance.uniform(0.15, 0.75) * box["width"]

    page.evaluate("window.labTimes.answers = 0")
    page.mouse.move(somewhere(), middle)
    page.mouse.down()
    for _turn in range(2):
        page.mouse.move(somewhere(), middle, steps=10)
    page.mouse.up()
    page.wait_for_timeout(900)
    times = page.evaluate("window.labTimes")
    return times["quick"] - times["moved"], times["slow"] - times["moved"], times["answers"]


def measure(moves: int, models: str, kind: str) -> list[tuple[float, float, int]]:
    """What each drag took; the first three warm caches and the browser's compiler and are left out."""
    chance = random.Random(0)
    with lab_and_browser() as (address, new_page):
        page = new_page()
        page.goto(f"{address}/denoise?models={models}&kind={kind}")
        page.locator(".restored .xhat img").first.wait_for(timeout=120_000)
        page.wait_for_timeout(1500)
        page.evaluate(TOOLS)
        print(f"methods on screen: {page.evaluate(WATCH)}, load average {os.getloadavg()[0]:.1f}")
        return [move(page, chance) for _number in range(moves + 3)][3:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moves", type=int, default=40)
    parser.add_argument("--models", default=FIVE, help="names, comma-separated")
    parser.add_argument("--kind", default="dropout", help="the kind of noise: dropout, gaussian, ...")
    arguments = parser.parse_args()
    found = measure(arguments.moves, arguments.models, arguments.kind)
    quick = sorted(one for one, _slow, _answers in found)
    slow = [after for _quick, after, _answers in found if after > 0]
    late = f"{statistics.median(slow):.0f}" if slow else "none"
    print(
        "| noise | moves | median ms | p95 ms | largest ms | pictures a move | slow methods, median ms | goal: p95 ms |"
    )
    print("|---|---|---|---|---|---|---|---|")
    print(
        f"| {arguments.kind} | {len(quick)} | {statistics.median(quick):.0f} | {p95(quick):.0f} | {quick[-1]:.0f} | "
        f"{statistics.mean(answers for *_times, answers in found):.1f} | {late} | <= {GOAL_MS} |"
    )


if __name__ == "__main__":
    main()
