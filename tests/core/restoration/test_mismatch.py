"""The mismatch matrix from made-up curves: who wins a column, what a mismatch costs."""

import pytest

from ae_core.restoration import curves, mismatch
from ae_core.restoration.curves import STRENGTHS, Curve
from ae_core.restoration.methods import NOTHING
from ae_core.restoration.mismatch import Cell

PEAKS = {"ae_conv_d64": 0.0, "dae_s01": 0.1, "dae_s03": 0.3, "dae_s05": 0.5, "dae_s10": 1.0}


def flat(kind: str, method: str, at: dict[float, float], otherwise: float = 10.0) -> Curve:
    """These values at these strengths."""
    return Curve(kind, method, tuple(at.get(strength, otherwise) for strength in STRENGTHS[kind]))


@pytest.fixture
def mountain():
    """Nets that are each best at their own sigma, by 3 dB a tenth."""
    return {
        ("gaussian", row): flat("gaussian", row, {s: 25 - 30 * abs(s - peak) for s in STRENGTHS["gaussian"]})
        for row, peak in PEAKS.items()
    }


def test_the_net_of_clean_digits_was_trained_at_sigma_0():
    assert [mismatch.trained_sigma(row) for row in mismatch.SAME_NET] == list(PEAKS.values())


def test_cells_are_what_is_measured_row_by_row(mountain):
    found = mismatch.cells(mountain)
    assert len(found) == 5 * 5
    assert found["dae_s03,gaussian,0.5"] == Cell("dae_s03", "gaussian", 0.5)
    assert mismatch.value(mountain, found["dae_s03,gaussian,0.5"]) == pytest.approx(19)
    assert mismatch.absent(mountain) == [NOTHING, *mismatch.ALL_STRENGTHS, "dae_nyu_d500"]


def test_each_net_wins_its_own_column(mountain):
    assert mismatch.diagonal(mountain) == (5, 5)
    assert mismatch.winner(mismatch.column(mountain, ("gaussian", 0.3))) == "dae_s03"
    assert mismatch.winner(mismatch.column(mountain, ("dropout", 0.5))) is None
    assert mismatch.diagonal({}) == (0, 0)


def test_the_dearest_mismatch(mountain):
    mountain["gaussian", "dae_s10"] = flat("gaussian", "dae_s10", {0.5: 27.0, 1.0: 20.0})
    assert mismatch.diagonal(mountain) == (4, 5)
    cell, lost = mismatch.largest_loss(mountain)
    assert cell == Cell("ae_conv_d64", "gaussian", 1.0)
    assert lost == pytest.approx(25)
    assert mismatch.largest_loss({}) is None


def test_the_price_of_all_strengths(mountain):
    assert mismatch.price(mountain) is None
    mountain["gaussian", "dae_gaussian"] = flat(
        "gaussian", "dae_gaussian", {0.1: 24.5, 0.3: 25.0, 0.5: 24.0, 1.0: 25.2}
    )
    assert mismatch.price(mountain) == (pytest.approx(-1.0), pytest.approx(0.2))


def test_the_best_method_and_where_it_begins_to_help():
    made = {
        ("dropout", method): flat("dropout", method, *values)
        for method, values in {
            NOTHING: ({0.0: 60.0, 0.05: 24.0, 0.1: 20.0},),
            "median": ({0.0: 23.0, 0.05: 22.0, 0.1: 21.0},),
            "pca_d30": ({}, 9.0),
        }.items()
    }
    assert curves.best_method(made, "dropout", 0.1, ["median", NOTHING, "telea"]) == "median"
    assert curves.best_method(made, "dropout", 0.1, ["telea"]) is None
    assert curves.crossing(made, "dropout", "median") == (0.05, 0.1)
    assert curves.crossing(made, "dropout", "pca_d30") is None
    assert curves.crossing(made, "dropout", "telea") is None
