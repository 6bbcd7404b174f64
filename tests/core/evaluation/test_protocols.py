"""What a metric is called and which way is better stands in one place, and the registry's bars agree with it."""

import pytest

from ae_core import checkpoints, registry
from ae_core.evaluation import report
from ae_core.evaluation.protocols import METRICS


@pytest.mark.parametrize("entry", registry.ENTRIES, ids=lambda entry: entry.name)
def test_bars_and_figures_are_of_known_metrics(entry):
    for target in entry.targets:
        wanted = {"<=": {"lower"}, ">=": {"higher"}, "=": {"lower", "higher", ""}}[target.relation]
        assert METRICS[target.metric].better in wanted
    assert set(checkpoints.read_card(entry.name).metrics) <= set(METRICS)


def test_no_two_metrics_are_called_the_same():
    names = [(metric.label, metric.variant) for metric in METRICS.values()]
    assert len(set(names)) == len(names)


def test_the_table_heads_its_columns_as_the_metrics_are_called():
    entry = registry.get("pca_d30")
    head, _line, row = report.table([(entry, checkpoints.read_card("pca_d30"))]).splitlines()
    assert "| squared error | PSNR, dB | SSIM | 5-NN accuracy | BCE + KL, nats | bar |" in head
    assert row.count("|") == head.count("|")
    assert "13.87, met" in row


def test_protocols_say_which_way_is_better():
    lines = report.protocols().splitlines()
    assert len(lines) == len(METRICS)
    assert lines[0].startswith("- `squared_error_per_image`, lower is better: sum over 784 pixels")
    assert any(line.startswith("- `kl_per_image`: nats") for line in lines)
