"""Weights on disk: NAME.safetensors and NAME.json, the model card. Loading runs no code from the file."""

import dataclasses
import hashlib
import json
import os
import platform
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_safetensors
from safetensors.torch import save as save_safetensors
from torch import Tensor, nn

from ae_core import data, registry
from ae_core.card import SCHEMA_VERSION, ModelCard
from ae_core.device import best_device
from ae_core.models import Autoencoder
from ae_core.registry import Entry
from ae_core.registry.provenance import LICENCE, Source

DIRECTORY = Path(__file__).resolve().parent.parent / "checkpoints"
CLASSIFIER = "digit_classifier"

Net = TypeVar("Net", bound=nn.Module)


class CheckpointError(RuntimeError):
    """A checkpoint that cannot be used. `code` names the reason, str() says what is wrong and how to mend it.

    Codes: "unknown", "missing", "card", "altered", "shapes".
    """

    def __init__(self, code: str, name: str, wrong: str) -> None:
        command = "ae_core.classifier" if name == CLASSIFIER else f"ae_core.train {name}"
        mend = f"restore the file or run `python -m {command}`"
        if code == "unknown":
            mend = "see ae_core.list_models()"
        super().__init__(f"Model {name}: {wrong}; {mend}.")
        self.code = code


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()


def write_atomically(path: Path, data: bytes) -> None:
    """Write a whole file or none: to a neighbour first, then rename over `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)


def serialise(model: nn.Module, dtype: torch.dtype) -> bytes:
    """The model's weights in the safetensors format, stored as `dtype`."""
    state = {key: value.detach().cpu().to(dtype).contiguous() for key, value in model.state_dict().items()}
    return save_safetensors(state)


def provenance(sources: Mapping[str, Source], intended_use: str, data_name: str) -> dict[str, Any]:
    """The fields of a card that do not depend on the weights.

    Args:
        sources: of the "idea", the "lecture", the "data". data_name: the set whose test images are measured on.
    """
    return {
        "intended_use": intended_use,
        "licence": LICENCE,
        "source": {of: dataclasses.asdict(source) for of, source in sources.items()},
        "test_images": len(data.test_set(data_name)[1]),
    }


def provenance_of(entry: Entry) -> dict[str, Any]:
    """The fields of a model's card that its registry entry says."""
    return provenance(entry.sources, entry.intended_use, entry.data)


def card_of(weights: bytes, model: nn.Module, data_name: str, recipe: Any, **said: Any) -> ModelCard:
    """The card of weights just trained here: what can be read off them and this machine, and what the caller says.

    Args:
        weights: as they are stored. data_name: the set whose training images they saw. recipe: a dataclass with a seed.
        said: the other fields of the card.
    """
    return ModelCard(
        data={"name": data_name, "train_images": 60_000, "preprocessing": "pixels / 255, no normalisation"},
        seed=recipe.seed,
        recipe=dataclasses.asdict(recipe),
        versions={"python": platform.python_version(), "torch": torch.__version__, "numpy": np.__version__},
        parameters=sum(p.numel() for p in model.parameters()),
        sha256=sha256(weights),
        **said,
    )


def save(weights: bytes, card: ModelCard, directory: Path = DIRECTORY) -> None:
    """Write weights and card. The weights go first: a card never describes weights that are not there."""
    write_atomically(directory / f"{card.name}.safetensors", weights)
    write_card(card, directory)


def write_card(card: ModelCard, directory: Path = DIRECTORY) -> None:
    """Write a card alone."""
    write_atomically(directory / f"{card.name}.json", card.to_json().encode())


def renew_card(name: str, said: Mapping[str, Any], directory: Path = DIRECTORY) -> ModelCard:
    """Bring a card, of this schema or one before, in line with what is said of its model; nothing is measured.

    Args:
        said: the fields to change, as `provenance` gives them; figures and all about the weights stay.

    Returns:
        the card, which is written too.

    Raises:
        CheckpointError: "missing", or "card" where other fields are missing too.
    """
    path = directory / f"{name}.json"
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        card = ModelCard.from_json(json.dumps({**fields, **said, "schema_version": SCHEMA_VERSION}))
    except FileNotFoundError as error:
        raise CheckpointError("missing", name, f"its card {path.name} is not there") from error
    except (OSError, ValueError) as error:
        raise CheckpointError("card", name, str(error)) from error
    write_card(card, directory)
    return card


def read_card(name: str, directory: Path = DIRECTORY) -> ModelCard:
    """The card of a model, without its weights.

    Raises:
        CheckpointError: "missing" or "card".
    """
    path = directory / f"{name}.json"
    try:
        return ModelCard.from_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CheckpointError("missing", name, f"its card {path.name} is not there") from error
    except (OSError, ValueError) as error:
        raise CheckpointError("card", name, str(error)) from error


def read_weights(name: str, directory: Path = DIRECTORY) -> tuple[bytes, ModelCard]:
    """The weight file of a model, found to be the one that its card describes, and that card.

    Raises:
        CheckpointError: "missing", "card" or "altered".
    """
    card = read_card(name, directory)
    path = directory / f"{name}.safetensors"
    try:
        weights = path.read_bytes()
    except OSError as error:
        raise CheckpointError("missing", name, f"its weights {path.name} are not there") from error
    if sha256(weights) != card.sha256:
        raise CheckpointError("altered", name, f"{path.name} is not the file its card describes (SHA-256)")
    return weights, card


def restore(build: Callable[[], Net], name: str, weights: bytes) -> Net:
    """The net that `build` makes, with the weights of the file instead of random ones.

    Raises:
        CheckpointError: "shapes".
    """
    # Built without drawing random weights: torch's global generator is the caller's.
    with torch.device("meta"):
        model = build()
    try:
        state: dict[str, Tensor] = {key: value.float() for key, value in load_safetensors(weights).items()}
        model.load_state_dict(state, assign=True)
    except (SafetensorError, RuntimeError) as error:
        raise CheckpointError(
            "shapes", name, "its weights do not fit the architecture on its card"
        ) from error
    return model


def load_model(name: str, device: str | None = None, directory: Path = DIRECTORY) -> Autoencoder:
    """A model of the zoo with its trained weights, in eval mode, frozen.

    Args:
        name: one of `ae_core.list_models()`.
        device: "cpu", "cuda", ...; the best one here if not given.
        directory: where the checkpoints are.

    Raises:
        CheckpointError: unknown name, missing or altered file, card of another schema, shapes that do not fit.
    """
    try:
        entry = registry.get(name)
    except KeyError as error:
        raise CheckpointError("unknown", name, "there is no model of this name") from error
    weights, card = read_weights(name, directory)
    if card.family != entry.family or dict(card.config) != dict(entry.config):
        raise CheckpointError("shapes", name, "its card has another architecture than the registry")
    model = restore(lambda: registry.build(entry), name, weights).freeze()
    model.card = card
    return model.to(best_device(device))
