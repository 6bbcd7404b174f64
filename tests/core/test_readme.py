"""What README shows of ae_core runs, and gives what it says."""

import re
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"


@pytest.mark.slow
def test_the_example_without_the_lab_runs():
    section = README.read_text(encoding="utf-8").split("## Use the models without the lab")[1]
    (example,) = re.findall(r"```python\n(.*?)```", section.split("\n## ")[0], re.DOTALL)
    shown: dict = {}
    exec(example, shown)
    assert shown["z"].shape == (2, 2)
    assert shown["x_hat"].shape == shown["x"].shape == (2, 1, 28, 28)
    assert shown["drawn"].shape == (1, 1, 28, 28)
    terms = shown["terms"]
    assert terms.loss == pytest.approx(terms.draws.mean() + terms.kl.sum(), rel=1e-5)
    assert terms.loss > terms.floor
    assert shown["energies"].shape == (17,)
    # Better than the noisy picture, which lies near 9.4 dB.
    assert min(shown["decibels"]) > 15
