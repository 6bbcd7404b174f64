"""What this visitor looks at on the page on noise: in widgets and in the link."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from ae_core.restoration import curves, mismatch
from ae_core.restoration.curves import STRENGTHS, Curves
from ae_core.restoration.methods import NOTHING
from ae_core.restoration.mismatch import Cell
from ui.features.noise.results import SETS
from ui.shell.language import N_
from ui.shell.session import sticky, sticky_choice
from ui.shell.url_state import Number, OneOf, Several, UrlState, Whole, in_link

METHODS_AT_MOST = 8
KIND, SET = "noise_kind", "noise_set"
KINDS = {
    "gaussian": N_("Gaussian noise"),
    "dropout": N_("Dropped pixels"),
    "salt_and_pepper": N_("Salt and pepper"),
}
AXES = {
    "gaussian": N_("Standard deviation σ of the noise"),
    "dropout": N_("Share of pixels set to 0"),
    "salt_and_pepper": N_("Share of pixels set to 0 or 1"),
}
DEFAULT_KIND, DEFAULT_STRENGTH = "gaussian", 0.5
_DEFAULTS = {
    "gaussian": ("dae_gaussian", "dae_nyu_d500", "ae_conv_d30", "pca_d30", "non_local_means"),
    "dropout": ("dae_dropout", "dae_nyu_d500", "ae_conv_d30", "pca_d30", "navier_stokes"),
    "salt_and_pepper": ("dae_gaussian", "dae_dropout", "ae_conv_d30", "pca_d30", "median"),
}


def choosable(kind: str) -> list[str]:
    """Methods of one kind of noise; doing nothing is always shown."""
    return [method for method in curves.methods(kind) if method != NOTHING]


def default_methods(kind: str) -> list[str]:
    """A handful of nets and of classical methods; those whose checkpoint is missing are left out."""
    present = choosable(kind)
    return [method for method in _DEFAULTS[kind] if method in present]


def default_cell(measured: Curves) -> Cell | None:
    """A mismatch worth looking at: weak training noise, strong test noise; else whatever there is."""
    cells = mismatch.cells(measured)
    rows = ("dae_s01", "ae_conv_d64", "dae_gaussian", "dae_nyu_d500")
    wanted = [Cell(row, "gaussian", 0.5).name for row in rows]
    return next((cells[name] for name in wanted if name in cells), next(iter(cells.values()), None))


@dataclass
class Page(UrlState):
    """kind: of the noise. number: of the few digits shown."""

    kind: str = in_link(OneOf(KINDS), usual=DEFAULT_KIND)
    number: int = in_link(Whole(0, SETS - 1), usual=0, name="set")


def _measured_strength(strength: float, state: Any) -> float | None:
    return strength if strength in STRENGTHS[state.kind] else None


@dataclass
class Setting(UrlState):
    """kind: of the noise, which the page chose. strength: the one marked. methods: whose curves are shown."""

    kind: str
    strength: float = in_link(Number(_measured_strength), usual=DEFAULT_STRENGTH)
    methods: list[str] = in_link(
        Several(lambda state: choosable(state.kind), at_most=METHODS_AT_MOST),
        usual=lambda state: default_methods(state.kind),
    )


class _InLink:
    """A cell as "dae_s03,gaussian,0.5", if it is measured."""

    def read(self, name: str, state: Any) -> Cell | None:
        return mismatch.cells(state.measured).get(st.query_params.get(name, ""))

    def written(self, cell: Cell | None) -> str | None:
        return cell and cell.name


@dataclass
class Matrix(UrlState):
    """measured: the curves there are. cell: the one looked at, None while nothing is measured."""

    measured: Curves = field(repr=False)
    cell: Cell | None = in_link(_InLink(), usual=lambda state: default_cell(state.measured))


def chosen_kind() -> str:
    return sticky_choice(KIND, lambda: Page.from_url().kind) or DEFAULT_KIND


def strength_key(kind: str) -> str:
    """Of the slider; each kind of noise has its own."""
    return f"noise_strength_{kind}"


def methods_key(kind: str) -> str:
    """Of the choice of methods; each kind of noise has its own."""
    return f"noise_methods_{kind}"


def chosen_setting(kind: str) -> Setting:
    """Strength and methods, where the page stands with this kind of noise."""
    return Setting(
        kind=kind,
        strength=sticky(strength_key(kind), lambda: Setting.from_url(kind=kind).strength),
        methods=sticky_choice(methods_key(kind), lambda: Setting.from_url(kind=kind).methods),
    )


def chosen_number() -> int:
    """Of the few digits that are shown."""
    if SET not in st.session_state:
        st.session_state[SET] = Page.from_url().number
    return st.session_state[SET]


def take_other_digits() -> None:
    st.session_state[SET] = (chosen_number() + 1) % SETS


def chosen_cell(measured: Curves, pressed: str | None) -> Cell | None:
    """The cell pressed last, else the link's, else a telling one; it is put into the link."""
    state = Matrix.from_url(measured=measured)
    if pressed:
        state.cell = mismatch.cells(measured).get(pressed, default_cell(measured))
    state.put_in_url()
    return state.cell


def put_in_url(setting: Setting, number: int) -> None:
    Page(setting.kind, number).put_in_url()
    setting.put_in_url()
