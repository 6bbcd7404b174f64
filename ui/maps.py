"""The latent map's state: which model, which pinned code, which layers; and what the browser needs to draw it."""

from dataclasses import dataclass, field

import numpy as np
import streamlit as st
import torch

from ae_core import CheckpointError, latent
from ae_core.browser import DecoderError, codes_blob, decoder_blob, pack
from ui import drawing, models, parameters
from ui.components.latent_pad import GROUNDS, LAYERS, Layers, Pinned

PREFERRED = "vae_d2"
_STATE = "latent_map"
_FIRST_DIGIT = 32  # a plain 3, the same that lies on the canvas at first
_SAMPLE = 500  # test codes for a median
_COLUMNS = 80  # of the raster of re-encoding errors
_REACH = 1.5  # a pinned code may lie this many widths of the data off its middle


@dataclass(frozen=True)
class Ground:
    """What a map is drawn from. blob: its name. content: decoder and codes. reencoding: median of the test codes'."""

    blob: str
    content: bytes
    reencoding: float


@dataclass
class State:
    """One visitor's map.

    z: the pinned code, None until it is known. digit: index of the test digit nearest to it, which is followed into
    another model. own: the visitor or the URL chose the point. answered: by pad, number of its last point.
    compare: all maps side by side.
    clamped: the URL named a point out of reach.
    """

    model: str
    z: tuple[float, float] | None = None
    digit: int = _FIRST_DIGIT
    own: bool = False
    answered: dict[str, int] = field(default_factory=dict)
    compare: bool = False
    layers: Layers = field(default_factory=Layers)
    clamped: bool = False


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
    some = space.codes[:: len(space.codes) // _SAMPLE].to(next(net.parameters()).device)
    errors = (latent.encode_all(net, net.decode(some)) - some).norm(dim=1)
    digest = net.card.sha256[:12] if net.card else "fresh"
    return Ground(f"{name}-{digest}", content, float(errors.median()))


def extent(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Least and largest value on each axis that a picture of the codes (N, k) shows.

    Stragglers of a plain autoencoder lie a hundred times further out than its digits; beyond half a width of the inner
    nine tenths they are left to zooming.
    """
    least, inner, outer, most = np.quantile(codes, [0.002, 0.05, 0.95, 0.998], axis=0)
    reach = (outer - inner) / 2
    low, high = np.maximum(least, inner - reach), np.minimum(most, outer + reach)
    margin = 0.05 * (high - low)
    return low - margin, high + margin


@st.cache_resource(show_spinner=False)
def home(name: str) -> tuple[float, float, float, float]:
    """What the whole map shows, from x to x and from y to y."""
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
    z = z.to(next(net.parameters()).device)
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
    for name in models.reconstructing():
        if models.entry(name).latent_dim != 2:
            continue
        try:
            ground(name)
        except (CheckpointError, DecoderError):
            continue
        found.append(name)
    return found


def code_of_digit(name: str, index: int) -> tuple[float, float]:
    """Where a test digit lies."""
    x, y = models.code_space(name).codes[index].tolist()
    return x, y


def code_of_drawing(name: str) -> tuple[float, float] | None:
    """Where the visitor's drawing lies; None where nothing is drawn."""
    now = drawing.drawing()
    if now.test_index is None and (now.pixels is None or not now.pixels.any()):
        return None
    x, y = latent.encode_all(models.model(name), drawing.model_input(now, raw=False))[0].tolist()
    return x, y


def within_reach(name: str, z: tuple[float, float]) -> tuple[float, float]:
    """z, or the nearest code that is still within reach of the data."""
    space = models.code_space(name)
    middle, width = (space.low + space.high) / 2, space.high - space.low
    x, y = np.clip(np.array(z), middle - _REACH * width, middle + _REACH * width).tolist()
    return x, y


def pin(state: State, z: tuple[float, float]) -> None:
    """Pin a code, or the nearest one that is still within reach."""
    state.z = within_reach(state.model, z)
    _distances, found = latent.nearest(torch.tensor([state.z]), models.code_space(state.model).codes, 1)
    state.digit, state.own = int(found[0, 0]), True


def _from_url(names: list[str]) -> State:
    asked = parameters.names("model", names)
    state = State(asked[0] if asked else PREFERRED if PREFERRED in names else names[0])
    z = parameters.point("z")
    if z is not None:
        pin(state, (z[0], z[1]))
        state.clamped = state.z != (z[0], z[1])
    state.compare = parameters.flag("compare")
    layers = parameters.names("layers", (*LAYERS, "none"))
    grounds = parameters.names("ground", GROUNDS)
    state.layers = Layers(
        tuple(n for n in LAYERS if n in layers) if layers else Layers().layers,
        grounds[0] if grounds else Layers().ground,
    )
    return state


def state(names: list[str]) -> State:
    """This visitor's map; at first as the URL says. `names` are the models to choose from, at least one."""
    if _STATE not in st.session_state:
        st.session_state[_STATE] = _from_url(names)
    now = st.session_state[_STATE]
    if now.model not in names:
        choose(now, names[0])
    if now.z is None:
        now.z = code_of_digit(now.model, now.digit)
    return now


def choose(state: State, name: str) -> None:
    """Another model, with the same test digit pinned in its code."""
    if name != state.model:
        state.model, state.clamped = name, False
        state.z = code_of_digit(name, state.digit)


def receive(state: State, key: str, name: str, point: Pinned | None, layers: Layers | None) -> None:
    """Take over what the pad `key` of the model `name` sent: a point once, and only one of that model's map."""
    if layers is not None:
        state.layers = layers
    if point is not None and point.sequence > state.answered.get(key, 0):
        state.answered[key] = point.sequence
        if point.model == ground(name).blob:
            state.model, state.clamped = name, False
            pin(state, point.z)


def pinned_on(state: State, name: str) -> tuple[float, float]:
    """The pinned code on its own map; on any other model's map the code of the test digit that lies nearest to it."""
    return state.z if name == state.model and state.z else code_of_digit(name, state.digit)


def put_in_url(state: State) -> None:
    """Everything that restores this map, as far as it is not what everybody begins with."""
    usual = Layers()
    z = f"{state.z[0]:.3f},{state.z[1]:.3f}" if state.own and state.z else None
    parameters.put(
        compare=state.compare,
        model=state.model if state.model != PREFERRED else None,
        z=z,
        layers=",".join(state.layers.layers) or "none" if state.layers.layers != usual.layers else None,
        ground=state.layers.ground if state.layers.ground != usual.ground else None,
    )
