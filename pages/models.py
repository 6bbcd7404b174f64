"""The zoo: every model in a table, its card on a press, and the same ten digits through any of them."""

import streamlit as st

from ui.components.live import live
from ui.components.table import pressed, table
from ui.features.models import card, lesson, results, state, view
from ui.features.models import table as zoo_table
from ui.features.models.results import Specimen
from ui.features.models.state import COMPARED, COMPARED_AT_MOST, KIND
from ui.inputs import model_choice
from ui.resources import models
from ui.shell import downloads, layout, lessons, router
from ui.shell.downloads import Download
from ui.shell.language import _
from ui.shell.session import widget_key

PAGE = "models"
TABLE, CARD = "zoo_table", "zoo_card"


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


def choose_kind() -> None:
    """The drawer of the zoo that the table shows."""
    present = results.kinds()
    st.pills(
        _("Show"),
        list(present),
        format_func=present.get,
        key=widget_key(KIND),
        required=True,
        label_visibility="collapsed",
    )


def files(one: Specimen) -> list[Download]:
    """The card and the weights; the weights are read when the button is pressed."""
    name, weights = one.entry.name, results.weights(one.entry.name)
    files = []
    if one.card is not None:
        files.append(Download(_("Card"), one.card.to_json(), f"{name}.json", "zoo-card"))
    if weights is not None:
        files.append(Download(_("Weights"), weights.read_bytes, weights.name, "zoo-weights"))
    return files


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
            for file in files(one):
                downloads.button(file)
        live(card.html(one, weights.stat().st_size if weights else None), key="zoo_card_text")


def page() -> None:
    animals = results.specimens()
    now = state.state(animals, pressed(TABLE))
    now.put_in_url()
    with layout.opening(PAGE):
        model_choice.models_popover(list(animals), widget_key(COMPARED), COMPARED_AT_MOST)
        st.button(_("Other ten digits"), on_click=state.other_ten, icon=":material/refresh:")
    show_ten(now.models, now.number)
    left, right = st.columns([7, 5], gap="medium")
    with left:
        choose_kind()
        shown = results.of_kind(animals.values(), now.kind)
        rows = models.with_baselines(now.models)
        table(zoo_table.html(shown, animals, now.model, rows), key=TABLE, leads_to=CARD)
    with right:
        show_card(animals[now.model], now.models)
    lessons.show_steps(PAGE, lesson.values(animals, now.model))
    layout.closing(PAGE)


router.show(page)
