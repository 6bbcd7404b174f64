"""The latent map: the test digits in two numbers; what is under the pointer is decoded, what is clicked explained."""

from dataclasses import replace
from html import escape

import numpy as np
import streamlit as st

from ui import bench, codes, digits, language, lessons, maps, models, parameters, router, take_home
from ui.components.blob import blob
from ui.components.latent_pad import Settings, latent_pad, sent_layers, sent_point
from ui.guard import guarded
from ui.language import _
from ui.reading import Spot, read_spot

PAD = "latent_map_pad"
SIDE_BY_SIDE = 4


def shown(now: maps.State, names: list[str]) -> dict[str, str]:
    """The pads on the page: the model of each by its key."""
    if not now.compare:
        return {PAD: now.model}
    return {f"{PAD}_{name}": name for name in names[:SIDE_BY_SIDE]}


def receive(now: maps.State, names: list[str]) -> None:
    for key, name in shown(now, names).items():
        maps.receive(now, key, name, sent_point(key), sent_layers(key))


def pad_changed() -> None:
    # The steps below the fold follow only while one of them is open.
    if lessons.any_step_open("latent_map"):
        names = maps.available()
        receive(maps.state(names), names)
        st.rerun(["map_stage", "map_steps"])


def model_key() -> str:
    # The browser holds a choice by its label, so each language needs a widget of its own.
    return f"map_model_{language.current()}"


def model_chosen() -> None:
    maps.choose(maps.state(maps.available()), st.session_state[model_key()])


def choose_model(now: maps.State, names: list[str]) -> None:
    st.session_state[model_key()] = now.model
    labels = {name: _(models.entry(name).label) for name in names}
    st.segmented_control(
        _("Model"),
        names,
        format_func=labels.get,
        key=model_key(),
        on_change=model_chosen,
        required=True,
        label_visibility="collapsed",
    )


def compare_chosen() -> None:
    now = maps.state(maps.available())
    now.compare = st.session_state["map_compare"]


def choose_compare(now: maps.State) -> None:
    st.session_state["map_compare"] = now.compare
    st.toggle(_("Side by side"), key="map_compare", on_change=compare_chosen)


def coordinates(spot: Spot) -> str:
    return codes.minus(f"({spot.z[0]:.2f}, {spot.z[1]:.2f})")


def answer(spot: Spot, typical: float) -> str:
    """What PyTorch and the test set say of the pinned code, as HTML for the pad."""
    x_hat = digits.figure(
        digits.to_pixels(spot.x_hat),
        alt=_("The pinned point, decoded"),
        caption="x̂ = g(z)",
        note=_("Decoded by PyTorch on the server"),
        kind="xhat",
    )
    near = _("{votes} of the {count} nearest test digits are a {digit}").format(
        votes=spot.votes, count=len(spot.labels), digit=spot.vote
    )
    off = _("Encoded again, it lands {value} away. Median of the test digits: {typical}.").format(
        value=f"<b>{spot.reencoding:.2f}</b>", typical=f"{typical:.2f}"
    )
    return (
        f"<h4>{escape(_('Pinned'))} <span>{coordinates(spot)}</span></h4>"
        f'<div class="read">{x_hat}{bench.neighbours(spot)}</div><p>{escape(near)}. {off}</p>'
    )


def settings(now: maps.State, key: str, name: str) -> Settings:
    ground, z = maps.ground(name), maps.pinned_on(now, name)
    return Settings(
        blob=ground.blob,
        pinned=z,
        answered=now.answered.get(key, 0),
        answer=answer(read_spot(name, np.array(z)), ground.reencoding),
        layers=now.layers,
        home=maps.home(name),
        area=maps.area(name),
        errors=f"{ground.blob}-errors",
        prior=models.entry(name).family == "variational",
        drawing=maps.code_of_drawing(name),
        title=_(models.entry(name).label) if now.compare else "",
    )


def show_map(now: maps.State, key: str, name: str) -> None:
    found = settings(now, key, name)
    latent_pad(found, key=key, on_change=pad_changed)
    if now.layers.ground == "error":
        blob(found.errors, maps.reencoding_errors(name))


@st.fragment(key="map_stage")
@guarded
def stage(names: list[str]) -> None:
    now = maps.state(names)
    receive(now, names)
    maps.put_in_url(now)
    pads = shown(now, names)
    if not now.compare:
        # No column around it: every element more makes the answer later.
        show_map(now, PAD, now.model)
        return
    for column, (key, name) in zip(st.columns(len(pads), gap="small"), pads.items(), strict=True):
        with column.container(gap=None):
            show_map(now, key, name)


@st.fragment(key="map_steps")
@guarded
def steps(names: list[str]) -> None:
    now = maps.state(names)
    name = now.model
    spot = read_spot(name, np.array(now.z))
    lessons.show_steps(
        "latent_map",
        {
            "model": _(models.entry(name).label),
            "z": coordinates(spot),
            "neighbours": ", ".join(map(str, spot.labels)),
            "vote": str(spot.vote),
            "votes": str(spot.votes),
            "distance": f"{spot.distance:.3f}",
            "reencoding": f"{spot.reencoding:.3f}",
            "typical": f"{maps.ground(name).reencoding:.3f}",
        },
    )


def take_home_button(now: maps.State) -> None:
    """One file with the map of this model. It is made when the button is pressed, from what is pinned then."""
    name = now.model
    heading = f"{lessons.lesson('latent_map').title}: {_(models.entry(name).label)}"
    sentence = lessons.lesson("latent_map").sentence

    def made() -> bytes:
        found = replace(settings(now, PAD, name), answered=0, answer="", title="")
        blobs = {found.blob: maps.ground(name).content, found.errors: maps.reencoding_errors(name)}
        return take_home.page(heading, sentence, found.as_data(), blobs).encode()

    st.download_button(
        _("Take the map home (HTML)"),
        made,
        f"latent-map-{name}.html",
        "text/html",
        key="map_take_home",
        on_click="ignore",
        icon=":material/download:",
        help=_(
            "One file with the weights and codes inside: it works without a server and without the internet."
        ),
    )


def url_complaint(now: maps.State) -> str:
    """What to tell a visitor whose link names a point that cannot be shown; "" where all is well."""
    if parameters.given("z") and not now.own:
        return _("The point in the link is no pair of numbers; here is another one.")
    if now.clamped:
        return _("The point in the link lies far off the digits; here is the nearest one on the map.")
    return ""


def latent_map() -> None:
    names = maps.available()
    if not names:
        lessons.show_opening("latent_map")
        st.warning(
            _("No model with a two-dimensional code can be loaded: their checkpoints are missing or damaged.")
        )
        return
    now = maps.state(names)
    complaint = url_complaint(now)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(gap="xxsmall", key="opening"):
            lessons.show_opening("latent_map")
        if not now.compare:
            choose_model(now, names)
        choose_compare(now)
    if complaint:
        st.info(complaint)
    with st.container(gap=None):
        for name in shown(now, names).values():
            blob(maps.ground(name).blob, maps.ground(name).content)
        stage(names)
    steps(names)
    take_home_button(now)
    lessons.show_source("latent_map")
    router.next_link("latent_map")


router.show(latent_map)
