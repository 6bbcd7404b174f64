"""The zoo: every model in a table, its card on a press, and the same ten digits through any of them."""

import streamlit as st

from ui.components.live import live
from ui.components.table import pressed, table
from ui.features.models import card, results, view
from ui.features.models import table as zoo_table
from ui.features.models.results import Specimen
from ui.inputs import model_choice
from ui.resources import models
from ui.shell import lessons, router, url
from ui.shell.language import _
from ui.shell.session import sticky_choice, widget_key

COMPARED_AT_MOST = 8
TABLE, CARD = "zoo_table", "zoo_card"
OPENED, NUMBER = "zoo_opened", "zoo_number"
COMPARED, KIND = "zoo_compared", "zoo_kind"


def compared(animals: dict[str, Specimen]) -> list[str]:
    """The models whose ten digits are shown, without their baselines; at first as the URL says."""
    sensible = results.sensible_choice(animals)

    def asked() -> list[str]:
        return (url.names("models", animals) or sensible)[:COMPARED_AT_MOST]

    chosen = sticky_choice(COMPARED, asked)
    url.put(models=",".join(chosen) if chosen != sensible else None)
    return chosen


def opened(animals: dict[str, Specimen], chosen: list[str]) -> str:
    """The model whose card is open: the one pressed last, else the URL's, else the best of those compared."""
    sensible = results.best_of(chosen or list(animals), animals)
    name = pressed(TABLE)
    if name not in animals:
        name = st.session_state.get(OPENED) or (url.names("model", animals) or [sensible])[0]
    st.session_state[OPENED] = name
    url.put(model=name if name != sensible else None)
    return name


def number() -> int:
    """Which ten digits: the n-th of each class."""
    if NUMBER not in st.session_state:
        st.session_state[NUMBER] = url.whole_number("set", 0, view.numbers() - 1) or 0
    url.put(set=st.session_state[NUMBER] or None)
    return st.session_state[NUMBER]


def other_ten() -> None:
    st.session_state[NUMBER] = (st.session_state[NUMBER] + 1) % view.numbers()


def compare_or_not(name: str) -> None:
    chosen = st.session_state[widget_key(COMPARED)]
    st.session_state[widget_key(COMPARED)] = (
        [other for other in chosen if other != name] if name in chosen else [*chosen, name]
    )


def show_ten(chosen: list[str], position: int) -> None:
    if chosen:
        live(view.html(models.with_baselines(chosen), position), key="zoo_tens")
    else:
        st.info(_("Choose a model above."))


def choose_kind() -> str:
    """The drawer of the zoo that the table shows."""
    present = results.kinds()
    sticky_choice(KIND, lambda: (url.names("kind", present) or [results.ALL])[0])
    chosen = st.pills(
        _("Show"),
        list(present),
        format_func=present.get,
        key=widget_key(KIND),
        required=True,
        label_visibility="collapsed",
    )
    url.put(kind=chosen if chosen != results.ALL else None)
    return chosen


def downloads(one: Specimen) -> None:
    """The card and the weights as files; the weights are read when the button is pressed."""
    name = one.entry.name
    weights = results.weights(name)
    if one.card is not None:
        st.download_button(
            _("Card"),
            one.card.to_json(),
            f"{name}.json",
            "application/json",
            key="zoo-card",
            on_click="ignore",
            icon=":material/data_object:",
        )
    if weights is not None:
        st.download_button(
            _("Weights"),
            weights.read_bytes,
            weights.name,
            "application/octet-stream",
            key="zoo-weights",
            on_click="ignore",
            icon=":material/download:",
        )


def show_card(one: Specimen, chosen: list[str]) -> None:
    name = one.entry.name
    weights = results.weights(name)
    with st.container(border=True, key=CARD, gap="xsmall"):
        st.subheader(_(one.entry.label), anchor=False)
        st.markdown(_(one.entry.idea))
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Remove") if name in chosen else _("Compare"),
                key="zoo-compare",
                on_click=compare_or_not,
                args=(name,),
                disabled=name not in chosen and len(chosen) >= COMPARED_AT_MOST,
                icon=":material/remove:" if name in chosen else ":material/add:",
            )
            downloads(one)
        live(card.html(one, weights.stat().st_size if weights else None), key="zoo_card_text")


def lesson_values(animals: dict[str, Specimen], name: str) -> dict[str, str]:
    """Numbers for the steps: how many models there are, and the open card's figure."""
    one = animals[name]
    value = one.figure(results.SQUARED_ERROR)
    base = animals.get(one.entry.baseline or "", one)
    against = base.figure(results.SQUARED_ERROR)
    return {
        "count": str(len(animals)),
        "model": _(one.entry.label),
        "error": "–" if value is None else results.number(value),
        "baseline": _(base.entry.label),
        "baseline_error": "–" if against is None else results.number(against),
    }


def zoo_page() -> None:
    animals = results.specimens()
    chosen = compared(animals)
    name = opened(animals, chosen)
    position = number()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(gap="xxsmall", key="opening"):
            lessons.show_opening("models")
        model_choice.models_popover(list(animals), widget_key(COMPARED), COMPARED_AT_MOST)
        st.button(_("Other ten digits"), on_click=other_ten, icon=":material/refresh:")
    show_ten(chosen, position)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        shown = results.of_kind(animals.values(), choose_kind())
        rows = models.with_baselines(chosen)
        table(zoo_table.html(shown, animals, name, rows), key=TABLE, leads_to=CARD)
    with right:
        show_card(animals[name], chosen)
    lessons.show_steps("models", lesson_values(animals, name))
    lessons.show_source("models")
    router.next_link("models")


router.show(zoo_page)
