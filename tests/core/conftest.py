"""What several of these tests start from."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ae_core import checkpoints


@pytest.fixture
def copied(tmp_path) -> Callable[[str], Path]:
    """Copies one checkpoint into a folder of the test's own, where it may be spoilt; gives that folder."""

    def copy(name: str) -> Path:
        folder = tmp_path / "checkpoints"
        folder.mkdir()
        for suffix in ("json", "safetensors"):
            shutil.copy(checkpoints.DIRECTORY / f"{name}.{suffix}", folder)
        return folder

    return copy
