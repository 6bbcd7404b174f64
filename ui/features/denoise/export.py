"""What one may want to take home from the denoising bench: a picture of all of it, and the figures as JSON."""

import json
from collections.abc import Mapping
from math import isinf

from ae_core.restoration.corruptions import Corrupted
from ui.features.denoise import results
from ui.features.denoise.results import Answer, Candidates, Quality, Restored
from ui.visuals import digits
from ui.visuals.contact_sheet import Captioned, Cell

_COLUMNS = 6
_LAYOUT = Captioned(zoom=4, gap=14, line=34, drop=2, size=13)


def picture(given: Corrupted, answers: Mapping[str, Answer]) -> bytes:
    """One PNG: the clean picture, the corrupted one clipped to [0, 1], and each restored one with its PSNR below."""
    before = results.quality(given.y, given.x)
    cells = [
        Cell(digits.to_pixels(given.x[0, 0]), "x"),
        Cell(digits.to_pixels(given.y[0, 0]), f"spoiled\n{before.psnr:.1f} dB"),
    ]
    cells += [
        Cell(digits.to_pixels(one.x_hat), f"{key}\n{one.quality.psnr:.1f} dB")
        for key, one in answers.items()
        if isinstance(one, Restored)
    ]
    free = -len(cells) % _COLUMNS
    places = [*cells, *[None] * free]
    return _LAYOUT.png([places[first : first + _COLUMNS] for first in range(0, len(places), _COLUMNS)])


def figures(
    given: Corrupted, candidates: Candidates, answers: Mapping[str, Answer], source: Mapping[str, object]
) -> str:
    """The settings and every figure as JSON. source: where the clean picture comes from."""
    return json.dumps(described(given, candidates, answers, source), indent=1)


def described(
    given: Corrupted, candidates: Candidates, answers: Mapping[str, Answer], source: Mapping[str, object]
) -> dict:
    """Everything on the page as plain values; a PSNR that is infinite is null."""

    def written(one: Quality) -> dict[str, float | None]:
        return {"psnr_db": None if isinf(one.psnr) else round(one.psnr, 3), "ssim": round(one.ssim, 4)}

    names = ("kind", "strength", "seed", "top", "left")
    return {
        "input": dict(source),
        "spoil": {name: getattr(given.corruption, name) for name in names},
        "spoiled": written(results.quality(given.y, given.x)),
        "restored": {
            key: {"label": candidates[key].label, **written(one.quality)}
            for key, one in answers.items()
            if isinstance(one, Restored)
        },
    }
