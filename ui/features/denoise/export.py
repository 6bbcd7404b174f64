"""What one may want to take home from the denoising bench: a picture of all of it, and the figures as JSON."""

import json
from collections.abc import Mapping

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont

from ui.features.denoise import view
from ui.features.denoise.choices import Spoil
from ui.features.denoise.view import Answer, Restored
from ui.inputs import drawing
from ui.visuals import digits

_ZOOM, _GAP, _LINE, _COLUMNS = 4, 14, 34, 6
_SIDE = 28 * _ZOOM


def picture(x: torch.Tensor, y: torch.Tensor, answers: Mapping[str, Answer]) -> bytes:
    """One PNG: the clean picture, the spoiled one clipped to [0, 1], and each restored one with its PSNR below."""
    made = {key: one for key, one in answers.items() if isinstance(one, Restored)}
    before = view.quality(y, x)
    cells = [(x[0, 0].numpy(), "x"), (y[0, 0].numpy(), f"spoiled\n{before.psnr:.1f} dB")]
    cells += [(one.x_hat, f"{key}\n{one.quality.psnr:.1f} dB") for key, one in made.items()]
    rows = -(-len(cells) // _COLUMNS)
    size = (_COLUMNS * (_SIDE + _GAP) + _GAP, rows * (_SIDE + _LINE + _GAP) + _GAP)
    sheet = Image.new("RGB", size, "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(13)
    for number, (values, caption) in enumerate(cells):
        row, column = divmod(number, _COLUMNS)
        left, top = _GAP + column * (_SIDE + _GAP), _GAP + row * (_SIDE + _LINE + _GAP)
        digit = Image.fromarray(digits.to_pixels(values)).resize((_SIDE, _SIDE), Image.Resampling.NEAREST)
        sheet.paste(digit, (left, top))
        pen.text((left + _SIDE / 2, top + _SIDE + 2), caption, "black", font, anchor="ma", align="center")
    return drawing.as_png(np.asarray(sheet))


def figures(x: torch.Tensor, y: torch.Tensor, answers: Mapping[str, Answer], spoil: Spoil) -> str:
    """The settings and every figure as JSON."""
    now = drawing.drawing()
    source = {"test_digit": now.test_index, "fashion_image": now.fashion_index}
    return json.dumps(view.described(answers, view.quality(y, x), spoil, source), indent=1)
