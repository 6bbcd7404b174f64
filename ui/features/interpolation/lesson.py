"""Today's numbers for the steps of the interpolation page, at the middle of the path's first leg."""

from ae_core.latent.path import CURVES
from ui.features.interpolation import view
from ui.features.interpolation.results import Interpolated, curve
from ui.features.interpolation.state import State
from ui.resources import models
from ui.visuals.numbers import fixed


def values(state: State, shown: Interpolated) -> dict[str, str]:
    """What the lesson's placeholders stand for."""
    at, names = shown.path.middle, view.station_names(state, shown)
    curves = {kind: curve(shown, kind) for kind in CURVES}
    energy, back, nearest, length = (curves[kind] for kind in ("energy", "back", "nearest", "length"))
    return {
        "model": models.label(state.model),
        "dimension": str(shown.path.codes.shape[1]),
        "from": names[0],
        "to": names[1],
        "energy_pixels": fixed(energy.pixels[at]),
        "energy_codes": fixed(energy.decoded[at]),
        "energy_usual": fixed(energy.usual),
        "back_most": fixed(back.decoded.max()),
        "back_usual": fixed(back.usual),
        "length_middle": fixed(length.decoded[at]),
        "length_from": fixed(length.decoded[0]),
        "length_usual": fixed(length.usual),
        "nearest_pixels": fixed(nearest.pixels[at], 1),
        "nearest_codes": fixed(nearest.decoded[at], 1),
    }
