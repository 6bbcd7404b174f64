"""What people call a method that restores images, by its key in `ae_core.restoration`: a net's name or a function's."""

from ae_core.restoration.methods import CLASSICAL, NOTHING_DONE
from ui.resources import models
from ui.shell.language import N_, _
from ui.visuals.numbers import level

_SHORT = {
    "dae_gaussian": N_("DAE, Gaussian"),
    "dae_dropout": N_("DAE, dropout"),
    "dae_nyu_d500": N_("Lecture's DAE"),
    "ae_conv_d30": N_("Plain AE, 30-D"),
    "ae_conv_d64": N_("Plain AE, 64-D"),
}


def is_net(method: str) -> bool:
    """Whether the method is a model of the registry."""
    return method != NOTHING_DONE.key and method not in CLASSICAL


def full(method: str) -> str:
    """A method as its card calls it."""
    return models.label(method) if is_net(method) else _(CLASSICAL.get(method, NOTHING_DONE).label)


def short(method: str) -> str:
    """A method in a few words, for the end of its line."""
    if method in _SHORT:
        return _(_SHORT[method])
    if is_net(method):
        recipe = models.entry(method).recipe
        if recipe.corruption == "gaussian" and not isinstance(recipe.strength, tuple):
            return _("DAE, {level}").format(level=level("gaussian", float(recipe.strength)))
    return full(method)
