"""What is said of a selection, and of the view it is made in: counts, purity, thumbnails, notes."""

from dataclasses import dataclass

import numpy as np

from ae_core import data
from ui.features.scatter.results import Shown
from ui.features.scatter.state import WRONG, State
from ui.shell.language import _
from ui.shell.theme import CLASS_COLOURS, rgb, text_on
from ui.visuals import class_names
from ui.visuals.markup import Markup, render

COLUMNS, ROWS = 11, 9  # thumbnails of a selection
_TILE = 30  # 28 pixels and a gap
_LINE = 3  # the class's colour under a thumbnail
_BAR_WIDTH, _BAR_HEIGHT = 33, 64


@dataclass(frozen=True)
class _Bar:
    """How many selected images a class has: drawn from `top` down to the class's name, the number above it."""

    label: int
    name: str
    count: int
    left: int
    above: str
    top: str
    height: str
    colour: str
    ink: str


def notes(shown: Shown) -> str:
    """What to know of the view: how much of the code it leaves out, and what one can do in three dimensions."""
    explained, said = shown.view.explained, []
    if explained is not None:
        shadow = _("A shadow: {axes} of {count} dimensions, {share} of the variance.")
        count = shown.model.entry.latent_dim
        said.append(shadow.format(axes=shown.axes, count=count, share=f"{sum(explained):.0%}"))
    if shown.axes == 3:
        said.append(_("Drag to turn it. What is circled in 2-D stays selected here."))
    return " ".join(said)


def shown_thumbnails(indices: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Which of the selected images are shown, class after class: all where they fit, else evenly taken."""
    ordered = indices[np.argsort(labels[indices], kind="stable")]
    room = COLUMNS * ROWS
    if len(ordered) <= room:
        return ordered
    return ordered[np.linspace(0, len(ordered) - 1, room).round().astype(int)]


def thumbnails(indices: np.ndarray, labels: np.ndarray, images: np.ndarray) -> np.ndarray:
    """Images side by side on one (H, W, 4) uint8 picture, a line of their class's colour under each."""
    side = 28
    rows = -(-len(indices) // COLUMNS)
    sheet = np.zeros((rows * (_TILE + _LINE), COLUMNS * _TILE, 4), np.uint8)
    for place, index in enumerate(indices):
        top, left = place // COLUMNS * (_TILE + _LINE), place % COLUMNS * _TILE
        sheet[top : top + side, left : left + side, :3] = images[index][..., None]
        sheet[top + side : top + side + _LINE, left : left + side, :3] = rgb(CLASS_COLOURS[labels[index]])
        sheet[top : top + side + _LINE, left : left + side, 3] = 255
    return sheet


def _bars(counts: np.ndarray, names: tuple[str, ...]) -> list[_Bar]:
    """Selected images of each class, (10,)."""
    bars = []
    for label, count in enumerate(counts.tolist()):
        height = _BAR_HEIGHT * count / max(int(counts.max()), 1)
        top, colour = 14 + _BAR_HEIGHT - height, CLASS_COLOURS[label]
        bars.append(
            _Bar(
                label,
                names[label],
                count,
                left=label * _BAR_WIDTH,
                above=f"{top - 3:.1f}",
                top=f"{top:.1f}",
                height=f"{height:.1f}",
                colour=colour,
                ink=text_on(colour),
            )
        )
    return bars


def heading(state: State, count: int, names: tuple[str, ...]) -> str:
    """What is selected, in words."""
    if state.lasso:
        said = _("{count} selected by hand")
    elif state.preset == WRONG:
        said = _("{count} that their neighbours vote wrong")
    else:
        said = _("{count} of class {name}")
    name = "" if state.preset == WRONG else names[int(state.preset)]
    return said.format(count=f"{count:,}", name=name)


def _bold(share: float) -> Markup:
    return Markup("<b>{:.1%}</b>").format(share)


def panel(state: State, shown: Shown, indices: np.ndarray) -> Markup:
    """All that is said of the selection, as HTML for `live`."""
    overlap, source = shown.overlap, shown.model.entry.data
    names = class_names.names(source)
    pictured = shown_thumbnails(indices, overlap.labels)
    return render(
        "features/scatter/panel.html",
        selected=len(indices),
        heading=heading(state, len(indices), names),
        purity=_bold(overlap.purity[indices].mean()) if len(indices) else "–",
        purity_of_all=_bold(overlap.purity.mean()),
        count=f"{len(overlap.labels):,}",
        bars=_bars(np.bincount(overlap.labels[indices], minlength=10), names),
        width=10 * _BAR_WIDTH - 5,
        height=34 + _BAR_HEIGHT,
        pictured=len(pictured),
        sheet=thumbnails(pictured, overlap.labels, data.test_set(source)[0]) if len(pictured) else None,
    )
