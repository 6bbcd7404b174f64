"""From way-point to way-point, through pixels and through codes: the pictures on the way and the curves along it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import streamlit as st
import torch
from torch import Tensor

from ae_core import data, latent
from ae_core.latent import interpolation
from ui.features.interpolation.state import State, picture, spherical
from ui.resources import models
from ui.resources.readings import NEIGHBOURS

_SAMPLE = 500  # test images for a median
_WAYS = {"straight": interpolation.lerp, "sphere": interpolation.slerp}


@dataclass(frozen=True)
class Crossing:
    """A path, frame by frame.

    pixels: (n, 1, 28, 28) the way-points faded into each other. codes: (n, d). decoded: (n, 1, 28, 28) the codes'
    pictures. stations: frame of each way-point. votes, agreeing: (n,) what the nearest test codes are labelled, and how
    many of them say so.
    """

    model: str
    pixels: Tensor
    codes: Tensor
    decoded: Tensor
    stations: tuple[int, ...]
    votes: tuple[int, ...]
    agreeing: tuple[int, ...]

    @property
    def middle(self) -> int:
        """The frame halfway between the first two way-points."""
        return self.stations[1] // 2


@dataclass(frozen=True)
class Curve:
    """Values along a path. pixels: (n,), None where only codes have such a value. decoded: (n,). usual: median of the
    test images."""

    pixels: np.ndarray | None
    decoded: np.ndarray
    usual: float


def _from_pictures(now: State, net: torch.nn.Module) -> tuple[Tensor, Tensor, tuple[int, ...]]:
    found = [picture(now, token) for token in now.points]
    x = torch.from_numpy(np.stack([image for image in found if image is not None]))[:, None].to(net.device)
    pixels = interpolation.through(x.flatten(1), now.steps).view(-1, 1, 28, 28)
    way = _WAYS[now.way if spherical(now.model) else "straight"]
    codes = interpolation.through(net.encode(x), now.steps, way)
    return pixels, codes, tuple(range(0, len(codes), now.steps))


def _from_corners(now: State, net: torch.nn.Module) -> tuple[Tensor, Tensor, tuple[int, ...]]:
    corners = torch.tensor(now.path, dtype=torch.float32, device=net.device)
    codes = interpolation.evenly(corners, now.steps + 1)
    ends = net.decode(codes[[0, -1]])
    return interpolation.through(ends.flatten(1), now.steps).view(-1, 1, 28, 28), codes, (0, now.steps)


@torch.inference_mode()
def crossing(now: State) -> Crossing:
    """The path that the visitor has chosen.

    Raises:
        ae_core.CheckpointError: the model cannot be loaded; one sentence.
    """
    net, space = models.model(now.model), models.code_space(now.model)
    pixels, codes, stations = (_from_corners if now.path else _from_pictures)(now, net)
    _distances, found = latent.nearest(codes.cpu(), space.codes, NEIGHBOURS)
    labels = space.labels[found]
    votes = latent.vote(labels)
    return Crossing(
        now.model,
        pixels,
        codes,
        net.decode(codes),
        stations,
        tuple(votes.tolist()),
        tuple((labels == votes[:, None]).sum(1).tolist()),
    )


@st.cache_resource(show_spinner=False)
def _test_images(source: str) -> Tensor:
    return data.as_input(data.test_set(source)[0])


def _some(source: str) -> Tensor:
    images = _test_images(source)
    return images[:: len(images) // _SAMPLE]


@st.cache_resource(show_spinner=False)
@torch.inference_mode()
def usual(name: str, curve: str) -> float:
    """The curve's value at a test image, median of 500."""
    net, space, source = models.model(name), models.code_space(name), models.entry(name).data
    device = net.device
    made: dict[str, Callable[[], Tensor]] = {
        "energy": lambda: interpolation.energy(net, _some(source).to(device)),
        "back": lambda: interpolation.way_back(net, space.codes[:: len(space.codes) // _SAMPLE].to(device)),
        "nearest": lambda: interpolation.to_nearest(_some(source), _test_images(source), rank=2),
        "length": lambda: space.codes.norm(dim=1),
    }
    return float(made[curve]().median())


@torch.inference_mode()
def curve(found: Crossing, kind: str) -> Curve:
    """One of the four curves of `ways.CURVES` along a path."""
    net = models.model(found.model)
    level = usual(found.model, kind)
    if kind == "energy":
        both = [interpolation.energy(net, x) for x in (found.pixels, found.decoded)]
    elif kind == "nearest":
        images = _test_images(models.entry(found.model).data)
        both = [interpolation.to_nearest(x.cpu(), images) for x in (found.pixels, found.decoded)]
    elif kind == "back":
        return Curve(None, interpolation.way_back(net, found.codes).cpu().numpy(), level)
    else:
        return Curve(None, found.codes.norm(dim=1).cpu().numpy(), level)
    return Curve(both[0].cpu().numpy(), both[1].cpu().numpy(), level)
