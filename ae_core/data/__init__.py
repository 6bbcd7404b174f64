"""The data: images shipped in the package, training images through torchvision, drawings prepared as MNIST was."""

from ae_core.data.datasets import (
    ASSETS,
    DEFAULT_ROOT,
    IMAGES,
    LABELS,
    TORCHVISION_NAMES,
    as_input,
    test_files,
    test_set,
    to_pixels,
    torchvision_set,
)

__all__ = [
    "ASSETS",
    "DEFAULT_ROOT",
    "IMAGES",
    "LABELS",
    "TORCHVISION_NAMES",
    "as_input",
    "test_files",
    "test_set",
    "to_pixels",
    "torchvision_set",
]
