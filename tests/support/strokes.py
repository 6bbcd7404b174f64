"""Ten digits as pen strokes, so that tests draw what a person would: polylines in a unit box, y downwards."""

import math

import numpy as np
from PIL import Image, ImageDraw

Point = tuple[float, float]
Stroke = list[Point]


def _arc(cx: float, cy: float, rx: float, ry: float, start: float, stop: float, n: int = 24) -> Stroke:
    """Points on an ellipse from `start` to `stop` degrees, 0 to the right, 90 downwards."""
    angles = [math.radians(start + (stop - start) * i / n) for i in range(n + 1)]
    return [(cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles]


STROKES: dict[int, list[Stroke]] = {
    0: [_arc(0.5, 0.5, 0.32, 0.48, -90, 270)],
    1: [[(0.5, 0.0), (0.5, 1.0)]],
    2: [[*_arc(0.48, 0.27, 0.34, 0.27, 190, 390), (0.1, 0.98), (0.9, 0.98)]],
    3: [[*_arc(0.42, 0.26, 0.34, 0.25, 200, 440), *_arc(0.42, 0.75, 0.38, 0.25, -80, 150)]],
    4: [[(0.3, 0.0), (0.12, 0.55), (0.9, 0.55)], [(0.72, 0.02), (0.66, 1.0)]],
    5: [[(0.85, 0.03), (0.3, 0.03), (0.24, 0.45), *_arc(0.46, 0.71, 0.36, 0.28, -110, 150)]],
    6: [[(0.66, 0.0), (0.36, 0.28), *_arc(0.48, 0.72, 0.3, 0.27, 190, 550)]],
    7: [[(0.1, 0.04), (0.86, 0.04), (0.44, 1.0)]],
    8: [[*_arc(0.5, 0.25, 0.27, 0.25, 90, 450), *_arc(0.5, 0.75, 0.33, 0.25, -90, 270)]],
    9: [[*_arc(0.48, 0.3, 0.28, 0.28, 0, 360), (0.72, 0.6), (0.6, 1.0)]],
}

# Where and how large: centre x, centre y and height, as shares of the canvas.
PLACES: dict[str, tuple[float, float, float]] = {
    "middle": (0.5, 0.5, 0.6),
    "corner": (0.24, 0.26, 0.4),
    "tiny": (0.7, 0.62, 0.22),
    "huge": (0.5, 0.5, 0.9),
}


def placed(digit: int, place: str = "middle", side: int = 280) -> list[Stroke]:
    """The strokes of a digit in canvas pixels."""
    cx, cy, height = PLACES[place]
    width = 0.72 * height
    return [
        [((cx + (x - 0.5) * width) * side, (cy + (y - 0.5) * height) * side) for x, y in stroke]
        for stroke in STROKES[digit]
    ]


def rendered(digit: int, place: str = "middle", side: int = 280, brush: float = 0.065) -> np.ndarray:
    """A digit drawn with a round brush of `brush` canvas sides: (side, side) uint8, white on black."""
    image = Image.new("L", (side, side))
    pen = ImageDraw.Draw(image)
    radius = brush * side / 2
    for stroke in placed(digit, place, side):
        pen.line(stroke, fill=255, width=round(2 * radius), joint="curve")
        for x, y in stroke:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return np.asarray(image)
