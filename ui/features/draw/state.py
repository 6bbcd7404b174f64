"""What the draw page's link says."""

from dataclasses import dataclass

from ui.resources import models
from ui.shell.url_state import Flag, Several, UrlState, Whole, in_link

DEFAULT_MODELS = ["ae_conv_d30", "ae_d2"]


@dataclass
class State(UrlState):
    """models: whose rows are shown, without their baselines. raw: drawings go in as they are, only scaled down.

    digit: the test digit that lies on the canvas, which `ui.inputs.drawing` reads.
    """

    models: list[str] = in_link(Several(lambda _state: models.reconstructing()), usual=DEFAULT_MODELS)
    raw: bool = in_link(Flag(), usual=False)
    digit: int | None = in_link(Whole(0, 9999), usual=None)
