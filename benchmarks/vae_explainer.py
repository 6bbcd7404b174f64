"""Hover to pixels, side by side: our latent map and VAE Explainer's published page, in turns in one Chromium.

    python benchmarks/vae_explainer.py --build FOLDER [--seconds 8] [--rounds 4]

FOLDER holds the published build of VAE Explainer (Bertucci & Endert 2024), which is not part of this repository:

    git clone --branch gh-pages --depth 1 https://github.com/xnought/vae-explainer FOLDER

It is served on this machine only, under the path that it was built for; what it asks of other hosts (two fonts) is
refused. The clock runs in the page: from the first movement of the pointer that has not been answered to the last pixel
written for it, and to the end of the frame that shows it. Server, browser and this driver share this machine's cores.
"""

import argparse
import functools
import http.server
import os
import statistics
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page, Route

from benchmarks._measuring import CLOCK, TOOLS, WATCH_MAP, circle, lab_and_browser, p95

HOW_TO_GET_IT = (
    "name the folder of its published build with --build; "
    "git clone --branch gh-pages --depth 1 https://github.com/xnought/vae-explainer FOLDER fetches it"
)
PREFIX = "/vae-explainer/"
WARM_UP = 2  # seconds of hovering before the clock counts
OURS, PEER = "our latent map, VAE, 2-D", "VAE Explainer"

# Its output is the last canvas: cleared, then 28 x 28 squares are filled one by one.
WATCH_PEER = """
() => {
  labTimes.watch([...document.querySelectorAll('svg')].find((svg) => svg.style.cursor === 'none'));
  const output = [...document.querySelectorAll('canvas')].at(-1).getContext('2d');
  const [clear, fill] = [output.clearRect.bind(output), output.fill.bind(output)];
  let squares = 0;
  output.clearRect = (...given) => { squares = 0; clear(...given); };
  output.fill = (...given) => { fill(...given); if (++squares === 784) labTimes.written(); };
}
"""


class _Files(http.server.SimpleHTTPRequestHandler):
    """The build under the path it was made for, without a line of log for each file."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(PREFIX.rstrip("/")))

    def log_message(self, *_arguments: object) -> None:
        """Nothing is logged."""


@contextmanager
def build_served(folder: Path) -> Iterator[str]:
    """Serve the build on a free port of this machine; yields its address."""
    handler = functools.partial(_Files, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
        finally:
            server.shutdown()


def refuse_other_hosts(route: Route) -> None:
    if route.request.url.startswith(("http://127.0.0.1", "data:", "blob:")):
        route.continue_()
    else:
        route.abort()


def ready(page: Page, name: str) -> dict:
    """Wait until the page answers the pointer; the box to hover over."""
    if name == OURS:
        page.locator(".pad.ready").wait_for(timeout=120_000)
        plane, watch = page.locator("canvas.marks"), WATCH_MAP
    else:
        plane, watch = page.locator("svg[style*='cursor: none']"), WATCH_PEER
        plane.wait_for(timeout=120_000)
    page.wait_for_timeout(1500)
    for script in (TOOLS, CLOCK, watch):
        page.evaluate(script)
    return plane.bounding_box()


def hovered(page: Page, name: str, address: str, seconds: float) -> tuple[list[float], list[float]]:
    """Milliseconds to the last pixel, and to the end of its frame, of every answer."""
    page.route("**/*", refuse_other_hosts)
    page.goto(address)
    box = ready(page, name)
    circle(page, box, WARM_UP)
    page.evaluate("labTimes.hover.length = labTimes.painted.length = 0")
    circle(page, box, seconds)
    found = page.evaluate("[labTimes.hover, labTimes.painted]")
    page.close()
    return found[0], found[1]


def measure(folder: Path, seconds: float, rounds: int) -> None:
    """Measure in turns and print a row for each turn and one for all of them."""
    found: dict[str, tuple[list[float], list[float]]] = {OURS: ([], []), PEER: ([], [])}
    with lab_and_browser() as (lab, new_page), build_served(folder) as peer:
        addresses = {OURS: f"{lab}/latent_map?model=vae_d2", PEER: peer}
        for number in range(1, rounds + 1):
            for name, address in addresses.items():
                turn = hovered(new_page(), name, address, seconds)
                for sofar, more in zip(found[name], turn, strict=True):
                    sofar.extend(more)
                print_row(f"round {number}", name, *turn)
    for name, (written, painted) in found.items():
        print_row("all", name, written, painted)
    ours, theirs = (statistics.median(found[name][0]) for name in (OURS, PEER))
    late, later = (p95(found[name][0]) for name in (OURS, PEER))
    print(
        f"\nours / theirs, to the last pixel: median {ours / theirs:.2f}, p95 {late / later:.2f}; goal < 0.5"
    )


def print_row(turn: str, name: str, written: list[float], painted: list[float]) -> None:
    cells = [f"{statistics.median(values):.1f} / {p95(values):.1f}" for values in (written, painted)]
    print(
        f"| {turn} | {name} | {len(written)} | {cells[0]} | {cells[1]} | {os.getloadavg()[0]:.1f} |",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=Path, help="folder of VAE Explainer's published build")
    parser.add_argument("--seconds", type=float, default=8, help="of hovering in each turn")
    parser.add_argument("--rounds", type=int, default=4)
    arguments = parser.parse_args()
    if arguments.build is None:
        # `make bench` runs every benchmark; this one has nothing to measure against then.
        print(f"VAE Explainer is not measured: {HOW_TO_GET_IT}.")
        return
    if not (arguments.build / "index.html").is_file():
        parser.error(f"{arguments.build} holds no index.html; {HOW_TO_GET_IT}")
    print(
        "| turn | page | answers | to the last pixel, median / p95 ms | to the end of the frame | load average |"
    )
    print("|---|---|---|---|---|---|")
    measure(arguments.build, arguments.seconds, arguments.rounds)


if __name__ == "__main__":
    main()
