"""The directions of the lab's models, and what the browser needs to move a digit along those of the page's own."""

from dataclasses import dataclass

import streamlit as st

from ae_core import Autoencoder, CheckpointError
from ae_core.browser import decoder_blob
from ae_core.directions import directions as fields
from ae_core.directions.directions import Directions, DirectionsError
from ae_core.registry import Entry
from ui.resources import models

MODEL = "vae_d20"
COMPARED = ("vae_d20", "vae_d2", "ae_conv_d30")


@dataclass(frozen=True)
class Movable:
    """The page's model with its directions. blob: names the content, the decoder's blob and the directions'."""

    entry: Entry
    net: Autoencoder
    directions: Directions
    blob: str
    content: bytes


@st.cache_resource(show_spinner=False)
def directions(name: str) -> Directions:
    """The directions of a model.

    Raises:
        CheckpointError: the model cannot be loaded.
        DirectionsError: its directions cannot, or were fitted on other weights.
    """
    return fields.load(models.model(name), models.CHECKPOINTS)


@st.cache_resource(show_spinner=False)
def movable() -> Movable:
    """What the page moves digits with. Raises what `directions` raises."""
    net, fitted = models.model(MODEL), directions(MODEL)
    return Movable(
        models.entry(MODEL),
        net,
        fitted,
        f"moves-{MODEL}-{fitted.sha256[:12]}",
        decoder_blob(net) + fitted.blob(),
    )


def compared() -> list[Directions]:
    """The directions of several models, as far as they are there."""
    there = []
    for name in COMPARED:
        try:
            there.append(directions(name))
        except (CheckpointError, DirectionsError):
            continue
    return there
