"""Images as PNG: data addresses and files. Lossless always: a JPEG would blur the very pixels the lab is about."""

import base64
import io
import struct
import zlib

import numpy as np
from PIL import Image

_COLOUR_TYPES = {1: 0, 3: 2, 4: 6}  # channels -> PNG's grey, RGB, RGBA


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def encode(image: np.ndarray) -> bytes:
    """(H, W) or (H, W, 3 or 4) uint8 as a PNG file. Some five times faster than Pillow on 28x28."""
    height, width = image.shape[:2]
    channels = 1 if image.ndim == 2 else image.shape[2]
    rows = np.ascontiguousarray(image).reshape(height, width * channels)
    # Each scan line starts with its filter; 0 is none.
    lines = np.concatenate([np.zeros((height, 1), np.uint8), rows], axis=1).tobytes()
    header = struct.pack(">2I5B", width, height, 8, _COLOUR_TYPES[channels], 0, 0, 0)
    chunks = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(lines, 6)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def data_uri(image: np.ndarray) -> str:
    """The image as a `data:image/png` address for an <img>."""
    return "data:image/png;base64," + base64.b64encode(encode(image)).decode()


def as_png(image: np.ndarray) -> bytes:
    """(H, W) or (H, W, 3) uint8 as a PNG file that is as small as can be."""
    out = io.BytesIO()
    Image.fromarray(image).save(out, "PNG", optimize=True)
    return out.getvalue()
