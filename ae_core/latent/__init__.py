"""Codes in, codes out: encode many images, find neighbours, interpolate, look at what lies where."""

from ae_core.latent.codes import (
    CodeSpace,
    code_space,
    encode_all,
    nearest,
    neighbours_of_each,
    reconstruct_all,
    vote,
)
from ae_core.latent.projection import Projection, principal_components

__all__ = [
    "CodeSpace",
    "Projection",
    "code_space",
    "encode_all",
    "nearest",
    "neighbours_of_each",
    "principal_components",
    "reconstruct_all",
    "vote",
]
