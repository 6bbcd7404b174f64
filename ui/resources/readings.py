"""What several models make of one digit, asked for by name."""

import torch

from ae_core import CheckpointError
from ae_core.latent.inspection import Reconstruction, inspect_image
from ui.resources import models
from ui.shell import errors


def read_all(
    names: list[str], x: torch.Tensor, own_index: int | None = None
) -> dict[str, Reconstruction | str]:
    """Each model's reconstruction of x (1, 1, 28, 28), or the sentence that says why there is none.

    Args:
        own_index: where x is itself a test digit, its index: it is not its own neighbour.
    """
    answers: dict[str, Reconstruction | str] = {}
    for name in names:
        try:
            answers[name] = inspect_image(models.model(name), models.code_space(name), x, own_index)
        except CheckpointError as error:
            answers[name] = errors.sentence(error)
    return answers
