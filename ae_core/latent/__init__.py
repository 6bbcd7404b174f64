"""Codes in, codes out: encode many images, find neighbours, interpolate, look at what lies where."""

from ae_core.latent.codes import (
    Projection,
    encode_all,
    nearest,
    neighbours_of_each,
    principal_components,
    reconstruct_all,
    vote,
)

__all__ = [
    "Projection",
    "encode_all",
    "nearest",
    "neighbours_of_each",
    "principal_components",
    "reconstruct_all",
    "vote",
]
