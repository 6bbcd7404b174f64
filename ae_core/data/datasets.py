"""The data sets: test images shipped in the package, training images through torchvision."""

import functools
import gzip
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

ASSETS = Path(__file__).parent / "assets"
DEFAULT_ROOT = Path.home() / ".cache" / "autoencoder-lab"
IMAGES, LABELS = "images-idx3-ubyte.gz", "labels-idx1-ubyte.gz"
TORCHVISION_NAMES = {"mnist": "MNIST", "fashion": "FashionMNIST"}


def _read_idx(content: bytes) -> np.ndarray:
    """A gzipped IDX file of bytes (LeCun's format) as a read-only array."""
    raw = gzip.decompress(content)
    dimensions = raw[3]
    shape = np.frombuffer(raw, ">u4", count=dimensions, offset=4)
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


@functools.cache
def test_set(name: str = "mnist") -> tuple[np.ndarray, np.ndarray]:
    """Test images and labels shipped in the package; no download.

    Args:
        name: "mnist" for its whole test set (10,000), "fashion" for the first 1,000 of Fashion-MNIST's.

    Returns:
        images (N, 28, 28) uint8 and labels (N,) uint8, both read-only and shared by all callers.

    Raises:
        ValueError: no such data set.
    """
    images, labels = test_files(name)
    return _read_idx(images), _read_idx(labels)


def test_files(name: str = "mnist") -> tuple[bytes, bytes]:
    """The same images and labels as gzipped IDX files, as they lie in the package: for who unpacks them elsewhere.

    Raises:
        ValueError: no such data set.
    """
    if name not in TORCHVISION_NAMES:
        raise ValueError(f"there is no data set {name!r}; choose one of {', '.join(TORCHVISION_NAMES)}")
    folder = ASSETS / name
    return (folder / IMAGES).read_bytes(), (folder / LABELS).read_bytes()


def as_input(images: np.ndarray) -> Tensor:
    """Images as the models take them: (N, 28, 28) or (28, 28) uint8 -> (N, 1, 28, 28) float32 in [0, 1]."""
    return torch.tensor(images, dtype=torch.float32).view(-1, 1, 28, 28) / 255


def to_pixels(x: Tensor | np.ndarray) -> np.ndarray:
    """An image as one shows or stores it: 784 values in [0, 1], any shape -> (28, 28) uint8, 255 for ink.

    Values outside [0, 1] are clipped.
    """
    values = np.asarray(x, dtype=np.float32).reshape(28, 28)
    return np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)


def torchvision_set(name: str, root: Path = DEFAULT_ROOT) -> tuple[Tensor, Tensor]:
    """Training images and labels through torchvision, which downloads them to `root` where they are not there yet.

    Returns:
        images (60,000, 28, 28) uint8 and labels (60,000,) int64.

    Raises:
        RuntimeError: the files are neither there nor to be had; one sentence.
    """
    # Imported here: torchvision takes seconds to import, and an app that never trains does not need it.
    from ae_core.data.torchvision_shim import datasets

    dataset_class = getattr(datasets, TORCHVISION_NAMES[name])
    try:
        dataset = dataset_class(root, train=True, download=True)
    except (RuntimeError, OSError) as error:
        raise RuntimeError(
            f"{TORCHVISION_NAMES[name]} is not in {root} and could not be downloaded; name its folder with --data"
        ) from error
    return dataset.data, dataset.targets
