"""The optimisers, learning rates and weight averages that recipes name."""

import math
from collections.abc import Callable
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from ae_core.models.base import PIXELS
from ae_core.registry import Recipe

MUON_MIN_SIDE = 30
Weights = tuple[Tensor, ...] | list[Tensor]


class Stepping(Protocol):
    """What optimisers and schedules share: one step a batch, and a state to resume from."""

    def step(self) -> Any: ...

    def state_dict(self) -> dict[str, Any]: ...

    def load_state_dict(self, state_dict: dict[str, Any]) -> None: ...


def _as_matrix(parameter: nn.Parameter) -> nn.Parameter:
    """The same storage as a matrix, which is what Muon takes: a row is one output channel of a kernel."""
    if parameter.ndim == 2:
        return parameter
    matrix = nn.Parameter(parameter.data.flatten(1))

    def pass_on(changed: Tensor) -> None:
        matrix.grad = None if changed.grad is None else changed.grad.flatten(1)

    parameter.register_post_accumulate_grad_hook(pass_on)
    return matrix


def _is_for_muon(matrix: Tensor, recipe: Recipe) -> bool:
    sides = matrix.flatten(1).shape
    # A matrix of a few rows or columns has little to orthogonalise.
    return min(sides) >= MUON_MIN_SIDE and not (recipe.muon_hidden_only and PIXELS in sides)


def optimisers(parameters: list[nn.Parameter], recipe: Recipe) -> list[torch.optim.Optimizer]:
    """The optimisers of a recipe: Adam, AdamW, or Muon for the weight matrices with AdamW for all else.

    Muon (Jordan et al. 2024) takes steps with orthogonalised momentum; its step is scaled to the size of an
    AdamW step (Liu et al. 2025), so that both share one learning rate.
    """
    rate = recipe.learning_rate
    if recipe.optimiser == "adam":
        return [torch.optim.Adam(parameters, rate, fused=True)]
    # Weight decay pulls on weights, not on biases.
    matrices = [p for p in parameters if p.ndim > 1]
    biases = [p for p in parameters if p.ndim <= 1]
    if recipe.optimiser == "adamw":
        groups = [
            {"params": matrices, "weight_decay": recipe.weight_decay},
            {"params": biases, "weight_decay": 0.0},
        ]
        return [torch.optim.AdamW(groups, rate, betas=(0.9, 0.99), fused=True)]
    wide = [_as_matrix(p) for p in matrices if _is_for_muon(p, recipe)]
    rest = [p for p in matrices if not _is_for_muon(p, recipe)]
    both: list[torch.optim.Optimizer] = []
    if wide:
        both.append(
            torch.optim.Muon(
                wide, rate, weight_decay=recipe.weight_decay, momentum=0.95, adjust_lr_fn="match_rms_adamw"
            )
        )
    adam_rate = recipe.adam_rate or rate
    return [
        *both,
        torch.optim.AdamW(rest + biases, adam_rate, weight_decay=0.0, betas=(0.9, 0.99), fused=True),
    ]


def schedule(
    optimiser: torch.optim.Optimizer, recipe: Recipe, steps: int, before: int = 0
) -> torch.optim.lr_scheduler.LambdaLR:
    """The learning rate over `steps` batches: constant, or a linear warm-up and a half cosine down to zero.

    In the `before` batches that precede them, in which single layers learn, it is half the peak.
    """

    def share(batch: int) -> float:
        if recipe.schedule == "constant":
            return 1.0
        if batch < before:
            return 0.5
        step, warm_up = batch - before, recipe.warm_up * steps
        if step < warm_up:
            return (step + 1) / warm_up
        return 0.5 * (1 + math.cos(math.pi * min(1.0, (step - warm_up) / (steps - warm_up))))

    return torch.optim.lr_scheduler.LambdaLR(optimiser, share)


def warm_average(decay: float) -> Callable[[Weights, Weights, Tensor | int], None]:
    """Exponential moving average that forgets its start fast: decay min(decay, (1 + n) / (10 + n)) at update n."""

    @torch.no_grad()
    def update(averaged: Weights, current: Weights, n: Tensor | int) -> None:
        count = int(n)
        torch._foreach_lerp_(averaged, current, 1 - min(decay, (1 + count) / (10 + count)))

    return update
