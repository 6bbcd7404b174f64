"""Directions in a code: what moves z so that the decoded digit shifts, grows, thickens or leans.

For each transformation of `ae_core.images.transformations` there are two answers. One arrow for all digits: z + t b.
Or a field, an arrow that depends on where one is: dz/dt = A z + b, whose path after t units is a matrix exponential.
Several at once add up. `ae_core.directions.fitting` fits them; this module keeps, loads and follows them.
"""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ae_core import checkpoints
from ae_core.browser import pack
from ae_core.images import transformations
from ae_core.latent import encode_all
from ae_core.models import Autoencoder

METHODS = ("field", "arrow")
SCHEMA_VERSION = 1


class DirectionsError(RuntimeError):
    """Directions that cannot be used. `code` names the reason, str() says what is wrong and how to mend it.

    Codes: "missing", "unreadable", "other_weights".
    """

    def __init__(self, code: str, model: str, wrong: str) -> None:
        super().__init__(
            f"Directions of {model}: {wrong}; run `python -m ae_core.directions {model} --write`."
        )
        self.code = code


def with_one(z: Tensor) -> Tensor:
    """Codes (B, d) with a 1 behind each, (B, d + 1): what a field is multiplied by."""
    return torch.cat([z, torch.ones_like(z[:, :1])], 1)


@dataclass(frozen=True)
class Directions:
    """The directions of one model, as fitted on its weights.

    model: its name. sha256: of the weights. fields: (K, d + 1, d), the K transformations of `transformations.NAMES`
    in that order; dz/dt = (z, 1) @ fields[k]. arrows: (K, d). fit: of each transformation and method, how the changes
    of single images agree with it (see `fitting.agreement`). measured: of each transformation and method, what it
    does to decoded test digits (see `fitting.measure`).
    """

    model: str
    sha256: str
    fields: Tensor
    arrows: Tensor
    fit: Mapping[str, Mapping[str, Any]] = dataclasses.field(default_factory=dict)
    measured: Mapping[str, Mapping[str, Any]] = dataclasses.field(default_factory=dict)

    def move(self, z: Tensor, units: Sequence[float], method: str = "field") -> Tensor:
        """The codes after so many units of each transformation: (B, d) -> (B, d).

        Args:
            units: one number for each of `transformations.NAMES`.
            method: "field" or "arrow".
        """
        amounts = torch.tensor(units, dtype=z.dtype, device=z.device)
        if method == "arrow":
            return z + amounts @ self.arrows.to(z)
        together = torch.einsum("k,kij->ij", amounts, self.fields.to(z))
        # (z, 1) obeys a linear equation whose last row of change is 0: the 1 stays 1.
        square = torch.cat([together, torch.zeros(len(together), 1).to(z)], 1)
        return (with_one(z) @ torch.linalg.matrix_exp(square))[:, :-1]

    def least_reliable(self) -> tuple[str, float]:
        """The transformation whose property rises for the fewest test digits along the field, and their share.

        Raises:
            ValueError: nothing was measured.
        """
        shares = {name: float(done["field"]["monotone"]) for name, done in self.measured.items()}
        least = min(shares, key=lambda name: shares[name])
        return least, shares[least]

    def blob(self) -> bytes:
        """For the browser (`ae_core.browser`): a blob of kind "directions", "fields" and "arrows" in float32."""
        arrays = {"fields": self.fields.float().numpy(), "arrows": self.arrows.float().numpy()}
        return pack({"kind": "directions", "shape": list(self.fields.shape)}, arrays)


@torch.inference_mode()
def moved(
    model: Autoencoder, directions: Directions, x: Tensor, units: Sequence[float], method: str = "field"
) -> tuple[Tensor, Tensor]:
    """Images after so many units of each transformation: moved in pixels, and moved in the code and decoded.

    Args:
        x: (B, 1, 28, 28) in [0, 1]. units: one number for each of `transformations.NAMES`. method: "field" or "arrow".

    Returns:
        two of (B, 1, 28, 28) in [0, 1], on the CPU.
    """
    warped = transformations.warp(x, **dict(zip(transformations.NAMES, units, strict=True)))
    z = encode_all(model, x)
    return warped.cpu(), model.decode(directions.move(z, units, method)).cpu()


def _path(model: str, directory: Path) -> Path:
    return directory / f"directions_{model}.json"


def _rounded(values: Tensor) -> list[Any]:
    return np.round(values.double().numpy(), 6).tolist()


def save(directions: Directions, directory: Path = checkpoints.DIRECTORY) -> None:
    """Write directions_MODEL.json, numbers with six digits after the point."""
    content = {"schema_version": SCHEMA_VERSION, **vars(directions)}
    content |= {"fields": _rounded(directions.fields), "arrows": _rounded(directions.arrows)}
    lines = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in content.items())
    checkpoints.write_atomically(_path(directions.model, directory), f"{{\n{lines}\n}}\n".encode())


def _read(model: str, directory: Path) -> Directions:
    path = _path(model, directory)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.pop("schema_version") != SCHEMA_VERSION:
            raise ValueError("another schema version")
        fields, arrows = (
            torch.tensor(content.pop(name), dtype=torch.float32) for name in ("fields", "arrows")
        )
        found = Directions(**content, fields=fields, arrows=arrows)
        count, dimension = len(transformations.NAMES), arrows.shape[-1]
        if fields.shape != (count, dimension + 1, dimension) or arrows.shape != (count, dimension):
            raise ValueError("shapes that do not belong together")
    except FileNotFoundError as error:
        raise DirectionsError("missing", model, f"{path.name} is not there") from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DirectionsError("unreadable", model, f"{path.name} is not what this program writes") from error
    return found


def load(model: Autoencoder, directory: Path = checkpoints.DIRECTORY) -> Directions:
    """The directions fitted on exactly these weights.

    Args:
        model: loaded from a checkpoint, so that its card names it and its weights.

    Raises:
        DirectionsError: they are missing, unreadable, or fitted on other weights.
        ValueError: the model carries no card.
    """
    if model.card is None:
        raise ValueError("a model without a card has no directions")
    found = _read(model.card.name, directory)
    if found.sha256 != model.card.sha256 or found.arrows.shape[1] != model.latent_dim:
        raise DirectionsError("other_weights", model.card.name, "they were fitted on other weights (SHA-256)")
    return found
