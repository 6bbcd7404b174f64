"""What a visitor of the interpolation page without a browser sees and does."""

import json
import struct

import numpy as np
import torch

from ae_core import data
from ui.features.interpolation import state
from ui.resources import models

FIRST = tuple(state.FIRST["mnist"])
PICKER, PLAYER = "interpolation_ways", "interpolation_player"


def block(at, key: str) -> bytes:
    for element in at.get("bidi_component"):
        if f"-{key}" in element.proto.id:
            return element.proto.bytes or element.proto.json.encode()
    raise AssertionError(f"no component {key!r} on the page")


def picker(at) -> dict:
    return json.loads(block(at, PICKER))


def played(at) -> tuple[dict, np.ndarray]:
    """The player's header and its frames, (tracks, n, 28, 28)."""
    sent = block(at, PLAYER)
    (length,) = struct.unpack("<I", sent[:4])
    header = json.loads(sent[4 : 4 + length])
    frames = np.frombuffer(sent[4 + length :], np.uint8)
    return header, frames.reshape(len(header["tracks"]), header["count"], 28, 28)


def tokens(at) -> list[str]:
    return [slot["token"] for slot in picker(at)["slots"]]


def send(at, **choice) -> None:
    """What the browser does when something is chosen."""
    shown = picker(at)
    usual = {"sequence": shown["answered"] + 1, "points": tokens(at), "path": [], "page": shown["page"]}
    at.session_state[PICKER] = {"choice": {**usual, **choice}}
    at.run()


def well(at) -> bool:
    return not (at.exception or at.error)


@torch.inference_mode()
def decoded(name: str, z: torch.Tensor) -> np.ndarray:
    return models.model(name).decode(z[None])[0, 0].numpy()


def pixels(index: int) -> np.ndarray:
    return data.test_set("mnist")[0][index]
