"""What the bottleneck dial is told."""

from ae_core import CheckpointError, data
from ae_core.data import selections
from ae_core.latent.bottleneck import ErrorsByWidth
from ui.components.bottleneck_dial import Dial
from ui.features.bottleneck import results
from ui.features.bottleneck.state import State
from ui.shell import errors


def settings(state: State, curve: ErrorsByWidth, blob: str) -> Dial:
    """What the dial shows. blob: names the pictures."""
    widths = results.widths()
    sentence = errors.sentence(CheckpointError("missing", results.PCA, ""))
    return Dial(
        blob=blob,
        d=state.d,
        sequence=state.answered,
        notches=widths,
        conv=[curve.nets.get(width) for width in widths],
        missing=["" if width in curve.nets else sentence for width in widths],
        pca=curve.pca,
        indices=selections.one_of_each(data.test_set("mnist")[1], state.number),
    )
