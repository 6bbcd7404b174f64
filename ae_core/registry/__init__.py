"""Every model's name, config, recipe and lecture. A model is added to the file of its kind beside this one."""

from ae_core.images.augmentation import Augmentation
from ae_core.models import Autoencoder
from ae_core.registry.denoising import ENLARGERS, ONE_SIGMA
from ae_core.registry.entry import Entry, Recipe, Target
from ae_core.registry.generative import BETA_DIAL
from ae_core.registry.reconstruction import BOTTLENECK_DIAL
from ae_core.registry.zoo import ENTRIES

_BY_NAME = {entry.name: entry for entry in ENTRIES}
if len(_BY_NAME) != len(ENTRIES):
    raise ValueError("two registry entries have the same name")


def get(name: str) -> Entry:
    """The entry called `name`.

    Raises:
        KeyError: no such model; the sentence names those there are.
    """
    try:
        return _BY_NAME[name]
    except KeyError:
        raise KeyError(f"there is no model {name!r}; there are {', '.join(_BY_NAME)}") from None


def list_models(task: str | None = None, data: str | None = None, domain: str = "images") -> list[str]:
    """Names of the models that are shown, in teaching order: all of a domain, or those for a task or a data set.

    Args:
        task: "reconstruct", "denoise", "generate" or "upscale".
        data: "mnist" or "fashion".
        domain: what the models take in and give back.
    """
    return [
        e.name
        for e in ENTRIES
        if e.shown and e.domain == domain and task in (None, e.task) and data in (None, e.data)
    ]


def build(what: str | Entry) -> Autoencoder:
    """The model of an entry, or of the name of one, with fresh random weights (from torch's global generator)."""
    entry = get(what) if isinstance(what, str) else what
    return entry.model_class(**entry.config)


__all__ = [
    "BETA_DIAL",
    "BOTTLENECK_DIAL",
    "ENLARGERS",
    "ENTRIES",
    "ONE_SIGMA",
    "Augmentation",
    "Entry",
    "Recipe",
    "Target",
    "build",
    "get",
    "list_models",
]
