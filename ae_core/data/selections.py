"""Which images of a set to show: ten at a time, one of each class. Functions of labels (N,) and images (N, 28, 28)."""

import numpy as np

CLASSES = 10


def by_class(labels: np.ndarray) -> tuple[np.ndarray, ...]:
    """Indices of the images of each class, ten arrays."""
    return tuple(np.flatnonzero(labels == label) for label in range(CLASSES))


def set_count(labels: np.ndarray) -> int:
    """How many sets of one image of each class there are, none sharing an image: the size of the smallest class."""
    return min(len(own) for own in by_class(labels))


def one_of_each(labels: np.ndarray, number: int) -> list[int]:
    """Ten indices: the number-th image of each class 0 to 9, starting again after the last of `set_count`."""
    members = by_class(labels)
    at = number % min(len(own) for own in members)
    return [int(own[at]) for own in members]


def random_of_each(labels: np.ndarray, seed: int) -> list[int]:
    """Ten indices: one image of each class 0 to 9, drawn by NumPy's generator of this seed."""
    generator = np.random.default_rng(seed)
    return [int(generator.choice(own)) for own in by_class(labels)]


def most_typical(images: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Indices (10,) of the image nearest to the mean image of its class, by Euclidean distance, for 0 to 9.

    Args:
        images: (N, 28, 28) uint8. labels: (N,).
    """
    indices = []
    for own in by_class(labels):
        pictures = images[own].reshape(len(own), -1).astype(np.float32)
        distances = np.square(pictures - pictures.mean(0)).sum(1)
        indices.append(own[distances.argmin()])
    return np.array(indices)
