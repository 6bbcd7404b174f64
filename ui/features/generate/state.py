"""What one visitor wants to be sampled."""

import random
from dataclasses import dataclass

import streamlit as st

from ui.components.style_pad import Chosen, within_reach
from ui.resources import samples
from ui.shell.session import latest, sticky, sticky_choice
from ui.shell.url_state import Number, Point, Several, UrlState, Whole, clamped, in_link, in_links, link

MODELS, SEED, TEMPERATURE = "generate_models", "generate_seed", "generate_temperature"  # keys of widgets
MODELS_AT_MOST = 5
HOTTEST = 2.0
_DEFAULT_SEED = 7


@dataclass
class State(UrlState, key="generate"):
    """names: of the models. chosen: style and digit, as the pad sent them last, else as the link says."""

    names: list[str] = in_link(
        Several(lambda _state: samples.offered(), MODELS_AT_MOST), usual=samples.FAVOURITES, name="models"
    )
    seed: int = in_link(Whole(0, samples.SEEDS - 1), start=_DEFAULT_SEED)
    temperature: float = in_link(Number(clamped(0.0, HOTTEST, 1)), usual=1.0, name="t")
    chosen: Chosen = in_links(
        Chosen,
        Chosen(),
        style=link(Point(2, lambda style, _state: within_reach(style)), usual=(0.0, 0.0)),
        digit=link(Whole(0, 9), usual=None),
    )


def state(sent: Chosen | None) -> State:
    """This visitor's, as the widgets stand and as the pad sent last."""
    mine = State.mine()
    mine.names = sticky_choice(MODELS, lambda: mine.names)
    mine.seed = sticky(SEED, lambda: mine.seed)
    mine.temperature = sticky(TEMPERATURE, lambda: mine.temperature)
    mine.chosen = latest(mine.chosen, sent)
    return mine


def new_seed() -> None:
    """For a button: another seed by chance."""
    st.session_state[SEED] = random.randrange(samples.SEEDS)
