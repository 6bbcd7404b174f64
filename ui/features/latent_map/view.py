"""What a map's pad is told: the settings of one plane, and what PyTorch and the test set say of the pinned code."""

import numpy as np

from ae_core.latent.inspection import DecodedCode, inspect_code
from ui.components.latent_pad import Settings
from ui.features.latent_map.state import State, code_of_drawing
from ui.resources import models
from ui.resources.latent_planes import LatentPlane
from ui.shell.language import _
from ui.visuals import class_names, digits, reconstruction_rows
from ui.visuals.markup import Markup, render
from ui.visuals.numbers import minus


def coordinates(spot: DecodedCode) -> str:
    """A code of two numbers as people read it."""
    return minus(f"({spot.z[0]:.2f}, {spot.z[1]:.2f})")


def read(state: State, plane: LatentPlane) -> DecodedCode:
    """What lies where the pin is on this plane."""
    return inspect_code(plane.model.net, plane.model.space, np.array(state.pinned_on(plane)))


def answer(spot: DecodedCode, typical: float) -> Markup:
    """What PyTorch and the test set say of the pinned code, as HTML for the pad.

    Args:
        typical: median distance of re-encoded test images.
    """
    x_hat = digits.figure(
        digits.to_pixels(spot.x_hat),
        alt=_("The pinned point, decoded"),
        caption="x̂ = g(z)",
        note=_("Decoded by PyTorch on the server"),
        kind="xhat",
    )
    return render(
        "features/latent_map/answer.html",
        coordinates=coordinates(spot),
        x_hat=x_hat,
        neighbours=reconstruction_rows.neighbours(spot),
        vote=reconstruction_rows.vote_sentence(spot),
        away=Markup("<b>{:.2f}</b>").format(spot.reencoding),
        typical=f"{typical:.2f}",
    )


def settings(state: State, key: str, plane: LatentPlane) -> Settings:
    """All that the pad `key` is told of its plane."""
    entry = plane.model.entry
    return Settings(
        blob=plane.blob,
        pinned=state.pinned_on(plane),
        answered=state.answered.get(key, 0),
        answer=str(answer(read(state, plane), plane.reencoding)),
        layers=state.layers,
        home=plane.home,
        area=plane.area,
        errors=f"{plane.blob}-errors",
        prior=entry.model_class.has_prior,
        drawing=code_of_drawing(plane),
        path=state.path_on(plane),
        classes=class_names.names(entry.data),
        title=models.label(entry.name) if state.compare else "",
    )
