"""Rows of digits: escaped, with what is said of them, or why there are none."""

import numpy as np

from ui.visuals import digit_rows, digits
from ui.visuals.digit_rows import Row

FIGURE = digits.figure(np.zeros((28, 28), np.uint8), alt="nothing", caption="1.5")


def test_a_row_has_its_name_what_is_said_and_its_digits():
    html = digit_rows.of_few([Row("<Median>", [FIGURE] * 4, "mean 3 dB", "a note", best=True)])
    assert html.startswith('<article class="few"><div class="name best" title="a note"><b>&lt;Median&gt;</b>')
    assert "<small>mean 3 dB</small>" in html
    assert html.count("<figure") == 4


def test_where_there_are_no_digits_the_row_says_why():
    html = digit_rows.of_few([Row("A net", problem="It is not there.")])
    assert (
        html
        == '<article class="few failed"><div class="name"><b>A net</b></div><p>It is not there.</p></article>'
    )


def test_rows_of_ten_stand_in_one_section():
    html = digit_rows.of_ten([Row("Digits", [FIGURE], below=""), Row("Telea", [FIGURE])])
    assert html.startswith('<section class="tens"><article class="ten">')
    assert html.count("<small></small>") == 1
    assert html.endswith("</article></section>")
