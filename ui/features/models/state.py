"""What the Models page's link says, and where the session keeps it."""

import functools
from dataclasses import dataclass, field

import streamlit as st

from ui.features.models import results, ten_digits
from ui.features.models.results import Specimen
from ui.shell.session import sticky, sticky_choice
from ui.shell.url_state import OneOf, Several, UrlState, Whole, in_link

COMPARED_AT_MOST = 8
COMPARED, KIND = "zoo_compared", "zoo_kind"  # choices between texts
_OPENED, _NUMBER = "zoo_opened", "zoo_number"


@dataclass
class State(UrlState):
    """models: whose ten digits are shown, without their baselines. model: whose card is open. kind: of the table.

    number: which ten digits, the n-th of each class. animals: all models, with their cards.
    """

    models: list[str] = in_link(
        Several(lambda state: state.animals, COMPARED_AT_MOST),
        usual=lambda state: results.sensible_choice(state.animals),
    )
    model: str = in_link(
        OneOf(lambda state: state.animals),
        usual=lambda state: results.best_of(state.models or list(state.animals), state.animals),
    )
    number: int = in_link(Whole(0, lambda _state: ten_digits.numbers() - 1), usual=0, name="set")
    kind: str = in_link(OneOf(lambda _state: results.kinds()), usual=results.ALL)
    animals: dict[str, Specimen] = field(default_factory=dict)


def state(animals: dict[str, Specimen], pressed: str | None) -> State:
    """This visitor's page; at first as the link says. pressed: the row of the table that was pressed last."""
    asked = functools.cache(lambda: State.from_url(animals=animals))
    chosen = sticky_choice(COMPARED, lambda: asked().models)
    if pressed in animals:
        st.session_state[_OPENED] = pressed
    return State(
        chosen,
        sticky(_OPENED, lambda: asked().model),
        sticky(_NUMBER, lambda: asked().number),
        sticky_choice(KIND, lambda: asked().kind),
        animals,
    )


def other_ten() -> None:
    """The next ten digits."""
    st.session_state[_NUMBER] = (st.session_state[_NUMBER] + 1) % ten_digits.numbers()
