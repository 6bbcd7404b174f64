"""Today's numbers for the steps of the page."""

import numpy as np

from ui.features.vae import view
from ui.features.vae.results import Result
from ui.resources.variational import Variational
from ui.shell.language import _
from ui.visuals.numbers import fixed


def _four(value: float) -> str:
    return fixed(value, 4)


def _two(values: np.ndarray) -> str:
    return ", ".join(_four(value) for value in values[:2]) + (", …" if len(values) > 2 else "")


def values(shown: Result, collapsing: Variational, seed: int) -> dict[str, str]:
    """Of the model whose formulas are shown, of its first dimension where only one has room; what another gave up."""
    terms = shown.terms
    newest = terms.epsilon[-1] if len(terms.epsilon) else np.zeros_like(terms.mu)
    z = terms.mu + terms.sigma * newest
    return {
        "model": _(shown.model.entry.label),
        "dimension": str(len(terms.mu)),
        "mu": _two(terms.mu),
        "logvar": _two(terms.logvar),
        "mu1": _four(terms.mu[0]),
        "logvar1": _four(terms.logvar[0]),
        "sigma1": _four(terms.sigma[0]),
        "mu1_squared": _four(terms.mu[0] ** 2),
        "sigma1_squared": _four(terms.sigma[0] ** 2),
        "epsilon1": _four(newest[0]),
        "z1": _four(z[0]),
        "kl1": _four(terms.kl[0]),
        "kl": f"{terms.kl.sum():.1f}",
        "count": str(len(terms.draws)),
        "cross": f"{terms.cross_entropy:.1f}",
        "at_mean": f"{terms.at_mean:.1f}",
        "floor": f"{terms.floor:.1f}",
        "above": f"{terms.cross_entropy - terms.floor:.1f}",
        "loss": f"{terms.loss:.1f}",
        "seed": str(seed),
        "collapse_model": _(collapsing.entry.label),
        "collapse": view.collapse_sentence(collapsing),
    }
