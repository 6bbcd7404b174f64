"""What the latent map's pad is told, and what the browser would send."""

from tests.support.component_data import component_data
from tests.support.sending import send
from ui.resources import models

PAD = "latent_map_pad"


def pad(at) -> dict:
    return component_data(at, PAD)


def pin(at, x, y=1.0, **more) -> None:
    """What the browser does when a point is pinned."""
    send(at, PAD, "pinned", **{"x": x, "y": y, "model": pad(at)["blob"], **more})


def walk(at, path, **more) -> None:
    """What the browser does when a path was dragged."""
    send(at, PAD, "walked", **{"path": path, "model": pad(at)["blob"], **more})


def choose(at, name: str) -> None:
    at.button_group(key=f"map_model_en_{models.entry(name).data}").set_value(name).run()
