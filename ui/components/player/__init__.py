"""The player: an animation of digits that plays, pauses, steps and scrubs in the browser, without the server.

All frames go over once, as one block of bytes. A track is one picture that moves; several tracks stand side by side and
show the same frame number, such as pixel space beside latent space. Under the pictures there may be a small line chart
of values, one value a frame, with the frame shown marked in it; the chart is a place to scrub, too.

    player(
        [Track(_("Latent space"), frames, kind="xhat")],
        key="morph",
        series=[Series(_("Energy"), energies, level=1.2, level_name=_("Median of the test digits"))],
        marks={0: "3", 16: "8"},
    )

Keys, wherever the focus is in the player: left and right step, Home and End go to the ends, the space bar plays and
pauses. A visitor who asked for reduced motion finds it paused. New frames in a later run keep the place (as a share of
the whole), the speed, and whether it plays; the same frames change nothing.
"""

import json
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from ui.components import text
from ui.components.shared import messages
from ui.shell.language import _

KINDS = ("plain", "x", "code", "xhat", "noise")  # frames and lines: quiet, blue, violet, orange, grey
LOOPS = ("ring", "swing", "once")
# At most so many screen pixels to a pixel of a digit, less where the tracks would not fit side by side.
ZOOM = 8
_component = st.components.v2.component(
    "lab_player",
    html=text("player/player.html"),
    css=text("player/player.css"),
    js=text("player/player.js"),
)


@dataclass(frozen=True)
class Track:
    """One moving picture.

    name: stands above it. frames: (n, H, W) uint8 grey or (n, H, W, 4) uint8 RGBA, such as `digits.error_pixels`; H and
    W as they like, so a row of digits side by side is one frame too. kind: of `KINDS`, the colour of its frame.
    captions: under the picture, one a frame; one for all frames; or none.
    """

    name: str
    frames: np.ndarray
    kind: str = "plain"
    captions: Sequence[str] = ()


@dataclass(frozen=True)
class Series:
    """One line of the chart.

    name: stands above it with the value of the frame shown. values: (n,) finite. kind: of `KINDS`, its colour.
    level: a dashed line to compare with, called level_name. decimals: of the values as they are written.
    """

    name: str
    values: Sequence[float]
    kind: str = "code"
    level: float | None = None
    level_name: str = ""
    decimals: int = 2


def _labels() -> dict[str, str]:
    return {
        "play": _("Play"),
        "pause": _("Pause"),
        "back": _("One frame back"),
        "on": _("One frame on"),
        "position": _("Frame"),
        "speed": _("Speed"),
        "frame": _("Frame {number} of {count}"),
    }


def _captions(track: Track, count: int) -> list[str]:
    captions = list(track.captions)
    if len(captions) not in (0, 1, count):
        raise ValueError(f"{len(captions)} captions for {count} frames")
    return captions if len(captions) == count else captions * count


def _checked_frames(track: Track, count: int) -> np.ndarray:
    frames = np.ascontiguousarray(track.frames)
    grey_or_rgba = frames.ndim == 3 or (frames.ndim == 4 and frames.shape[3] == 4)
    if frames.dtype != np.uint8 or not grey_or_rgba or len(frames) != count or not count:
        raise ValueError(f"frames of {frames.dtype} {frames.shape} are no {count} grey or RGBA pictures")
    if track.kind not in KINDS:
        raise ValueError(f"no such kind: {track.kind}")
    return frames


def _described_track(track: Track, frames: np.ndarray) -> dict:
    _count, height, width = frames.shape[:3]
    return {
        "name": track.name,
        "kind": track.kind,
        "captions": _captions(track, len(frames)),
        "height": height,
        "width": width,
        "channels": 1 if frames.ndim == 3 else 4,
    }


def _described_series(series: Series, count: int) -> dict:
    values = np.asarray(series.values, dtype=float)
    if values.shape != (count,) or not np.isfinite(values).all():
        raise ValueError(f"{series.name}: not {count} finite values")
    return {
        "name": series.name,
        "kind": series.kind,
        "values": values.round(6).tolist(),
        "level": series.level,
        "levelName": series.level_name,
        "decimals": series.decimals,
    }


def packed(header: Mapping[str, object], tracks: Sequence[np.ndarray]) -> bytes:
    """Length of the header (4 bytes, little-endian), the header as JSON in UTF-8, then the tracks' bytes in order."""
    text = json.dumps(header, ensure_ascii=False).encode()
    return struct.pack("<I", len(text)) + text + b"".join(frames.tobytes() for frames in tracks)


def player(
    tracks: Sequence[Track],
    *,
    key: str,
    series: Sequence[Series] = (),
    marks: Mapping[int, str] | None = None,
    rate: float = 12.0,
    loop: str = "ring",
    rest: float = 0.8,
    start: int = 0,
    playing: bool = True,
    zoom: int = ZOOM,
    on_release: Callable[[], None] | None = None,
) -> None:
    """Show the player.

    Args:
        tracks: at least one, all with the same number of frames.
        series: lines of the chart; no chart without them.
        marks: named frames, such as the way-points of a path. The animation rests there for `rest` seconds.
        rate: frames a second at speed 1.
        loop: "ring" begins again, "swing" goes there and back, "once" stops at the end.
        start: frame shown at first.
        playing: whether it plays by itself on arrival.
        zoom: whole number, the largest scale of the pictures.
        on_release: asks for the frame number: when the visitor lets go of the slider, steps or pauses, the browser
            reports the frame, this is called and the page (or fragment) runs again; read it with `released_frame`.

    Raises:
        ValueError: tracks, captions and series do not fit together.
    """
    if loop not in LOOPS or not tracks:
        raise ValueError(f"nothing to play, or no such loop: {loop}")
    count = len(tracks[0].frames)
    frames = [_checked_frames(track, count) for track in tracks]
    header = {
        "count": count,
        "tracks": [_described_track(track, own) for track, own in zip(tracks, frames, strict=True)],
        "series": [_described_series(line, count) for line in series],
        "marks": sorted((marks or {}).items()),
        "rate": rate,
        "loop": loop,
        "rest": rest,
        "start": min(max(start, 0), count - 1),
        "playing": playing,
        "zoom": zoom,
        "report": on_release is not None,
        "labels": _labels(),
    }
    listen = {"on_frame_change": on_release} if on_release else {}
    _component(key=key, data=packed(header, frames), **listen)


def released_frame(key: str, count: int) -> int | None:
    """The frame that the browser reported last, within `count` frames; None where it reported none or another thing."""
    frame = messages.value(key, "frame")
    return frame if messages.is_whole(frame) and 0 <= frame < count else None
