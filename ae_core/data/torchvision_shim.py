"""Import torchvision also where its compiled operators are missing.

PyPI's torchvision is built for CUDA. Beside a CPU build of torch its compiled part does not load, and its import
fails with "operator torchvision::nms does not exist", because it registers fake kernels for operators that
nobody declared. Declaring those two schemas first lets the import pass; where the compiled part loads, it
declares them itself and this module does nothing. The project uses none of those operators.
"""

import importlib.util
from pathlib import Path

import torch


def _compiled_part_loads() -> bool:
    spec = importlib.util.find_spec("torchvision")
    if spec is None or spec.origin is None:
        return True
    for library in Path(spec.origin).parent.glob("_C.*"):
        try:
            torch.ops.load_library(str(library))
        except OSError:
            return False
    return True


# The library object owns the declarations: it must live as long as the process.
_declared = None
if not _compiled_part_loads():
    _declared = torch.library.Library("torchvision", "FRAGMENT")
    _declared.define("nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    _declared.define("qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")

from torchvision import datasets  # noqa: E402

__all__ = ["datasets"]
