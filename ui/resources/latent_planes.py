"""The maps of the two-dimensional models: what the browser needs to draw them, and what lies where."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
import torch

import ae_core
from ae_core import CheckpointError, latent
from ae_core.browser import DecoderError, codes_blob, decoder_blob, pack
from ui.inputs import drawing
from ui.resources import models

_SAMPLE = 500  # test codes for a median
_COLUMNS = 80  # of the raster of re-encoding errors
_REACH = 1.5  # a pinned code may lie this many widths of the data off its middle
_ARMS = 3  # codes that spread over so many widths of their inner nine tenths are shown with all around them
_TASKS = ("reconstruct", "generate")


@dataclass(frozen=True)
class Ground:
    """What a map is drawn from. blob: its name. content: decoder and codes. reencoding: median of the test codes'."""

    blob: str
    content: bytes
    reencoding: float


@st.cache_resource(show_spinner=False)
@torch.inference_mode()
def ground(name: str) -> Ground:
    """Decoder and codes of a model.

    Raises:
        CheckpointError: it cannot be loaded.
        DecoderError: the browser cannot decode it.
    """
    net, space = models.model(name), models.code_space(name)
    content = decoder_blob(net) + codes_blob(space.codes, space.labels)
    some = space.codes[:: len(space.codes) // _SAMPLE].to(net.device)
    errors = (latent.encode_all(net, net.decode(some)) - some).norm(dim=1)
    return Ground(f"{name}-{models.fingerprint(name)}", content, float(errors.median()))


def extent(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Least and largest value on each axis that a picture of the codes (N, k) shows.

    The inner nine tenths of the codes and up to half their width around them. A plain autoencoder has arms that reach
    out tens of times further: the longer they are, the less of them is shown, since the crowd would shrink to a dot.
    The map says how many codes lie beyond, and zooming out shows them.
    """
    least, inner, outer, most = np.quantile(codes, [0.002, 0.05, 0.95, 0.998], axis=0)
    width = outer - inner
    reach = width / 2 * np.minimum(_ARMS * width / (most - least), 1)
    low, high = np.maximum(least, inner - reach), np.minimum(most, outer + reach)
    margin = 0.05 * (high - low)
    return low - margin, high + margin


@st.cache_resource(show_spinner=False)
def home(name: str) -> tuple[float, float, float, float]:
    """What the map shows at first, from x to x and from y to y."""
    low, high = extent(models.code_space(name).codes.numpy())
    (left, bottom), (right, top) = low.tolist(), high.tolist()
    return left, right, bottom, top


def area(name: str) -> tuple[float, float, float, float]:
    """What a ground is painted over, ordered as `home`: enough of it to fill a screen that is wider than high."""
    left, right, bottom, top = home(name)
    width, height = max(right - left, 2 * (top - bottom)), max(top - bottom, right - left)
    x, y = (left + right) / 2, (bottom + top) / 2
    return x - width / 2, x + width / 2, y - height / 2, y + height / 2


@st.cache_resource(show_spinner=False)
@torch.inference_mode()
def reencoding_errors(name: str) -> bytes:
    """|z - f(g(z))| all over the map, as a blob: "errors" (rows from the top, columns) float32.

    The header says its "range", and "full": where the colour is full, a tenth of the map's width.
    """
    left, right, bottom, top = area(name)
    rows = max(round(_COLUMNS * (top - bottom) / (right - left)), 1)
    x = left + (right - left) * (torch.arange(_COLUMNS) + 0.5) / _COLUMNS
    y = top - (top - bottom) * (torch.arange(rows) + 0.5) / rows
    z = torch.stack(torch.meshgrid(x, y, indexing="xy"), dim=-1).reshape(-1, 2)
    net = models.model(name)
    z = z.to(net.device)
    again = torch.cat([net.encode(net.decode(part)) for part in z.split(500)])
    errors = (again - z).norm(dim=1).reshape(rows, _COLUMNS).cpu().numpy()
    header = {
        "kind": "errors",
        "shape": [rows, _COLUMNS],
        "range": [left, right, bottom, top],
        "full": (right - left) / 10,
    }
    return pack(header, {"errors": errors})


def available() -> list[str]:
    """The two-dimensional models that can be loaded and that the browser can decode, in teaching order."""
    found = []
    for name in ae_core.list_models():
        if models.entry(name).latent_dim != 2 or models.entry(name).task not in _TASKS:
            continue
        try:
            ground(name)
        except (CheckpointError, DecoderError):
            continue
        found.append(name)
    return found


def code_of_image(name: str, index: int) -> tuple[float, float]:
    """Where a test image of the model's data lies."""
    x, y = models.code_space(name).codes[index].tolist()
    return x, y


def code_of_drawing(name: str) -> tuple[float, float] | None:
    """Where the visitor's drawing lies; None where nothing is drawn, and on a map of clothes: it is a digit."""
    if models.entry(name).data != "mnist":
        return None
    now = drawing.drawing()
    if now.is_blank:
        return None
    x, y = latent.encode_all(models.model(name), drawing.model_input(now, raw=False))[0].tolist()
    return x, y


def within_reach(name: str, z: tuple[float, float]) -> tuple[float, float]:
    """z, or the nearest code that is still within reach of the data."""
    space = models.code_space(name)
    middle, width = (space.low + space.high) / 2, space.high - space.low
    x, y = np.clip(np.array(z), middle - _REACH * width, middle + _REACH * width).tolist()
    return x, y
