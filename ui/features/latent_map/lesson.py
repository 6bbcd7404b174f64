"""Today's numbers for the steps of the latent map: what is said of the pinned code."""

from ui.features.latent_map import view
from ui.features.latent_map.state import State
from ui.resources import models
from ui.resources.latent_planes import LatentPlane
from ui.visuals import class_names


def values(state: State, plane: LatentPlane) -> dict[str, str]:
    """What the lesson's placeholders stand for, on the plane of the model chosen."""
    spot, classes = view.read(state, plane), class_names.names(state.data)
    return {
        "model": models.label(plane.model.name),
        "count": f"{len(plane.model.space.labels):,}",
        "z": view.coordinates(spot),
        "neighbours": ", ".join(classes[label] for label in spot.labels),
        "vote": classes[spot.vote],
        "votes": str(spot.votes),
        "distance": f"{spot.distance:.3f}",
        "reencoding": f"{spot.reencoding:.3f}",
        "typical": f"{plane.reencoding:.3f}",
    }
