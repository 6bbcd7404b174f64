"""The latent map: the test images in two numbers; what is under the pointer is decoded, what is clicked explained."""

from dataclasses import replace
from html import escape

import numpy as np
import streamlit as st

from ui.components.blob import blob
from ui.components.latent_pad import WAYPOINTS, Settings, latent_pad, sent_layers, sent_path, sent_point
from ui.features.latent_map import standalone, state
from ui.features.latent_map.state import State
from ui.resources import latent_planes, models
from ui.resources.readings import Spot, read_spot
from ui.shell import lessons, router, url
from ui.shell.guard import guarded
from ui.shell.language import N_, _
from ui.shell.session import widget_key
from ui.visuals import class_names, code_figure, digits, reconstruction_rows

PAD = "latent_map_pad"
SIDE_BY_SIDE = 4
NEXT_WALK = "interpolation"  # the page that plays a path
DATA = {"mnist": N_("Digits"), "fashion": N_("Clothes")}
# On this page every code has two numbers, so the names can be short.
FAMILIES = {"linear": "PCA", "deep": "AE", "variational": "VAE", "adversarial": "AAE"}
PRIOR = ("variational", "adversarial")  # families whose codes are drawn towards N(0, I)
WRONG = {
    "model": N_("The model in the link has no map; here is another one."),
    "z": N_("The point in the link is no pair of numbers; here is another one."),
    "z_far": N_("The point in the link lies far off the data; here is the nearest one on the map."),
    "path": N_("The path in the link is no list of points; it is left out."),
    "path_long": N_("The path in the link has too many points; here are the first {count}."),
    "path_far": N_("The path in the link leaves the map; it is drawn along the edge."),
}


def shown(now: State, names: list[str]) -> dict[str, str]:
    """The pads on the page: the model of each by its key."""
    if not now.compare:
        return {PAD: now.model}
    return {f"{PAD}_{name}": name for name in state.of_data(names, now.data)[:SIDE_BY_SIDE]}


def receive(now: State, names: list[str]) -> None:
    for key, name in shown(now, names).items():
        state.receive(now, key, name, (sent_point(key), sent_path(key), sent_layers(key)))


def pad_changed() -> None:
    # The steps below the fold follow only while one of them is open.
    if lessons.any_step_open("latent_map"):
        names = latent_planes.available()
        receive(state.state(names), names)
        st.rerun(["map_stage", "map_steps"])


def model_chosen() -> None:
    key = f"{widget_key('map_model')}_{state.state(latent_planes.available()).data}"
    state.choose(state.state(latent_planes.available()), st.session_state[key])


def data_chosen() -> None:
    names = latent_planes.available()
    state.choose_data(state.state(names), names, st.session_state[widget_key("map_data")])


def choose_data(now: State, names: list[str]) -> None:
    """Digits or clothes, where there are maps of both."""
    found = [data for data in DATA if state.of_data(names, data)]
    if len(found) < 2:
        return
    st.session_state[widget_key("map_data")] = now.data
    st.segmented_control(
        _("Data"),
        found,
        format_func=lambda data: _(DATA[data]),
        key=widget_key("map_data"),
        on_change=data_chosen,
        required=True,
        label_visibility="collapsed",
    )


def choose_model(now: State, names: list[str]) -> None:
    key = f"{widget_key('map_model')}_{now.data}"
    st.session_state[key] = now.model
    labels = {name: _(FAMILIES.get(models.entry(name).family, models.entry(name).label)) for name in names}
    st.segmented_control(
        _("Model"),
        state.of_data(names, now.data),
        format_func=labels.get,
        key=key,
        on_change=model_chosen,
        required=True,
        label_visibility="collapsed",
    )


def compare_chosen() -> None:
    now = state.state(latent_planes.available())
    now.compare = st.session_state["map_compare"]


def choose_compare(now: State) -> None:
    st.session_state["map_compare"] = now.compare
    st.toggle(_("Side by side"), key="map_compare", on_change=compare_chosen)


def coordinates(spot: Spot) -> str:
    return code_figure.minus(f"({spot.z[0]:.2f}, {spot.z[1]:.2f})")


def answer(spot: Spot, typical: float) -> str:
    """What PyTorch and the test set say of the pinned code, as HTML for the pad."""
    x_hat = digits.figure(
        digits.to_pixels(spot.x_hat),
        alt=_("The pinned point, decoded"),
        caption="x̂ = g(z)",
        note=_("Decoded by PyTorch on the server"),
        kind="xhat",
    )
    off = _("Encoded again, it lands {value} away. Median of the test images: {typical}.").format(
        value=f"<b>{spot.reencoding:.2f}</b>", typical=f"{typical:.2f}"
    )
    vote = reconstruction_rows.vote_sentence(spot)
    return (
        f"<h4>{escape(_('Pinned'))} <span>{coordinates(spot)}</span></h4>"
        f'<div class="read">{x_hat}{reconstruction_rows.neighbours(spot)}</div><p>{escape(vote)}. {off}</p>'
    )


def settings(now: State, key: str, name: str) -> Settings:
    ground, z = latent_planes.ground(name), state.pinned_on(now, name)
    return Settings(
        blob=ground.blob,
        pinned=z,
        answered=now.answered.get(key, 0),
        answer=answer(read_spot(name, np.array(z)), ground.reencoding),
        layers=now.layers,
        home=latent_planes.home(name),
        area=latent_planes.area(name),
        errors=f"{ground.blob}-errors",
        prior=models.entry(name).family in PRIOR,
        drawing=latent_planes.code_of_drawing(name),
        path=state.path_on(now, name),
        classes=class_names.names(models.entry(name).data),
        title=models.label(name) if now.compare else "",
    )


def show_map(now: State, key: str, name: str) -> None:
    found = settings(now, key, name)
    latent_pad(found, key=key, on_change=pad_changed)
    if now.layers.ground == "error":
        blob(found.errors, latent_planes.reencoding_errors(name))


@st.fragment(key="map_stage")
@guarded
def stage(names: list[str]) -> None:
    now = state.state(names)
    receive(now, names)
    state.put_in_url(now)
    pads = shown(now, names)
    if not now.compare:
        # No column around it: every element more makes the answer later.
        show_map(now, PAD, now.model)
    else:
        for column, (key, name) in zip(st.columns(len(pads), gap="small"), pads.items(), strict=True):
            with column.container(gap=None):
                show_map(now, key, name)
    walk_link(now)


def walk_link(now: State) -> None:
    """The way to the page that plays the path, where there is one."""
    target = next((page for page in router.PAGES if page.name == NEXT_WALK), None)
    if target is None or not now.path or models.entry(now.walked).data != "mnist":
        return
    if now.walked not in shown(now, latent_planes.available()).values():
        return
    st.page_link(
        target.path,
        label=_("Play this path as an animation"),
        icon=target.icon,
        query_params={"model": now.walked, "path": url.of_points(now.path)},
    )


@st.fragment(key="map_steps")
@guarded
def steps(names: list[str]) -> None:
    now = state.state(names)
    name = now.model
    spot = read_spot(name, np.array(now.z))
    called = class_names.names(now.data)
    lessons.show_steps(
        "latent_map",
        {
            "model": models.label(name),
            "count": f"{len(models.code_space(name).labels):,}",
            "z": coordinates(spot),
            "neighbours": ", ".join(called[label] for label in spot.labels),
            "vote": called[spot.vote],
            "votes": str(spot.votes),
            "distance": f"{spot.distance:.3f}",
            "reencoding": f"{spot.reencoding:.3f}",
            "typical": f"{latent_planes.ground(name).reencoding:.3f}",
        },
    )


def take_home_button(now: State) -> None:
    """One file with the map of this model. It is made when the button is pressed, from what is pinned then."""
    name = now.model
    heading = f"{lessons.lesson('latent_map').title}: {models.label(name)}"
    sentence = lessons.lesson("latent_map").sentence

    def made() -> bytes:
        found = replace(settings(now, PAD, name), answered=0, answer="", title="")
        blobs = {
            found.blob: latent_planes.ground(name).content,
            found.errors: latent_planes.reencoding_errors(name),
        }
        return standalone.page(heading, sentence, found.as_data(), blobs).encode()

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


def url_complaint(now: State) -> str:
    """What to tell a visitor whose link names what cannot be shown; "" where all is well."""
    return " ".join(_(WRONG[what]).format(count=WAYPOINTS) for what in now.wrong)


def show_head(now: State, names: list[str]) -> None:
    """Title and sentence, and beside them which map to see."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(gap="xxsmall", key="opening"):
            lessons.show_opening("latent_map")
        choose_data(now, names)
        if not now.compare:
            choose_model(now, names)
        choose_compare(now)


def latent_map() -> None:
    names = latent_planes.available()
    if not names:
        lessons.show_opening("latent_map")
        st.warning(
            _("No model with a two-dimensional code can be loaded: their checkpoints are missing or damaged.")
        )
        return
    now = state.state(names)
    show_head(now, names)
    if complaint := url_complaint(now):
        st.info(complaint)
    with st.container(gap=None):
        for name in shown(now, names).values():
            blob(latent_planes.ground(name).blob, latent_planes.ground(name).content)
        stage(names)
    if now.compare and any(models.entry(name).data != now.data for name in names):
        st.caption(
            _(
                "The same test image is pinned on all maps of its data set. Digits have no place on a map of clothes, "
                "nor clothes on a map of digits."
            )
        )
    steps(names)
    take_home_button(now)
    lessons.show_source("latent_map")
    router.next_link("latent_map")


router.show(latent_map)
