"""The planes of the two-dimensional models: what the browser draws a map from, and what lies where."""

from dataclasses import dataclass

import streamlit as st

import ae_core
from ae_core import CheckpointError
from ae_core.browser import DecoderError, codes_blob, decoder_blob, pack
from ae_core.latent import interpolation
from ae_core.latent import plane as planes
from ae_core.latent.plane import Range
from ui.resources import models
from ui.resources.models import Loaded

_COLUMNS = 80  # of the raster of re-encoding errors
_TASKS = ("reconstruct", "generate")


@dataclass(frozen=True)
class LatentPlane:
    """A model whose code is a plane, and what its map is drawn from.

    blob: name of `content`, which holds its decoder and the codes of the test images. reencoding: median over those of
    |z - f(g(z))|. home: what the map shows at first. area: what density, votes and errors are painted over.
    """

    model: Loaded
    blob: str
    content: bytes
    reencoding: float
    home: Range
    area: Range

    def code_of(self, index: int) -> tuple[float, float]:
        """Where a test image of the model's data lies."""
        x, y = self.model.space.codes[index].tolist()
        return x, y

    def within_reach(self, z: tuple[float, float]) -> tuple[float, float]:
        """z, or the nearest code that is still within reach of the data."""
        return planes.within_reach(z, self.model.space.low, self.model.space.high)


@st.cache_resource(show_spinner=False)
def home(name: str) -> Range:
    """What a map of the model's codes shows at first. Raises what `models.model` raises."""
    return planes.home(models.code_space(name).codes.numpy())


@st.cache_resource(show_spinner=False)
def plane(name: str) -> LatentPlane:
    """The plane of a model.

    Raises:
        CheckpointError: it cannot be loaded.
        DecoderError: the browser cannot decode it.
    """
    model = models.loaded(name)
    space, shown = model.space, home(name)
    return LatentPlane(
        model,
        blob=f"{name}-{models.fingerprint(name)}",
        content=decoder_blob(model.net) + codes_blob(space.codes, space.labels),
        reencoding=interpolation.usual_reencoding_error(model.net, space.codes),
        home=shown,
        area=planes.area(shown),
    )


@st.cache_resource(show_spinner=False)
def reencoding_errors(name: str) -> bytes:
    """|z - f(g(z))| all over the map, as a blob: "errors" (rows from the top, columns) float32.

    The header says its "range", and "full": where the colour is full, a tenth of the map's width.
    """
    mapped = plane(name)
    left, right, bottom, top = mapped.area
    errors = planes.reencoding_errors(mapped.model.net, mapped.area, _COLUMNS).numpy()
    header = {
        "kind": "errors",
        "shape": list(errors.shape),
        "range": [left, right, bottom, top],
        "full": (right - left) / 10,
    }
    return pack(header, {"errors": errors})


def available() -> list[str]:
    """The two-dimensional models that can be loaded and that the browser can decode, in teaching order."""
    names = []
    for name in ae_core.list_models():
        if models.entry(name).latent_dim != 2 or models.entry(name).task not in _TASKS:
            continue
        try:
            plane(name)
        except (CheckpointError, DecoderError):
            continue
        names.append(name)
    return names
