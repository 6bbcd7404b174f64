"""Load and decode times of every shipped model on one CPU thread, beside the bare matrix products of its decoder.

The ratio is the median over pairs taken in turn, so that a drifting machine weighs on both. "Cold" is a first load in
a fresh process (imports not counted), "warm" a second one. With CUDA present, outputs there are compared too.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import ae_core
from ae_core import registry
from ae_core.device import use_one_thread

BATCHES = (1, 100, 400)
LOAD = """
import time, ae_core
from ae_core.device import use_one_thread
use_one_thread()
for _ in range(2):
    start = time.perf_counter(); ae_core.load_model({name!r}, "cpu"); print(1000 * (time.perf_counter() - start))
"""


def load_times(name: str) -> tuple[float, float]:
    """Milliseconds of a first and of a second load, in a process of its own."""
    said = subprocess.run(
        [sys.executable, "-c", LOAD.format(name=name)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[1],
    ).stdout.split()
    return float(said[0]), float(said[1])


def bare_products(decoder: nn.Module, z: Tensor) -> Callable[[], None]:
    """The matrix products (and convolutions) of a decoder alone, on inputs of the shapes that they really get."""
    calls: list[tuple[nn.Module, Tensor]] = []

    def note(layer: nn.Module, inputs: tuple[Tensor, ...], _output: Tensor) -> None:
        calls.append((layer, inputs[0].clone()))

    kinds = (nn.Linear, nn.Conv2d)
    hooks = [m.register_forward_hook(note) for m in decoder.modules() if isinstance(m, kinds)]
    decoder(z)
    for hook in hooks:
        hook.remove()

    def run() -> None:
        for layer, x in calls:
            layer(x)

    return run


def timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def decode_times(model: ae_core.Autoencoder, batch: int, rounds: int = 60) -> tuple[float, float]:
    """Median milliseconds of a decode, and its median ratio to the bare products."""
    z = torch.randn(batch, model.latent_dim)
    decoder = getattr(model, "decoder", None)
    bare = bare_products(decoder, z) if decoder is not None else (lambda: z @ model.get_parameter("weight"))
    for _ in range(5):
        model.decode(z)
        bare()
    pairs = [(timed(lambda: model.decode(z)), timed(bare)) for _ in range(rounds)]
    return 1000 * statistics.median(a for a, _ in pairs), statistics.median(a / b for a, b in pairs)


@torch.inference_mode()
def main() -> None:
    use_one_thread()
    head = ["model", "load cold ms", "load warm ms", *(f"decode {n}: ms (ratio)" for n in BATCHES)]
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for name in registry.list_models():
        model = ae_core.load_model(name, "cpu")
        cold, warm = load_times(name)
        cells = [f"{ms:.2f} ({ratio:.2f})" for ms, ratio in (decode_times(model, n) for n in BATCHES)]
        print("| " + " | ".join([f"`{name}`", f"{cold:.1f}", f"{warm:.1f}", *cells]) + " |", flush=True)
        if torch.cuda.is_available():
            z = torch.randn(400, model.latent_dim)
            apart = (ae_core.load_model(name, "cuda").decode(z.cuda()).cpu() - model.decode(z)).abs().max()
            print(f"{name}: largest difference between CUDA and CPU {apart:.2e}")


if __name__ == "__main__":
    main()
