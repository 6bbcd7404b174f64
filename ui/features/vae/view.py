"""The loss of one digit as HTML bars: reconstruction with its floor, KL, and the KL of every latent dimension."""

import math
from html import escape

from ae_core.generation.elbo import COLLAPSED_BELOW
from ui.features.vae.state import Terms
from ui.resources import models
from ui.shell.language import _


def _stack(terms: Terms, longest: float) -> str:
    """The terms end to end, on one scale for all models."""
    parts = {
        "floor": terms.floor,
        "above": terms.cross_entropy - terms.floor,
        "kl": float(terms.kl.sum()),
        "rest": longest - terms.loss,
    }
    return "".join(
        f'<i class="{kind}" style="flex:{max(value, 0):.3f} 0 0"></i>' for kind, value in parts.items()
    )


def _terms(terms: Terms) -> str:
    parts = (
        ("floor", _("Floor: this image's own grey"), terms.floor),
        ("above", _("Reconstruction above it"), terms.cross_entropy - terms.floor),
        ("kl", _("KL, all dimensions"), float(terms.kl.sum())),
    )
    return "".join(
        f'<span class="{kind}">{escape(label)} <b data-term="{kind}">{value:.1f}</b></span>'
        for kind, label, value in parts
    )


def _dimensions(terms: Terms) -> str:
    """A column a dimension: the bar is this digit, the line the mean over the test digits."""
    highest = max(float(terms.kl.max()), float(terms.mean_kl.max()), 1e-9)
    cells = []
    for j, (kl, mean, dead) in enumerate(zip(terms.kl, terms.mean_kl, terms.collapsed, strict=True), start=1):
        said = _("z{number}: {value} nats here, {mean} on average").format(
            number=j, value=f"{kl:.3f}", mean=f"{mean:.4f}"
        )
        cells.append(
            f'<div class="dimension{" collapsed" if dead else ""}" title="{escape(said)}">'
            f"<output>{kl:.2f}</output>"
            f'<div class="column"><i style="height:{100 * kl / highest:.1f}%"></i>'
            f'<u style="bottom:{100 * mean / highest:.1f}%"></u></div><small>z{j}</small></div>'
        )
    return "".join(cells)


def collapse_sentence(terms: Terms) -> str:
    """Which dimensions carry nothing, with the threshold."""
    below = f"{COLLAPSED_BELOW:g}"
    dead = [f"z{j}" for j, gone in enumerate(terms.collapsed, start=1) if gone]
    if not dead:
        return _("None of the {count} dimensions is collapsed (mean KL below {below} nats).").format(
            count=len(terms.kl), below=below
        )
    return _(
        "Collapsed: {names}. Mean KL below {below} nats; whatever the digit, its posterior is the prior."
    ).format(names=", ".join(dead), below=below)


def article(terms: Terms, longest: float) -> str:
    """One model's bars. longest: the loss that fills the whole width."""
    label = models.label(terms.name)
    total = _("−ELBO of this digit: {value} nats").format(value=f"{terms.loss:.1f}")
    card = (
        "" if math.isnan(terms.test_loss) else _("test set: {value}").format(value=f"{terms.test_loss:.1f}")
    )
    note = _("Bar: this digit. Line: mean over the 10,000 test digits.")
    return (
        f'<article data-key="{terms.name}" data-model="{terms.name}"><header><b>{escape(label)}</b>'
        f'<span class="sum">{escape(total)}</span><span>{escape(card)}</span></header>'
        f'<div class="stack">{_stack(terms, longest)}</div><div class="terms">{_terms(terms)}</div>'
        f'<div class="dimensions" style="--count:{len(terms.kl)}">{_dimensions(terms)}</div>'
        f'<p class="note">{escape(note)} {escape(collapse_sentence(terms))}</p></article>'
    )


def bars(found: list[Terms]) -> str:
    """The bars of several models on one scale, in the order given."""
    longest = max((terms.loss for terms in found), default=1.0)
    return f'<section class="loss">{"".join(article(terms, longest) for terms in found)}</section>'
