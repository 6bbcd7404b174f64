"""What is seen of a path: both films in the player with a curve below, and all frames at a glance in two rows."""

from itertools import pairwise

import numpy as np

from ae_core.latent.inspection import NEIGHBOURS
from ae_core.latent.path import Curve, Path
from ui.components.player import Series, Track, player
from ui.features.interpolation import export
from ui.features.interpolation.results import Interpolated
from ui.features.interpolation.state import State
from ui.shell.language import N_, _
from ui.visuals.markup import Markup, render

_AT_MOST = 17  # frames in a row: at 56 pixels each they fill the width beside the sidebar
_CURVES = {
    "energy": N_("Energy ‖x − g(f(x))‖²"),
    "back": N_("Way back ‖z − f(g(z))‖"),
    "nearest": N_("Nearest test image ‖x − x′‖²"),
    "length": N_("Length ‖z‖"),
}


def curve_name(kind: str) -> str:
    """What people call a curve."""
    return _(_CURVES[kind])


def station_names(state: State, shown: Interpolated) -> list[str]:
    """What people call the way-points, or what lies at the ends of a path on the map."""
    named = shown.waypoints
    if state.path:
        return [named.classes[shown.votes[at]] for at in shown.path.stations]
    return [named.name(token) for token in state.points]


def _mixture(one: str, other: str, share: float) -> str:
    """How much of which way-point a faded picture holds."""
    return f"{1 - share:.0%} “{one}” + {share:.0%} “{other}”" if share else f"100% “{one}”"


def _pixel_captions(path: Path, names: list[str]) -> list[str]:
    captions = []
    for leg, (start, end) in enumerate(pairwise(path.stations)):
        shares = [(frame - start) / (end - start) for frame in range(start, end)]
        captions += [_mixture(names[leg], names[leg + 1], share) for share in shares]
    return [*captions, _mixture(names[-1], "", 0)]


def _vote_captions(shown: Interpolated) -> list[str]:
    return [
        _("neighbours: {name} ({votes}/{count})").format(
            name=shown.waypoints.classes[vote], votes=votes, count=NEIGHBOURS
        )
        for vote, votes in zip(shown.votes, shown.agreeing, strict=True)
    ]


def _lines(curve: Curve) -> list[Series]:
    level = {"level": curve.usual, "level_name": _("Median of the test images")}
    if curve.pixels is None:
        return [Series(_("Latent space"), curve.decoded, "code", **level)]
    return [
        Series(_("Pixel space"), curve.pixels, "x"),
        Series(_("Latent space"), curve.decoded, "xhat", **level),
    ]


def show_player(state: State, shown: Interpolated, curve: Curve, key: str) -> None:
    """Pixel space beside latent space, and one curve along both."""
    names = station_names(state, shown)
    through_pixels, through_codes = export.pictures(shown.path)
    player(
        [
            Track(_("Pixel space"), through_pixels, "x", _pixel_captions(shown.path, names)),
            Track(_("Latent space"), through_codes, "xhat", _vote_captions(shown)),
        ],
        key=key,
        series=_lines(curve),
        marks=dict(zip(shown.path.stations, names, strict=True)),
        loop="swing",
    )


def film(path: Path) -> Markup:
    """Evenly taken frames, the first and the last among them: pixel space above, latent space below."""
    count = len(path.pixels)
    taken = np.unique(np.linspace(0, count - 1, min(count, _AT_MOST)).round().astype(int))
    names = (_("Pixel space"), _("Latent space"))
    rows = [
        (name, np.concatenate(list(frames[taken]), axis=1))
        for name, frames in zip(names, export.pictures(path), strict=True)
    ]
    return render("features/interpolation/film.html", rows=rows)
