"""Pictures to take home: digits enlarged with crisp pixels, in rows, with words below or beside them, as PNG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ui.visuals import png

SIDE = 28


def grid(images: Iterable[np.ndarray], columns: int, gap: int = 0, ground: int = 0) -> np.ndarray:
    """Pictures (28, 28) uint8 in rows of so many, the last one open: (H, W) uint8, `gap` pixels of ground between."""
    pictures = list(images)
    rows, step = -(-len(pictures) // columns), SIDE + gap
    sheet = np.full((rows * step - gap, columns * step - gap), ground, np.uint8)
    for position, picture in enumerate(pictures):
        top, left = step * (position // columns), step * (position % columns)
        sheet[top : top + SIDE, left : left + SIDE] = picture
    return sheet


def enlarged(image: np.ndarray, zoom: int) -> np.ndarray:
    """(H, W) or (H, W, C) uint8, each pixel a square of zoom x zoom."""
    return image.repeat(zoom, axis=0).repeat(zoom, axis=1)


class Sheet:
    """A sheet of paper for pictures and words, white or black; one grey channel or three colours."""

    def __init__(self, width: int, height: int, *, colour: bool, ground: int = 255, size: float = 14) -> None:
        mode, fill = ("RGB", (ground,) * 3) if colour else ("L", ground)
        self._image = Image.new(mode, (width, height), fill)
        self._pen, self._font = ImageDraw.Draw(self._image), ImageFont.load_default(size)
        self._ink = (255 - ground,) * 3 if colour else 255 - ground

    def place(self, image: np.ndarray, left: int, top: int, zoom: int = 1) -> None:
        """Lay a picture down; one with a fourth channel lets the ground through where it is clear."""
        picture = Image.fromarray(enlarged(image, zoom))
        self._image.paste(picture, (left, top), picture if picture.mode == "RGBA" else None)

    def write(self, text: str, x: float, y: float, anchor: str = "la") -> None:
        """Words with their anchor (of Pillow: "la" left top, "ma" middle top, "lm" left middle) at x, y."""
        self._pen.text(
            (x, y), text, self._ink, self._font, anchor=None if anchor == "la" else anchor, align="center"
        )

    def png(self) -> bytes:
        return png.as_png(np.asarray(self._image))


@dataclass(frozen=True)
class Cell:
    """A picture (28, 28) or, with clear places, (28, 28, 4) uint8, and what is said below it."""

    image: np.ndarray
    caption: str = ""


@dataclass(frozen=True)
class Captioned:
    """How a captioned grid is laid out: pixels of the finished sheet. line: room below a row that has captions, drop:
    from a picture to its caption, size: of the letters."""

    zoom: int
    gap: int
    line: int
    drop: int
    size: float

    def png(self, rows: Sequence[Sequence[Cell | None]]) -> bytes:
        """The rows on white paper, each cell with its caption below; None leaves a place free."""
        side = SIDE * self.zoom
        rooms = [self.line if any(cell and cell.caption for cell in row) else 0 for row in rows]
        width = max(map(len, rows)) * (side + self.gap) + self.gap
        height = sum(side + room + self.gap for room in rooms) + self.gap
        sheet = Sheet(width, height, colour=True, size=self.size)
        top = self.gap
        for row, room in zip(rows, rooms, strict=True):
            for column, cell in enumerate(row):
                if cell is not None:
                    left = self.gap + column * (side + self.gap)
                    sheet.place(cell.image, left, top, self.zoom)
                    sheet.write(cell.caption, left + side / 2, top + side + self.drop, "ma")
            top += side + room + self.gap
        return sheet.png()
