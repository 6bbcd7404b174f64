"""What the registry says of a model: its config, its recipe, its bar, its place in the course."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ae_core.images.augmentation import Augmentation
from ae_core.models import FAMILIES, Autoencoder
from ae_core.registry.provenance import CLOTHES, DATA, LECTURES, USES, Source

Task = Literal["reconstruct", "denoise", "generate", "upscale"]


@dataclass(frozen=True)
class Recipe:
    """How the weights are made. `closed_form` needs no epochs (PCA).

    Args:
        optimiser: "adamw", "adam", or "muon" for the weight matrices with AdamW for the rest.
        learning_rate: the peak, where `schedule` is "cosine"; the only one, where it is "constant".
        adam_rate: with "muon", the peak for what AdamW moves; `learning_rate` if not given.
        muon_hidden_only: with "muon", leave the layers that touch pixels to AdamW, which costs much less.
        warm_up: share of all steps in which the learning rate rises to its peak.
        ema: decay of the exponential moving average of the weights, which is what is kept; 0 for none.
        precision: "bfloat16" trains in mixed precision where the hardware has it, else in float32.
        corruption: name in `ae_core.images.corruption.CORRUPTIONS` applied to what the net sees, freshly each batch.
        layerwise_epochs: epochs in which each pair of layers learns alone, outermost first, before `epochs` of all
            together (Bengio et al. 2007); for a family that has `layer_loss`.
        blend: of the weights kept, the share that are those it went on from: a fine-tuned net averaged with itself
            before fits unseen digits better than either (WiSE-FT, Wortsman et al. 2022). Needs a recipe before.
        then: a second recipe that goes on from the (averaged) weights of this one.
        strength: of the corruption; a pair draws one per image uniformly between the two.
    """

    epochs: int = 0
    batch_size: int = 256
    optimiser: Literal["adamw", "adam", "muon"] = "adamw"
    learning_rate: float = 2e-3
    schedule: Literal["cosine", "constant"] = "cosine"
    warm_up: float = 0.05
    adam_rate: float | None = None
    muon_hidden_only: bool = False
    weight_decay: float = 1e-4
    ema: float = 0.0
    precision: Literal["float32", "bfloat16"] = "float32"
    augmentation: Augmentation | None = None
    corruption: str | None = None
    strength: float | tuple[float, float] = 0.0
    layerwise_epochs: int = 0
    closed_form: bool = False
    blend: float = 0.0
    then: "Recipe | None" = None
    seed: int = 0


@dataclass(frozen=True)
class Target:
    """A bar: `metric` must be at most, or at least, `value` (or equal it within `tolerance`, relative)."""

    metric: str
    relation: Literal["<=", ">=", "="]
    value: float
    tolerance: float = 0.001

    def met(self, measured: float) -> bool:
        """Whether the measured figure clears the bar."""
        if self.relation == "=":
            return abs(measured - self.value) <= self.tolerance * abs(self.value)
        return measured <= self.value if self.relation == "<=" else measured >= self.value


@dataclass(frozen=True)
class Entry:
    """One model of the zoo.

    Args:
        name: registry key and file name of the checkpoint.
        label: what people read, with the dimension: "Deep autoencoder, 30-D".
        idea: one English sentence.
        domain: what it takes in and gives back: "images" of 28 x 28 so far.
        shown: whether it is one of the models that people are offered.
        family: key of `ae_core.models.FAMILIES`; `config` are its constructor's arguments.
        lecture: the lecture that it belongs to, "000" to "004".
        baseline: the model that it is shown beside, PCA at the same dimension.
        twin: the same net without what is special about this one, where it is compared with one.
        targets: the bars it must clear on the test set.
        reference: figures from the literature, by metric, with their source.
        paper: where the idea was published, if it was.
    """

    name: str
    label: str
    idea: str
    family: str
    config: Mapping[str, Any]
    recipe: Recipe
    lecture: str
    data: str = "mnist"
    task: Task = "reconstruct"
    domain: str = "images"
    shown: bool = True
    baseline: str | None = None
    twin: str | None = None
    targets: tuple[Target, ...] = ()
    reference: Mapping[str, str] = field(default_factory=dict)
    paper: Source | None = None

    @property
    def latent_dim(self) -> int:
        """Width of the code."""
        return int(self.config["latent_dim"])

    @property
    def model_class(self) -> type[Autoencoder]:
        """The class of the model, whose attributes say what is true of all of its family."""
        return FAMILIES[self.family]

    @property
    def sources(self) -> dict[str, Source]:
        """Where its "idea" (if published), its "lecture" and its "data" come from."""
        idea = {} if self.paper is None else {"idea": self.paper}
        return {**idea, "lecture": LECTURES[self.lecture], "data": DATA[self.data]}

    @property
    def intended_use(self) -> str:
        """What it is meant for and what not, in one or two English sentences."""
        return CLOTHES if self.data == "fashion" else USES[self.task]
