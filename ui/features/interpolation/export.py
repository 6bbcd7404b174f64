"""What one may want to take home from a path: a looping GIF, and a strip of all pictures as PNG."""

import io
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ae_core.latent.path import Path
from ui.visuals import digits
from ui.visuals.contact_sheet import Sheet, grid

_ZOOM, _GAP, _LINE = 6, 8, 18  # of the GIF; a digit is 168 pixels wide
_STRIP_ZOOM = 2
_FRAME, _REST = 80, 800  # milliseconds that a picture stays, and a way-point


def pictures(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """The frames through pixels and through codes, (n, 28, 28) uint8 each."""
    both = (np.stack([digits.to_pixels(frame.cpu()) for frame in x]) for x in (path.pixels, path.decoded))
    through_pixels, through_codes = both
    return through_pixels, through_codes


def gif(path: Path, model: str) -> bytes:
    """The path there and back for ever: pixel space left, the latent space of the model right, each named below."""
    font = ImageFont.load_default(12)
    side = 28 * _ZOOM
    sheet = Image.new("L", (2 * side + 3 * _GAP, side + 2 * _GAP + _LINE), 255)
    pen = ImageDraw.Draw(sheet)
    names = ("pixel space", f"latent space ({model})")
    lefts = (_GAP, 2 * _GAP + side)
    for left, name in zip(lefts, names, strict=True):
        pen.text((left + side / 2, side + _GAP + 4), name, 0, font, anchor="ma")
    frames, stays = [], []
    both = list(zip(*pictures(path), strict=True))
    last = len(both) - 1
    for at in (*range(last + 1), *range(last - 1, 0, -1)):
        page = sheet.copy()
        for left, image in zip(lefts, both[at], strict=True):
            page.paste(Image.fromarray(image).resize((side, side), Image.Resampling.NEAREST), (left, _GAP))
        frames.append(page)
        stays.append(_REST if at in path.stations else _FRAME)
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=stays, loop=0)
    return out.getvalue()


def strip(path: Path) -> bytes:
    """All pictures as one PNG: two rows for each leg of the path, pixel space above latent space."""
    legs = list(pairwise(path.stations))
    side = 28 * _STRIP_ZOOM
    widest = max(end - start for start, end in legs) + 1
    height = 2 * side + _GAP
    sheet = Sheet(widest * side, len(legs) * height - _GAP, colour=False)
    for row, frames in enumerate(pictures(path)):
        for leg, (start, end) in enumerate(legs):
            line = grid(frames[start : end + 1], columns=end + 1 - start)
            sheet.place(line, 0, leg * height + row * side, _STRIP_ZOOM)
    return sheet.png()
