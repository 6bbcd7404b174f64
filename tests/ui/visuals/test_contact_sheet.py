"""Sheets of digits to take home: where each picture lies, that its pixels stay crisp, that its words are there."""

import io

import numpy as np
from PIL import Image

from ui.visuals.contact_sheet import Captioned, Cell, Sheet, enlarged, grid


def digit(value: int) -> np.ndarray:
    return np.full((28, 28), value, np.uint8)


def read(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)))


def test_a_grid_keeps_its_order_and_its_gap():
    sheet = grid([digit(n) for n in range(1, 6)], 3, gap=2, ground=9)
    assert sheet.shape == (58, 88)
    assert sheet[0, 0], sheet[30, 30] == (1, 5)
    assert (sheet[28:30] == 9).all()
    assert (sheet[30:, 60:] == 9).all()


def test_enlarging_blurs_nothing():
    assert enlarged(np.array([[1, 2]], np.uint8), 2).tolist() == [[1, 1, 2, 2], [1, 1, 2, 2]]


def test_a_captioned_grid_has_room_for_words_only_where_there_are_some():
    layout = Captioned(zoom=2, gap=4, line=20, drop=3, size=12)
    sheet = read(layout.png([[Cell(digit(10), "x"), Cell(digit(20), "y\nz")], [None, Cell(digit(30))]]))
    assert sheet.shape == (4 + 56 + 20 + 4 + 56 + 4, 4 + 2 * 60, 3)
    assert (sheet[4:60, 4:60] == 10).all()
    assert (sheet[4:60, 64:120] == 20).all()
    assert (sheet[84:140, 64:120] == 30).all()
    assert (sheet[84:140, 4:60] == 255).all()
    assert sheet[60:80, 4:60].min() < 128


def test_clear_places_let_the_paper_through():
    error = np.zeros((28, 28, 4), np.uint8)
    error[0, 0] = 200, 10, 10, 255
    sheet = Sheet(28, 28, colour=True)
    sheet.place(error, 0, 0)
    assert read(sheet.png())[0, 0].tolist() == [200, 10, 10]
    assert (read(sheet.png())[1:] == 255).all()


def test_a_black_sheet_has_white_words():
    sheet = Sheet(60, 30, colour=False, ground=0, size=22)
    sheet.write("0.5", 4, 15, "lm")
    assert read(sheet.png()).max() > 200
    assert read(sheet.png()).ndim == 2
