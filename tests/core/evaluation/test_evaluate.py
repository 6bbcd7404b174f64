"""The command that measures models again: where it writes, and what it says of a model that is not there."""

import json

import pytest
import torch

from ae_core import checkpoints, data, evaluate
from ae_core.restoration import table

NAME = "pca_d30"
README = "<!-- results: written by python -m ae_core.evaluate -->old<!-- end of results -->"


def test_what_is_measured_elsewhere_is_written_there_and_nowhere_else(copied, tmp_path):
    folder = copied(NAME)
    (tmp_path / "README.md").write_text(README)
    shipped = {path: path.read_bytes() for path in checkpoints.DIRECTORY.glob("*.md")}
    card = folder / f"{NAME}.json"
    said = json.loads(card.read_text())
    card.write_text(json.dumps({**said, "metrics": {}}))
    assert evaluate.main([NAME, "--write", "--out", str(folder), "--device", "cpu"]) == 0
    assert json.loads(card.read_text())["metrics"] == pytest.approx(said["metrics"], rel=1e-3)
    results = (folder / "RESULTS.md").read_text()
    assert NAME in results
    assert "pca_d2" not in results
    assert NAME in (tmp_path / "README.md").read_text()
    assert {path: path.read_bytes() for path in checkpoints.DIRECTORY.glob("*.md")} == shipped


def test_an_unknown_model_is_said_to_be_unknown(capsys):
    assert evaluate.main(["nonsense"]) == 1
    assert "nonsense: there is no model of this name" in capsys.readouterr().err


def test_restorers_measured_elsewhere_are_written_there(copied, tmp_path, monkeypatch):
    folder = copied("pca_d64")
    readme = tmp_path / "README.md"
    readme.write_text(
        "<!-- restoration: written by python -m ae_core.evaluate -->old<!-- end of restoration -->"
    )
    shipped = {path: path.read_bytes() for path in checkpoints.DIRECTORY.glob("*.md")}
    monkeypatch.setattr(data, "torchvision_set", lambda *_: [torch.tensor(part) for part in data.test_set()])
    monkeypatch.setattr(table, "IMAGES", 20)
    monkeypatch.setattr(table, "COLUMNS", {"Gaussian 0.3": table.COLUMNS["Gaussian 0.3"]})
    assert evaluate.main(["--restoration", "--write", "--out", str(folder)]) == 0
    methods = {score.method for score in table.results(folder)}
    assert methods == {
        *("spoiled", "median 3x3", "non-local means", "total variation", "PCA projection, 64-D"),
        "ridge linear map",
    }
    assert "ridge linear map" in readme.read_text()
    assert {path: path.read_bytes() for path in checkpoints.DIRECTORY.glob("*.md")} == shipped
