"""What people call a method that restores images, by its key in `ae_core.restoration`: a net's name or a function's."""

from ui.resources import models
from ui.shell.language import N_, _
from ui.visuals.numbers import level

NOTHING = "nothing"
_NO_NET = {
    NOTHING: N_("Nothing done"),
    "median": N_("Median, 3 × 3"),
    "telea": N_("Telea inpainting"),
    "navier_stokes": N_("Navier-Stokes inpainting"),
    "total_variation": N_("Total variation"),
    "non_local_means": N_("Non-local means"),
    "bicubic": N_("Bicubic enlargement"),
    "ridge": N_("Ridge linear map"),
}
_SHORT = {
    "dae_gaussian": N_("DAE, Gaussian"),
    "dae_dropout": N_("DAE, dropout"),
    "dae_nyu_d500": N_("Lecture's DAE"),
    "ae_conv_d30": N_("Plain AE, 30-D"),
    "ae_conv_d64": N_("Plain AE, 64-D"),
}


def is_net(method: str) -> bool:
    """Whether the method is a model of the registry."""
    return method not in _NO_NET


def full(method: str) -> str:
    """A method as its card calls it."""
    return models.label(method) if is_net(method) else _(_NO_NET[method])


def short(method: str) -> str:
    """A method in a few words, for the end of its line."""
    if method in _SHORT:
        return _(_SHORT[method])
    if is_net(method):
        recipe = models.entry(method).recipe
        if recipe.corruption == "gaussian" and not isinstance(recipe.strength, tuple):
            return _("DAE, {level}").format(level=level("gaussian", float(recipe.strength)))
    return full(method)
