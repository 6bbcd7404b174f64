"""What the latent map's pad is told, and what the browser would send."""

from tests.support.component_data import component_data
from ui.resources import models

PAD = "latent_map_pad"


def pad(at) -> dict:
    return component_data(at, PAD)


def pin(at, x, y=1.0, **more) -> None:
    """What the browser does when a point is pinned."""
    data = pad(at)
    point = {"sequence": data["answered"] + 1, "x": x, "y": y, "model": data["blob"], **more}
    at.session_state[PAD] = {"pinned": point}
    at.run()


def walk(at, path, **more) -> None:
    """What the browser does when a path was dragged."""
    data = pad(at)
    message = {"sequence": data["answered"] + 1, "path": path, "model": data["blob"], **more}
    at.session_state[PAD] = {"walked": message}
    at.run()


def choose(at, name: str) -> None:
    at.button_group(key=f"map_model_en_{models.entry(name).data}").set_value(name).run()
