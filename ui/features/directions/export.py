"""What can be taken home from the directions page: the digit beside both ways of moving it."""

import torch

from ae_core.data import to_pixels
from ae_core.directions.directions import moved as moved_along
from ui.components.directions import Moved
from ui.features.directions.results import Movable
from ui.visuals.contact_sheet import SIDE, Sheet

_ZOOM = 8
_GAP = 2 * _ZOOM


def picture(movable: Movable, x: torch.Tensor, moved: Moved) -> bytes:
    """x (1, 1, 28, 28), x moved in pixels and x moved in the code side by side, as PNG."""
    three = (x, *moved_along(movable.net, movable.directions, x, moved.units, moved.method))
    side = SIDE * _ZOOM
    sheet = Sheet(3 * side + 2 * _GAP, side, colour=False)
    for place, one in enumerate(three):
        sheet.place(to_pixels(one), place * (side + _GAP), 0, _ZOOM)
    return sheet.png()
