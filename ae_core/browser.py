"""Decoders and codes for the browser: self-describing blobs that a page's script reads without a library.

A blob is, little-endian: the magic b"AELB"; three uint32: version, bytes of the header, bytes of the whole blob; the
header, JSON padded with spaces; the arrays, each at a multiple of eight bytes. The header lists the arrays as
{"name", "dtype", "shape", "offset"}, offsets from the start of the blob. Blobs can be concatenated.
"""

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from torch import Tensor, nn

from ae_core.models import (
    Autoencoder,
    ConditionalAutoencoder,
    ContractiveAutoencoder,
    DeepAutoencoder,
    LinearAutoencoder,
    SparseAutoencoder,
    TanhAutoencoder,
    VariationalAutoencoder,
)

MAGIC = b"AELB"
VERSION = 1
_ALIGNMENT = 8
_ACTIVATIONS = {nn.SiLU: "silu", nn.ReLU: "relu", nn.Tanh: "tanh", nn.Sigmoid: "sigmoid"}
_SIGMOID_OUTPUT = (DeepAutoencoder, VariationalAutoencoder, ConditionalAutoencoder, ContractiveAutoencoder)

Layer = tuple[Tensor, Tensor]


class DecoderError(ValueError):
    """A model whose decoder is not made of fully connected layers with an elementwise function between them."""


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT


def pack(header: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """One blob of a header and named arrays.

    Args:
        header: whatever JSON can hold; "arrays" is added to it.
        arrays: of any shape, float16, float32 or uint8.

    Raises:
        ValueError: an array of another type.
    """
    table: list[dict[str, Any]] = []
    size = 0
    for name, array in arrays.items():
        if array.dtype not in (np.float16, np.float32, np.uint8):
            raise ValueError(f"array {name} is {array.dtype}; the browser reads float16, float32 and uint8")
        table.append({"name": name, "dtype": str(array.dtype), "shape": list(array.shape), "offset": size})
        size += _aligned(array.nbytes)
    start = 16 + _header_bytes({**header, "arrays": table})
    for entry in table:
        entry["offset"] += start
    text = json.dumps({**header, "arrays": table}).encode().ljust(start - 16)
    body = b"".join(_little_endian(array).ljust(_aligned(array.nbytes), b"\0") for array in arrays.values())
    return MAGIC + struct.pack("<3I", VERSION, len(text), start + len(body)) + text + body


def _header_bytes(header: Mapping[str, Any]) -> int:
    # Room for the offsets to grow by the length of this very header: ten digits each.
    return _aligned(len(json.dumps(header).encode()) + 10 * len(header["arrays"]))


def _little_endian(array: np.ndarray) -> bytes:
    return np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).tobytes()


def _perceptron(decoder: nn.Module) -> tuple[list[Layer], str]:
    """Layers and the activation between them, of Linear, activation, Linear, ..., Linear."""
    modules = list(decoder) if isinstance(decoder, nn.Sequential) else [decoder]
    linear, between = modules[::2], {type(module) for module in modules[1::2]}
    if not all(isinstance(module, nn.Linear) for module in linear) or len(modules) % 2 == 0:
        raise DecoderError("its decoder has layers that are not fully connected")
    if len(between) > 1 or not between <= set(_ACTIVATIONS):
        raise DecoderError("its decoder has activations that the browser does not know")
    activation = _ACTIVATIONS[between.pop()] if between else "identity"
    return [(layer.get_parameter("weight"), layer.get_parameter("bias")) for layer in linear], activation


def _decoder(model: Autoencoder) -> tuple[list[Layer], str, str]:
    """Layers as (weight (out, in), bias (out,)), the activation between them, and what comes after the last."""
    if isinstance(model, LinearAutoencoder):
        return [(model.weight.T, model.mean)], "identity", "clip"
    if isinstance(model, TanhAutoencoder):
        return _perceptron(model.decoder[0])[0], "identity", "tanh"
    if isinstance(model, SparseAutoencoder):
        return [(model.atoms(), model.decoder.bias)], "identity", "sigmoid"
    if isinstance(model, _SIGMOID_OUTPUT):
        return *_perceptron(model.decoder), "sigmoid"
    raise DecoderError(f"the browser cannot decode a {type(model).__name__}")


def decoder_blob(model: Autoencoder) -> bytes:
    """The decoder of a model, for the browser.

    The header says {"kind": "decoder", "activation": between the layers, "output": after the last}, where "clip" is
    clamping to [0, 1], "sigmoid" itself and "tanh" (tanh + 1) / 2. Arrays: "weight0" (out, in), "bias0" (out,), and so
    on. All float16 where every weight is one exactly (a checkpoint that was stored so), else all float32: the browser
    decodes with the same weights as torch.

    Raises:
        DecoderError: the decoder is convolutional or has a function that the browser does not know.
    """
    layers, activation, output = _decoder(model)
    arrays = {}
    for position, (weight, bias) in enumerate(layers):
        arrays[f"weight{position}"] = weight.detach().cpu().float().numpy()
        arrays[f"bias{position}"] = bias.detach().cpu().float().numpy()
    # A weight beyond float16's range becomes infinite, which differs from itself as float32 too.
    with np.errstate(over="ignore"):
        halves = {name: array.astype(np.float16) for name, array in arrays.items()}
    exact = all(np.array_equal(halves[name], array) for name, array in arrays.items())
    header = {"kind": "decoder", "activation": activation, "output": output, "layers": len(layers)}
    return pack(header, halves if exact else arrays)


def codes_blob(codes: Tensor, labels: Tensor) -> bytes:
    """Codes and their classes, for the browser.

    Args:
        codes: (N, d). labels: (N,) classes below 256.

    Returns:
        a blob of kind "codes" with the arrays "codes" (N, d) float32 and "labels" (N,) uint8.
    """
    arrays = {
        "codes": codes.detach().cpu().float().numpy(),
        "labels": labels.cpu().numpy().astype(np.uint8),
    }
    return pack({"kind": "codes"}, arrays)
