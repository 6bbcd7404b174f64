"""What holds for all tests: one thread for arithmetic, and which of them need a browser."""

import functools
import os
from pathlib import Path

# As in the app; on a busy machine two threads make these tests five times slower. This one is read when numpy loads
# its BLAS. A server that a test starts inherits it, but that server's torch is left as the app sets it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
import torch
from streamlit.components.v2 import manifest_scanner

torch.set_num_threads(1)
# Each new AppTest looks through the metadata of every installed package, four fifths of what opening a page takes.
# Nothing is installed while the tests run, so that is done once in a process.
manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)

BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in tests/browser carries the marker, so that `make fast` cannot start a browser by oversight."""
    for item in items:
        if item.path.is_relative_to(BROWSER_TESTS):
            item.add_marker(pytest.mark.browser)
