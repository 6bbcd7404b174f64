"""Today's numbers for the steps of the page."""

from ae_core.generation.sampling import SURE, Batch
from ui.components.style_pad import REACH
from ui.features.generate import results
from ui.features.generate.state import State
from ui.resources import samples
from ui.visuals.numbers import NONE, percent, percentage


def _batch(name: str, state: State) -> Batch | None:
    """A model's samples, whether it is on the page or not; None where there are none or nobody to read them."""
    drawn = results.of_model(name, state.seed, state.temperature, state.chosen.digit).batch
    return drawn if isinstance(drawn, Batch) and drawn.is_read else None


def _share(batch: Batch | None) -> str:
    """What is read with confidence."""
    return NONE if batch is None else percent(batch.share)


def _coverage(batch: Batch | None) -> str:
    return NONE if batch is None else f"{batch.coverage:.1f}"


def _figure(name: str, metric: str, form: str) -> str:
    """A figure of a model's card."""
    value = results.figure(name, metric)
    return NONE if value is None else format(value, form)


def agreement(name: str) -> str | None:
    """On how many of a conditional model's digits the classifier agrees; None where its card does not say."""
    value = results.figure(name, "classifier_agreement")
    return None if value is None else percentage(value, 2)


def values(state: State) -> dict[str, str]:
    """They cost readings of models that are not on the page."""
    flat, flat_vae = _batch("ae_d2", state), _batch("vae_d2", state)
    accuracy = samples.classifier_accuracy()
    real = samples.real(state.seed)
    x, y = state.chosen.style
    return {
        "seed": str(state.seed),
        "temperature": f"{state.temperature:g}",
        "count": str(samples.COUNT),
        "plain": _share(_batch("ae_conv_d30", state)),
        "flat": _share(flat),
        "flat_coverage": _coverage(flat),
        "vae": _share(_batch("vae_d20", state)),
        "vae_flat": _share(flat_vae),
        "vae_flat_coverage": _coverage(flat_vae),
        "adversary": _figure("aae_d2", "discriminator_accuracy", ".3f"),
        "kl": _figure("vae_d20", "kl_per_image", ".1f"),
        "agreement": agreement("cvae_d2") or NONE,
        "accuracy": NONE if accuracy is None else percentage(accuracy, 2),
        "sure": f"{SURE:g}",
        "real": _share(real if real.is_read else None),
        "style": f"({x:.2f}, {y:.2f})",
        "reach": f"{REACH:g}",
    }
