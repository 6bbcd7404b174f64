"""How numbers and tables of numbers are written."""

import math

import pytest

from ui.visuals import numbers
from ui.visuals.tables import as_csv, as_markdown


def test_minus_is_a_minus_sign():
    assert numbers.fixed(-1.005, 1) == "−1.0"
    assert numbers.minus("(-1, 2)") == "(−1, 2)"


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.004, "0.4 %"), (0.5, "50 %"), (0.994, "99.4 %"), (0.9999, "100 %"), (1, "100 %")],
)
def test_a_share_close_to_all_or_nothing_has_a_decimal(share, text):
    assert numbers.percent(share) == text


def test_a_share_has_the_decimals_asked_for():
    assert numbers.percentage(0.97254, 2) == "97.25 %"


def test_a_perfect_return_is_said_in_words():
    assert numbers.decibels(20.26, "identical") == "20.3"
    assert numbers.decibels(math.inf, "identical") == "identical"
    assert numbers.decibels(60.0, "∞", ceiling=60) == "∞"


def test_levels_of_noise():
    assert numbers.level("gaussian", 0.5) == "σ\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}0.5"
    assert numbers.level("dropout", 0.25) == "25\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0.000"),
        (0.00123456, "0.00123"),
        (0.5, "0.500"),
        (3.14159, "3.14"),
        (123.456, "123.5"),
        (-2.5, "-2.50"),
    ],
)
def test_significant_digits(value, text):
    assert numbers.significant(value) == text


def test_counts_in_short():
    assert [numbers.short_count(n) for n in (999, 24304, 2837314)] == [
        "999", "24.3\N{NO-BREAK SPACE}k", "2.84\N{NO-BREAK SPACE}M",
    ]  # fmt: skip


def test_csv_and_markdown():
    assert as_csv(["name", "value"], [["a,b", 0.1], ['"', None]]) == 'name,value\n"a,b",0.1\n"""",\n'
    assert as_csv(["a"], [[1]], "\r\n") == "a\r\n1\r\n"
    assert as_markdown(["Name", "N"], [["a", "1"]]) == "| Name | N |\n|---|---:|\n| a | 1 |"
    assert as_markdown(["N", "M"], [["1", "2"]], texts=0).splitlines()[1] == "|---:|---:|"
