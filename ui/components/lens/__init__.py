"""Shows the test image under the pointer on a Plotly chart, and marks the selected points there, in the browser alone.

Streamlit tells Python nothing of hovering. This listens to the chart itself; the images arrive once, as one blob.
"""

import base64
from dataclasses import dataclass

import numpy as np
import streamlit as st

from ui.components import text
from ui.shell.language import N_, _
from ui.shell.theme import CLASS_COLOURS, text_on

# What Plotly's and Streamlit's own buttons on a chart are called; they speak English only.
_BUTTONS = (
    *(N_("Zoom"), N_("Pan"), N_("Box Select"), N_("Lasso Select"), N_("Reset axes")),
    *(N_("Orbital rotation"), N_("Turntable rotation"), N_("Reset camera to default")),
    *(N_("Fullscreen"), N_("Close fullscreen")),
)
_component = st.components.v2.component(
    "lab_lens",
    html='<div class="lens" hidden><canvas width="28" height="28"></canvas><p></p></div>',
    css=text("lens/lens.css"),
    js=text("lens/lens.js"),
)


@dataclass(frozen=True)
class Lens:
    """What the lens shows.

    chart: key of the container around the chart; its first trace holds a point an image, in the order of the images.
    images: name of the blob with the images as a gzipped IDX file. facts: name of the blob with N labels and N votes of
    the neighbours, a byte each. names: of the ten classes. selected: indices. revision: of the selection. by_hand: it
    was made on this very chart, which shows it already.
    """

    chart: str
    images: str
    facts: str
    names: tuple[str, ...]
    count: int
    selected: np.ndarray
    revision: int
    by_hand: bool


def lens(settings: Lens, *, key: str) -> None:
    """Put the lens on the chart. It takes no place on the page."""
    mask = np.zeros(settings.count, bool)
    mask[settings.selected] = True
    _component(
        key=key,
        data={
            "chart": settings.chart,
            "images": settings.images,
            "facts": settings.facts,
            "classes": [
                {"name": name, "colour": colour, "ink": text_on(colour)}
                for name, colour in zip(settings.names, CLASS_COLOURS, strict=True)
            ],
            "mask": base64.b64encode(np.packbits(mask)).decode(),
            "count": settings.count,
            "revision": settings.revision,
            "byHand": settings.by_hand,
            "vote": _("Its neighbours say"),
            "buttons": {name: _(name) for name in _BUTTONS},
        },
    )
