"""The model card: everything needed to know, rebuild and check one set of weights."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SCHEMA_VERSION = 2


@dataclass(frozen=True)
class ModelCard:
    """What a checkpoint says of itself; stored as JSON beside the weights.

    `metrics` are measured on the first `test_images` of the real test set with the weights as stored; each name carries
    its protocol (see `ae_core.evaluation.protocols.METRICS`). `sha256` is that of the weight file. `source` says of the
    "idea", the "lecture" and the "data", as far as there is one, its "text" and its "link". `licence` is that of the
    weights, as SPDX writes it.
    """

    name: str
    family: str
    config: Mapping[str, Any]
    intended_use: str
    licence: str
    source: Mapping[str, Mapping[str, str]]
    data: Mapping[str, Any]
    seed: int
    recipe: Mapping[str, Any]
    versions: Mapping[str, str]
    parameters: int
    dtype: str
    sha256: str
    test_images: int
    metrics: Mapping[str, float]
    schema_version: int = SCHEMA_VERSION

    def to_json(self) -> str:
        """The card as indented JSON, ending in a newline."""
        return json.dumps(dataclasses.asdict(self), indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "ModelCard":
        """The card that `text` describes.

        Raises:
            ValueError: not JSON, another schema version, or a field missing or unknown; one sentence.
        """
        try:
            fields = json.loads(text)
        except json.JSONDecodeError as error:
            raise ValueError(f"the card is not valid JSON ({error.msg}, line {error.lineno})") from error
        if not isinstance(fields, dict):
            raise ValueError("the card is not a JSON object")
        version = fields.get("schema_version")
        if version != SCHEMA_VERSION:
            raise ValueError(f"the card has schema version {version!r}, this program reads {SCHEMA_VERSION}")
        try:
            return cls(**fields)
        except TypeError as error:
            raise ValueError(f"the card's fields are not those of schema version {version}") from error
