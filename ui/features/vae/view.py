"""The loss of one digit as HTML bars: reconstruction with its floor, KL, and the KL of every latent dimension."""

import math

from ae_core.generation import elbo
from ae_core.generation.posterior import Terms
from ui.features.vae.results import Result
from ui.resources.variational import Variational
from ui.shell.language import _
from ui.visuals.markup import Markup, render


def _stack(terms: Terms, longest: float) -> list[tuple[str, float]]:
    """The terms end to end, on one scale for all models: shares of the whole width."""
    parts = {
        "floor": terms.floor,
        "above": terms.cross_entropy - terms.floor,
        "kl": float(terms.kl.sum()),
        "rest": longest - terms.loss,
    }
    return [(kind, max(value, 0)) for kind, value in parts.items()]


def _dimensions(model: Variational, terms: Terms) -> list[dict[str, object]]:
    """A column a dimension: the bar is this digit, the line the mean over the test digits; both in percent."""
    mean_kl = model.mean_kl.numpy()
    highest = max(float(terms.kl.max()), float(mean_kl.max()), 1e-9)
    collapsed = elbo.collapsed(model.mean_kl).tolist()
    return [
        {
            "kl": kl,
            "mean": mean,
            "collapsed": gone,
            "bar": 100 * kl / highest,
            "line": 100 * mean / highest,
        }
        for kl, mean, gone in zip(terms.kl, mean_kl, collapsed, strict=True)
    ]


def collapse_sentence(model: Variational) -> str:
    """Which dimensions carry nothing, with the threshold."""
    below = f"{elbo.COLLAPSED_BELOW:g}"
    dead = [f"z{j}" for j, gone in enumerate(elbo.collapsed(model.mean_kl).tolist(), start=1) if gone]
    if not dead:
        return _("None of the {count} dimensions is collapsed (mean KL below {below} nats).").format(
            count=len(model.mean_kl), below=below
        )
    return _(
        "Collapsed: {names}. Mean KL below {below} nats; whatever the digit, its posterior is the prior."
    ).format(names=", ".join(dead), below=below)


def _article(result: Result, longest: float) -> dict[str, object]:
    """One model's bars. longest: the loss that fills the whole width."""
    return {
        "name": result.model.entry.name,
        "label": _(result.model.entry.label),
        "loss": result.terms.loss,
        "test_loss": None if math.isnan(result.test_loss) else result.test_loss,
        "stack": _stack(result.terms, longest),
        "floor": result.terms.floor,
        "above": result.terms.cross_entropy - result.terms.floor,
        "kl": float(result.terms.kl.sum()),
        "dimensions": _dimensions(result.model, result.terms),
        "collapse": collapse_sentence(result.model),
    }


def bars(results: list[Result]) -> Markup:
    """The bars of several models on one scale, in the order given."""
    longest = max((result.terms.loss for result in results), default=1.0)
    return render("features/vae/loss.html", articles=[_article(result, longest) for result in results])
