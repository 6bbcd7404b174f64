"""Where tensors live and how many threads they get: the one place that decides."""

import torch


def best_device(name: str | None = None) -> torch.device:
    """The device called `name`, or the best one here: CUDA, then Apple MPS, then the CPU."""
    if name is not None:
        return torch.device(name)
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def use_one_thread() -> None:
    """One CPU thread for each request, for a process that serves many people.

    Small products gain nothing from a second thread, and under load the threads of several requests
    wait for each other: two threads were measured eight times slower on a 400-image decode.
    """
    torch.set_num_threads(1)


def has_fast_bfloat16(device: torch.device) -> bool:
    """Whether bfloat16 matrix products run in hardware, so that mixed precision pays while training."""
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported()
    return device.type == "cpu" and torch.cpu._is_avx512_bf16_supported()
