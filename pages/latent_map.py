"""The latent map: the test images in two numbers; what is under the pointer is decoded, what is clicked explained."""

from dataclasses import replace

import streamlit as st

from ui.components.blob import blob
from ui.components.latent_pad import WAYPOINTS, latent_pad, sent_layers, sent_path, sent_point
from ui.features.latent_map import lesson, standalone, view
from ui.features.latent_map.state import State, of_data
from ui.resources import latent_planes, models
from ui.resources.latent_planes import LatentPlane
from ui.shell import downloads, layout, lessons, router, url
from ui.shell.downloads import Download
from ui.shell.guard import guarded
from ui.shell.language import N_, _
from ui.shell.session import widget_key

PAGE = "latent_map"
PAD = "latent_map_pad"
SIDE_BY_SIDE = 4
NEXT_WALK = "interpolation"  # the page that plays a path
DATA = {"mnist": N_("Digits"), "fashion": N_("Clothes")}
# On this page every code has two numbers, so the names can be short.
FAMILIES = {"linear": "PCA", "deep": "AE", "variational": "VAE", "adversarial": "AAE"}
WRONG = {
    "model": N_("The model in the link has no map; here is another one."),
    "z": N_("The point in the link is no pair of numbers; here is another one."),
    "z_far": N_("The point in the link lies far off the data; here is the nearest one on the map."),
    "path": N_("The path in the link is no list of points; it is left out."),
    "path_long": N_("The path in the link has too many points; here are the first {count}."),
    "path_far": N_("The path in the link leaves the map; it is drawn along the edge."),
}

Pads = dict[str, LatentPlane]


def pads(state: State, names: list[str]) -> Pads:
    """The pads on the page by their keys: what each shows is loaded once, here."""
    shown = of_data(names, state.data)[:SIDE_BY_SIDE] if state.compare else [state.model]
    planes = [latent_planes.plane(name) for name in shown]
    return {f"{PAD}_{plane.model.name}" if state.compare else PAD: plane for plane in planes}


def receive(state: State, shown: Pads) -> None:
    for key, plane in shown.items():
        state.receive(key, plane, (sent_point(key), sent_path(key), sent_layers(key)))


def pad_changed() -> None:
    names = latent_planes.available()
    state = State.at(names)
    layout.follow_open_steps(PAGE, ["map_stage", "map_steps"], lambda: receive(state, pads(state, names)))


def model_chosen() -> None:
    state = State.at(latent_planes.available())
    state.choose(st.session_state[f"{widget_key('map_model')}_{state.data}"])


def data_chosen() -> None:
    names = latent_planes.available()
    State.at(names).choose_data(names, st.session_state[widget_key("map_data")])


def choose_data(state: State, names: list[str]) -> None:
    """Digits or clothes, where there are maps of both."""
    sources = [data for data in DATA if of_data(names, data)]
    if len(sources) < 2:
        return
    st.session_state[widget_key("map_data")] = state.data
    st.segmented_control(
        _("Data"),
        sources,
        format_func=lambda data: _(DATA[data]),
        key=widget_key("map_data"),
        on_change=data_chosen,
        required=True,
        label_visibility="collapsed",
    )


def choose_model(state: State, names: list[str]) -> None:
    key = f"{widget_key('map_model')}_{state.data}"
    st.session_state[key] = state.model
    labels = {name: _(FAMILIES.get(models.entry(name).family, models.entry(name).label)) for name in names}
    st.segmented_control(
        _("Model"),
        of_data(names, state.data),
        format_func=labels.get,
        key=key,
        on_change=model_chosen,
        required=True,
        label_visibility="collapsed",
    )


def compare_chosen() -> None:
    State.at(latent_planes.available()).compare = st.session_state["map_compare"]


def choose_compare(state: State) -> None:
    st.session_state["map_compare"] = state.compare
    st.toggle(_("Side by side"), key="map_compare", on_change=compare_chosen)


def show_map(state: State, key: str, plane: LatentPlane) -> None:
    settings = view.settings(state, key, plane)
    latent_pad(settings, key=key, on_change=pad_changed)
    if state.layers.ground == "error":
        blob(settings.errors, latent_planes.reencoding_errors(plane.model.name))


@st.fragment(key="map_stage")
@guarded
def stage(names: list[str]) -> None:
    state = State.at(names)
    receive(state, pads(state, names))
    state.put_in_url()
    # A message may have changed the model.
    shown = pads(state, names)
    if not state.compare:
        # No column around it: every element more makes the answer later.
        show_map(state, PAD, shown[PAD])
    else:
        for column, (key, plane) in zip(st.columns(len(shown), gap="small"), shown.items(), strict=True):
            with column.container(gap=None):
                show_map(state, key, plane)
    walk_link(state, shown)


def walk_link(state: State, shown: Pads) -> None:
    """The link to the page that plays the path, where there is one."""
    target = next((page for page in router.PAGES if page.name == NEXT_WALK), None)
    if target is None or not state.path or models.entry(state.walked).data != "mnist":
        return
    if state.walked not in {plane.model.name for plane in shown.values()}:
        return
    st.page_link(
        target.path,
        label=_("Play this path as an animation"),
        icon=target.icon,
        query_params={"model": state.walked, "path": url.of_points(state.path)},
    )


@st.fragment(key="map_steps")
@guarded
def steps(names: list[str]) -> None:
    state = State.at(names)
    lessons.show_steps(PAGE, lesson.values(state, latent_planes.plane(state.model)))


def standalone_file(state: State) -> Download:
    """One file with the map of this model, with what is pinned when the button is pressed."""
    plane = latent_planes.plane(state.model)
    heading = f"{lessons.lesson(PAGE).title}: {models.label(state.model)}"
    sentence = lessons.lesson(PAGE).sentence

    def made() -> bytes:
        settings = replace(view.settings(state, PAD, plane), answered=0, answer="", title="")
        blobs = {
            settings.blob: plane.content,
            settings.errors: latent_planes.reencoding_errors(plane.model.name),
        }
        return standalone.page(heading, sentence, settings.as_data(), blobs).encode()

    return Download(
        _("Take the map home (HTML)"),
        made,
        f"latent-map-{state.model}.html",
        "map_take_home",
        help=_(
            "One file with the weights and codes inside: it works without a server and without the internet."
        ),
    )


def url_complaint(state: State) -> str:
    """What to tell a visitor whose link names what cannot be shown; "" where all is well."""
    return " ".join(_(WRONG[what]).format(count=WAYPOINTS) for what in state.wrong)


def show_maps(state: State, names: list[str]) -> None:
    """The maps, and below them what to know of maps side by side."""
    with st.container(gap=None):
        for plane in pads(state, names).values():
            blob(plane.blob, plane.content)
        stage(names)
    if state.compare and any(models.entry(name).data != state.data for name in names):
        st.caption(
            _(
                "The same test image is pinned on all maps of its data set. Digits have no place on a map of clothes, "
                "nor clothes on a map of digits."
            )
        )


def page() -> None:
    names = latent_planes.available()
    if not names:
        lessons.show_opening(PAGE)
        st.warning(
            _("No model with a two-dimensional code can be loaded: their checkpoints are missing or damaged.")
        )
        return
    state = State.at(names)
    with layout.opening(PAGE):
        choose_data(state, names)
        if not state.compare:
            choose_model(state, names)
        choose_compare(state)
    if complaint := url_complaint(state):
        st.info(complaint)
    show_maps(state, names)
    steps(names)
    downloads.button(standalone_file(state))
    layout.closing(PAGE)


router.show(page)
