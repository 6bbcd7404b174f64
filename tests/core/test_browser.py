"""What the browser gets of a model decodes to what torch decodes, read by a second implementation from the bytes."""

import json
import struct

import numpy as np
import pytest
import torch

from ae_core import browser, registry
from ae_core.models import DeepAutoencoder


def read_blobs(content: bytes) -> list[dict]:
    """Blobs in a row, from their description in `ae_core.browser` alone."""
    found = []
    while content:
        assert content[:4] == b"AELB"
        version, header_bytes, size = struct.unpack("<3I", content[4:16])
        assert version == 1
        blob = json.loads(content[16 : 16 + header_bytes])
        for entry in blob["arrays"]:
            assert entry["offset"] % 8 == 0
            dtype = np.dtype(entry["dtype"]).newbyteorder("<")
            count = int(np.prod(entry["shape"]))
            array = np.frombuffer(content, dtype, count, entry["offset"])
            blob[entry["name"]] = array.reshape(entry["shape"])
        found.append(blob)
        content = content[size:]
    return found


def sigmoid(v: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-v))


BETWEEN = {
    "identity": lambda v: v,
    "silu": lambda v: v * sigmoid(v),
    "relu": lambda v: np.maximum(v, 0),
    "tanh": np.tanh,
    "sigmoid": sigmoid,
}
LAST = {"clip": lambda v: np.clip(v, 0, 1), "sigmoid": sigmoid, "tanh": lambda v: (np.tanh(v) + 1) / 2}


def decode(blob: dict, z: np.ndarray) -> np.ndarray:
    for position in range(blob["layers"]):
        z = z @ blob[f"weight{position}"].astype(np.float64).T + blob[f"bias{position}"]
        z = (BETWEEN[blob["activation"]] if position < blob["layers"] - 1 else LAST[blob["output"]])(z)
    return z


def decodes_by_convolution(model: torch.nn.Module) -> bool:
    return any(isinstance(module, torch.nn.Conv2d) for module in getattr(model, "decoder", model).modules())


@pytest.mark.parametrize("name", registry.list_models())
def test_every_model_of_the_zoo_decodes_alike_or_says_why_not(name):
    torch.manual_seed(0)
    model = registry.build(name).eval().requires_grad_(False)
    if decodes_by_convolution(model):
        with pytest.raises(browser.DecoderError):
            browser.decoder_blob(model)
        return
    (blob,) = read_blobs(browser.decoder_blob(model))
    z = torch.randn(20, model.latent_dim)
    expected = model.decode(z).flatten(1).numpy()
    assert np.abs(decode(blob, z.numpy().astype(np.float64)) - expected).max() < 1e-5


def test_weights_that_are_halves_travel_as_halves():
    model = DeepAutoencoder([8], 2)
    as_they_are = browser.decoder_blob(model)
    model.load_state_dict({key: value.half().float() for key, value in model.state_dict().items()})
    halved = browser.decoder_blob(model)
    assert {entry["dtype"] for entry in read_blobs(as_they_are)[0]["arrays"]} == {"float32"}
    assert {entry["dtype"] for entry in read_blobs(halved)[0]["arrays"]} == {"float16"}
    assert len(halved) < 0.6 * len(as_they_are)


def test_a_weight_too_large_for_a_half_keeps_its_value():
    model = DeepAutoencoder([8], 2)
    model.load_state_dict({key: torch.full_like(value, 1e6) for key, value in model.state_dict().items()})
    assert read_blobs(browser.decoder_blob(model))[0]["weight0"].max() == 1e6


def test_an_activation_that_the_browser_does_not_know_is_an_error():
    with pytest.raises(browser.DecoderError, match="activation"):
        browser.decoder_blob(DeepAutoencoder([8], 2, activation="gelu"))


def test_blobs_in_a_row_are_read_one_by_one():
    codes, labels = torch.randn(7, 2), torch.arange(7)
    decoder, ground = read_blobs(
        browser.decoder_blob(DeepAutoencoder([8], 2)) + browser.codes_blob(codes, labels)
    )
    assert decoder["kind"] == "decoder"
    assert ground["kind"] == "codes"
    assert np.array_equal(ground["codes"], codes.numpy())
    assert ground["labels"].tolist() == list(range(7))


def test_an_array_of_a_type_that_the_browser_cannot_read_is_an_error():
    with pytest.raises(ValueError, match="int64"):
        browser.pack({}, {"a": np.zeros(3, np.int64)})
