"""Both ways through one path at a glance, as HTML for `ui.components.live`: two rows of the same frames."""

from html import escape

import numpy as np

from ui.features.interpolation import export
from ui.features.interpolation.results import Crossing
from ui.shell.language import _
from ui.visuals import png

_AT_MOST = 17  # frames: at 56 pixels each they fill the width beside the sidebar


def html(found: Crossing) -> str:
    """Evenly taken frames, the first and the last among them: pixel space above, latent space below."""
    count = len(found.pixels)
    taken = np.unique(np.linspace(0, count - 1, min(count, _AT_MOST)).round().astype(int))
    rows = []
    for frames, name in zip(export.pictures(found), (_("Pixel space"), _("Latent space")), strict=True):
        image = np.concatenate(list(frames[taken]), axis=1)
        rows.append(
            f'<img src="{png.data_uri(image)}" alt="{escape(name)}" title="{escape(name)}" '
            f'style="width:{2 * image.shape[1]}px;height:56px">'
        )
    return f'<section class="film" style="overflow-x:auto">{"".join(rows)}</section>'
