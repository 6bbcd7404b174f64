"""Draws from the standard normal that the browser and Python make alike: the same seed gives the same epsilon.

The browser's half is ui/components/cloud/draws.js. Counter i of a seed is hashed to a uniform number (mulberry32, whose
state only counts), two of them make two normal ones (Box & Muller 1958).
"""

import numpy as np

SEEDS = 10_000  # seeds are 0 .. 9999: short enough to read out in a lecture hall
_STEP, _SCRAMBLE = np.uint32(0x6D2B79F5), np.uint32(0x9E3779B1)


def _uniform(seed: int, counters: np.ndarray) -> np.ndarray:
    """mulberry32's output for these counters, in (0, 1)."""
    # All of it is meant modulo 2 ** 32.
    with np.errstate(over="ignore"):
        state = np.uint32(seed) * _SCRAMBLE + (counters.astype(np.uint32) + np.uint32(1)) * _STEP
        mixed = (state ^ (state >> np.uint32(15))) * (state | np.uint32(1))
        mixed ^= mixed + (mixed ^ (mixed >> np.uint32(7))) * (mixed | np.uint32(61))
        mixed ^= mixed >> np.uint32(14)
    return (mixed.astype(np.float64) + 0.5) / 2**32


def epsilons(seed: int, count: int, dimension: int) -> np.ndarray:
    """The first `count` draws of a seed: (count, dimension) float64, independent standard normal numbers.

    >>> epsilons(0, 3, 2).shape, bool((epsilons(0, 3, 2) == epsilons(0, 3, 2)).all())
    ((3, 2), True)
    """
    pairs = -(-count * dimension // 2)
    u = _uniform(seed, np.arange(2 * pairs)).reshape(pairs, 2)
    radius, angle = np.sqrt(-2 * np.log(u[:, 0])), 2 * np.pi * u[:, 1]
    normal = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return normal.reshape(-1)[: count * dimension].reshape(count, dimension)
