"""Directions in the code of the page's model: what the browser needs to move a digit, and where its sliders rest."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
import torch

from ae_core import CheckpointError, latent
from ae_core.browser import decoder_blob
from ae_core.directions import directions as fields
from ae_core.directions.directions import METHODS, Directions, DirectionsError
from ae_core.directions.fitting import PROPERTIES
from ae_core.images import transformations
from ui.components.directions import Board, Moved, valid_units
from ui.inputs import drawing
from ui.resources import models
from ui.shell import url
from ui.shell.language import N_, _
from ui.visuals import code_figure, digits

MODEL = "vae_d20"
COMPARED = ("vae_d20", "vae_d2", "ae_conv_d30")
START = Moved((0.0, 0.0, 0.0, 0.0, 2.0), METHODS[0])
_STATE = "moves"
_ZOOM = 8  # of the picture to keep
_ROOM = 1.15  # of a curve's height over the largest change
# Name, what one unit does, what the curve shows, digits after the point; by transformation.
_WORDS = {
    "right": (
        N_("Shift right"),
        N_("One unit: {shift} pixels to the right"),
        N_("Centre of mass, pixels to the right"),
        2,
    ),
    "down": (N_("Shift down"), N_("One unit: {shift} pixels down"), N_("Centre of mass, pixels down"), 2),
    "zoom": (N_("Zoom"), N_("One unit: {zoom} times as large"), N_("Size: RMS radius of the ink, pixels"), 2),
    "stroke": (
        N_("Stroke weight"),
        N_("One unit: strokes {stroke} pixels wider"),
        N_("Ink, pixels of full white"),
        1,
    ),
    "slant": (
        N_("Slant"),
        N_("One unit: {slant} pixels further to the right for each pixel up"),
        N_("Slant, pixels to the right for each pixel up"),
        2,
    ),
}


@dataclass(frozen=True)
class Ground:
    """The directions of the page's model. blob: names the content, the decoder's blob and the directions'."""

    blob: str
    content: bytes
    directions: Directions


@st.cache_resource(show_spinner=False)
def directions(name: str) -> Directions:
    """The directions of a model.

    Raises:
        CheckpointError: the model cannot be loaded.
        DirectionsError: its directions cannot, or were fitted on other weights.
    """
    return fields.load(models.model(name), models.CHECKPOINTS)


@st.cache_resource(show_spinner=False)
def ground() -> Ground:
    """What the browser decodes and moves with. Raises what `directions` raises."""
    net, found = models.model(MODEL), directions(MODEL)
    return Ground(f"moves-{MODEL}-{found.sha256[:12]}", decoder_blob(net) + found.blob(), found)


def name_of(transformation: str) -> str:
    """What people call it."""
    return _(_WORDS[transformation][0])


def _row(transformation: str, found: Directions) -> dict[str, object]:
    name, unit, changes, decimals = _WORDS[transformation]
    sizes = {
        "shift": transformations.SHIFT_PIXELS,
        "zoom": transformations.ZOOM_FACTOR,
        "stroke": f"{transformations.STROKE_PIXELS:.2f}",
        "slant": transformations.SLANT,
    }
    band = np.abs(found.measured[transformation]["pixels"]["band"])
    return {
        "name": _(name),
        "unit": _(unit).format(**sizes),
        "changes": _(changes),
        "decimals": decimals,
        "most": float(band.max()) * _ROOM,
    }


def _from_url() -> Moved:
    units = valid_units(url.point("move", len(transformations.NAMES)))
    method = url.names("method", METHODS)
    return Moved(START.units if units is None else units, method[0] if method else START.method)


def state(sent: Moved | None) -> Moved:
    """Where this visitor's sliders rest: as the browser said last, at first as the URL says."""
    now = st.session_state.setdefault(_STATE, _from_url())
    if sent is not None and sent.sequence > now.sequence:
        now = st.session_state[_STATE] = sent
    return now


def put_in_url(now: Moved, digit: int | None) -> None:
    """What restores this screen, as far as it is not what everybody begins with."""
    move = ",".join(f"{value:g}" for value in now.units)
    url.put(
        move=move if now.units != START.units else None,
        method=now.method if now.method != START.method else None,
        digit=digit,
    )


def encoded(x: torch.Tensor) -> torch.Tensor:
    """The code of one image, (1, d)."""
    return latent.encode_all(models.model(MODEL), x).cpu()


def board(x: torch.Tensor | None, digit: str, now: Moved) -> Board:
    """What the board shows of an image x (1, 1, 28, 28), or of none. digit: names it."""
    found = ground()
    by_name = found.directions.measured
    image = np.zeros((28, 28), np.uint8) if x is None else np.rint(x[0, 0].numpy() * 255).astype(np.uint8)
    return Board(
        blob=found.blob,
        digit=digit,
        image=image,
        z=None if x is None else encoded(x)[0].tolist(),
        moved=now,
        rows=[_row(name, found.directions) for name in transformations.NAMES],
        bands={
            method: [by_name[name][method]["band"] for name in transformations.NAMES] for method in METHODS
        },
    )


@torch.inference_mode()
def moved_picture(x: torch.Tensor, now: Moved) -> tuple[np.ndarray, np.ndarray]:
    """x as the sliders move it, in pixels and in the code: two of (28, 28) in [0, 1]."""
    warped = transformations.warp(x, **dict(zip(transformations.NAMES, now.units, strict=True)))
    decoded = models.model(MODEL).decode(ground().directions.move(encoded(x), now.units, now.method))
    return warped[0, 0].numpy(), decoded[0, 0].numpy()


def measured_table(x: torch.Tensor, now: Moved) -> str:
    """What is measured of x, of it moved in pixels, and moved in the code, as Markdown."""
    pictures = [x[0, 0].numpy(), *moved_picture(x, now)]
    heads = [_("Measured"), _("Units"), _("The digit x"), _("Moved in pixels"), _("Moved in the code")]
    lines = [f"| {' | '.join(heads)} |", "|---|---:|---:|---:|---:|"]
    for name, units in zip(transformations.NAMES, now.units, strict=True):
        values = [float(PROPERTIES[name](torch.tensor(one)[None, None])) for one in pictures]
        cells = [
            _(_WORDS[name][2]),
            f"{units:+g}" if units else "0",
            *(f"{value:.{_WORDS[name][3]}f}" for value in values),
        ]
        lines.append(f"| {' | '.join(code_figure.minus(cell) for cell in cells)} |")
    return "\n".join(lines)


def _table(heads: list[str], rows: dict[str, list[str]]) -> str:
    lines = [f"| {' | '.join(heads)} |", "|---|" + "---:|" * (len(heads) - 1)]
    lines += [f"| {name_of(name)} | {' | '.join(cells)} |" for name, cells in rows.items()]
    return "\n".join(lines)


def fit_table(found: Directions) -> str:
    """How the changes of single images agree with the arrow and with the field, as Markdown."""
    columns = [(figure, method) for figure in ("r2", "cosine") for method in ("arrow", "field")]
    methods, figures = {"arrow": _("One arrow"), "field": _("Field")}, {"r2": "R²", "cosine": _("cosine")}
    heads = [_("Direction"), *(f"{methods[method]}, {figures[figure]}" for figure, method in columns)]
    rows = {
        name: [f"{found.fit[name][method][figure]:.2f}" for figure, method in columns]
        for name in transformations.NAMES
    }
    return _table(heads, rows)


def effect_table(found: Directions) -> str:
    """What both methods do to the test digits, beside the pixels, as Markdown."""
    heads = [
        _("Direction"),
        _("Rising, one arrow"),
        _("Rising, field"),
        _("A unit along the field"),
        _("A unit in pixels"),
    ]
    rows = {}
    for name in transformations.NAMES:
        done, digits_after = found.measured[name], _WORDS[name][3] + 1
        rows[name] = [f"{done[method]['monotone']:.1%}" for method in ("arrow", "field")]
        rows[name] += [f"{done[method]['per_unit']:.{digits_after}f}" for method in ("field", "pixels")]
    return _table(heads, rows)


def comparison_table() -> str:
    """The share of test digits whose property rises along the field, for several models, as Markdown."""
    found = {}
    for name in COMPARED:
        try:
            found[name] = directions(name)
        except (CheckpointError, DirectionsError):
            continue
    heads = [_("Direction"), *(models.label(name) for name in found)]
    rows = {
        name: [f"{one.measured[name]['field']['monotone']:.1%}" for one in found.values()]
        for name in transformations.NAMES
    }
    return _table(heads, rows)


def lowest_share(found: Directions) -> tuple[str, float]:
    """The transformation that the field moves least reliably, and its share of rising test digits."""
    shares = {name: found.measured[name]["field"]["monotone"] for name in transformations.NAMES}
    least = min(shares, key=lambda name: shares[name])
    return name_of(least), shares[least]


def augmentation() -> str:
    """How far training moved the digits that the page's model saw, in a sentence."""
    how = models.entry(MODEL).recipe.augmentation
    if how is None:
        return _("Training showed it no other ones.")
    return _(
        "Training shifted {share} of them by up to {shift} pixels, scaled by {scale} and turned by {degrees}°."
    ).format(share=f"{how.share:.0%}", shift=how.shift, scale=f"{how.scale:.0%}", degrees=f"{how.degrees:g}")


def as_picture(x: torch.Tensor, now: Moved) -> np.ndarray:
    """x, x moved in pixels and x moved in the code side by side, enlarged: (224, 704) uint8."""
    gap = np.full((28 * _ZOOM, 2 * _ZOOM), 255, np.uint8)
    big = [
        np.kron(digits.to_pixels(one), np.ones((_ZOOM, _ZOOM), np.uint8))
        for one in (x[0, 0].numpy(), *moved_picture(x, now))
    ]
    return np.concatenate([big[0], gap, big[1], gap, big[2]], axis=1)


def now_drawn() -> tuple[torch.Tensor, str]:
    """The digit on the canvas as the network sees it, (1, 1, 28, 28), and a name that changes with it.

    Raises:
        ae_core.DrawingError: nothing is drawn.
    """
    here = drawing.drawing()
    x = drawing.model_input(here, raw=False)
    return x, f"test-{here.test_index}" if here.test_index is not None else f"drawn-{here.answered}"
