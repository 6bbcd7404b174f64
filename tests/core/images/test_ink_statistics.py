import numpy as np
import pytest
import torch
from skimage.filters import gaussian

from ae_core import data
from ae_core.images import ink_statistics


def image(*rows: str) -> torch.Tensor:
    """Digits 0 to 9 as tenths of full ink."""
    return torch.tensor([[int(c) / 9 for c in row] for row in rows])[None, None]


def test_edge_energy_of_a_known_image():
    # One white pixel: four steps of 1 over an ink of 1.
    assert ink_statistics.edge_energy(image("000", "090", "000")).item() == pytest.approx(4)
    # Two side by side: six steps over an ink of 2.
    assert ink_statistics.edge_energy(image("0000", "0990", "0000")).item() == pytest.approx(3)
    assert ink_statistics.edge_energy(torch.zeros(1, 1, 3, 3)).item() == 0


def test_edge_energy_sees_blur_and_not_faint_ink():
    digit = data.test_set()[0][3] / 255
    x = torch.tensor(np.stack([digit, 0.5 * digit, gaussian(digit, 1.0)]), dtype=torch.float32)[:, None]
    crisp, faint, blurred = ink_statistics.edge_energy(x).tolist()
    assert faint == pytest.approx(crisp, rel=1e-5)
    assert blurred < 0.6 * crisp


def test_grey_share_counts_inked_pixels_only():
    assert ink_statistics.grey_share(image("0009", "0044")).item() == pytest.approx(2 / 3)
    assert ink_statistics.grey_share(torch.zeros(1, 1, 3, 3)).item() == 0


def test_pieces_touch_at_corners_and_single_pixels_do_not_count():
    apart = image("9900", "0000", "0099")
    corner = image("9900", "0090", "0090")
    speck = image("9900", "0000", "0009")
    assert [ink_statistics.pieces(x).item() for x in (apart, corner, speck)] == [2, 1, 1]
    # Ink that never reaches one half is no stroke.
    assert ink_statistics.pieces(image("4444", "4444")).item() == 0
    assert ink_statistics.pieces(torch.cat([apart, corner])).tolist() == [2, 1]
