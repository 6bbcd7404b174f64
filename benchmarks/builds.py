"""This checkout beside another one, in turns on one machine: what a visitor waits for, as ratios.

    python benchmarks/builds.py --other DIR [--rounds 9]

DIR is another checkout of the lab with an environment that this one's Python can serve too. Both servers run all the
time; in each round one build and then the other is measured, the order changing from round to round, so whatever else
the machine does hits both. A ratio is this checkout's figure over the other's in the same round.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import denoise, latent_map, stroke_latency
from benchmarks._measuring import CLOCK, TOOLS, WATCH_MAP
from tests.support.served import CHROMIUM_FLAGS, ROOT, chromium_path, served

LIMIT = 1.1
# A page, and what shows that it is there.
PAGES = {
    "draw": ".row .xhat img",
    "denoise": ".restored .xhat img",
    "latent_map": ".pad.ready",
}
STROKES, MOVES, CLICKS, SECONDS = 3, 3, 2, 1

Figures = dict[str, float]


def start(root: Path) -> float:
    """Milliseconds from starting a server to its first answer."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        with served(Path(folder) / "log", root=root):
            return 1000 * (time.monotonic() - begun)


class Build:
    """One checkout, its server and three pages that stay open."""

    def __init__(self, root: Path, address: str, browser: Browser) -> None:
        self.root, self.address, self.browser = root, address, browser
        self.chance = random.Random(0)
        self.drawing = self._open("/draw", ".row .xhat img", stroke_latency.WATCH, nth=3)
        self.bench = self._open("/denoise", ".restored .xhat img", denoise.WATCH)
        self.map = self._open("/latent_map?model=vae_d2", ".pad.ready")
        for script in (CLOCK, WATCH_MAP, latent_map.WATCH_ANSWERS):
            self.map.evaluate(script)

    def _page(self) -> Page:
        return self.browser.new_page(viewport={"width": 1280, "height": 720})

    def _open(self, path: str, selector: str, watch: str = "() => 0", nth: int = 0) -> Page:
        page = self._page()
        page.goto(self.address + path)
        page.locator(selector).nth(nth).wait_for(timeout=120_000)
        page.wait_for_timeout(1500)
        page.evaluate(TOOLS)
        page.evaluate(watch)
        return page

    def arrival(self, name: str) -> float:
        """Milliseconds from asking for a page, as a new visitor, to what it is there for."""
        page = self._page()
        begun = time.monotonic()
        page.goto(f"{self.address}/{name}")
        page.locator(PAGES[name]).first.wait_for(timeout=120_000)
        taken = 1000 * (time.monotonic() - begun)
        page.close()
        return taken

    def stroke(self) -> float:
        self.drawing.bring_to_front()
        box = self.drawing.locator("canvas").bounding_box()
        taken = [stroke_latency.draw_stroke(self.drawing, box, self.chance)[0] for _stroke in range(STROKES)]
        # Not "Clear": the pictures that are watched would go with the drawing.
        self.drawing.get_by_label("Undo").click(click_count=2)
        self.drawing.wait_for_timeout(400)
        return statistics.median(taken)

    def slider(self) -> float:
        self.bench.bring_to_front()
        return statistics.median(denoise.move(self.bench, self.chance)[0] for _move in range(MOVES))

    def hover(self) -> float:
        self.map.bring_to_front()
        self.map.evaluate("window.labTimes.hover.length = 0")
        box = self.map.locator("canvas.marks").bounding_box()
        return statistics.median(latent_map.hover(self.map, box, SECONDS)[0])

    def click(self) -> float:
        box = self.map.locator("canvas.marks").bounding_box()
        return statistics.median(latent_map.click(self.map, box, CLICKS + 2))

    def measured(self) -> Figures:
        """Every figure once, in milliseconds."""
        figures = {"server: start to first answer": start(self.root)}
        for name in PAGES:
            figures[f"/{name}: asked for to there"] = self.arrival(name)
        steps: dict[str, Callable[[], float]] = {
            "Draw: stroke to pictures": self.stroke,
            "Denoise: slider to pictures": self.slider,
            "map: pointer to pixels": self.hover,
            "map: click to answer": self.click,
        }
        return figures | {name: step() for name, step in steps.items()}


@contextmanager
def builds(*roots: Path) -> Iterator[list[Build]]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        addresses = [
            stack.enter_context(served(folder / f"log{number}", root=root))
            for number, root in enumerate(roots)
        ]
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        yield [Build(root, address, browser) for root, address in zip(roots, addresses, strict=True)]
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--other", type=Path, help="the checkout to compare with")
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    if arguments.other is None:
        print("skipped: name another checkout of the lab with --other")
        return
    if not (arguments.other / "app.py").is_file():
        parser.error(f"{arguments.other} holds no app.py")
    ours: list[Figures] = []
    theirs: list[Figures] = []
    with builds(ROOT, arguments.other.resolve()) as (own, other):
        for one in (own, other):
            one.measured()  # warms caches and the browser's compiler
        for number in range(arguments.rounds):
            turns = [(own, ours), (other, theirs)]
            for build, figures in turns if number % 2 else reversed(turns):
                figures.append(build.measured())
    print("| what | this checkout, median ms | the other, median ms | ratio, median | smallest and largest |")
    print("|---|---|---|---|---|")
    for name in ours[0]:
        here, there = [one[name] for one in ours], [one[name] for one in theirs]
        ratios = sorted(a / b for a, b in zip(here, there, strict=True))
        middle = statistics.median(ratios)
        print(
            f"| {name} | {statistics.median(here):.1f} | {statistics.median(there):.1f} | "
            f"{middle:.2f}{' !' if middle > LIMIT else ''} | {ratios[0]:.2f} to {ratios[-1]:.2f} |"
        )


if __name__ == "__main__":
    main()
