"""The codes of all test images as points to select: what lies together, what overlaps, what a projection hides."""

import streamlit as st

from ae_core import CheckpointError, data
from ui.components.blob import blob
from ui.components.lens import Lens, lens
from ui.components.live import live
from ui.features.scatter import chart
from ui.features.scatter import state as scatter
from ui.resources import models
from ui.shell import language, lessons, router, theme
from ui.shell.errors import sentence
from ui.shell.guard import guarded
from ui.shell.language import N_, _
from ui.shell.session import widget_key
from ui.visuals import class_names

CHART, GROUND = "scatter_chart", "scatter_ground"
VIEW_NAMES = {"2d": N_("2-D"), "3d": N_("3-D")}
CONFIG = {
    "displayModeBar": True,
    "scrollZoom": True,
    "modeBarButtonsToRemove": [
        *("zoomIn2d", "zoomOut2d", "autoScale2d", "toImage"),
        *("zoom3d", "tableRotation", "resetCameraLastSave3d"),
    ],
}


def now() -> scatter.State:
    return scatter.state(scatter.available())


def model_or_view_chosen() -> None:
    view = st.session_state[widget_key("scatter_view")] or now().view
    scatter.choose(now(), st.session_state[widget_key("scatter_model")], view)


def preset_chosen() -> None:
    scatter.take_preset(now(), st.session_state[widget_key("scatter_preset")] or now().preset)


def caught() -> None:
    """The lasso or the box has caught points, or has been taken away."""
    sent = st.session_state[CHART]
    scatter.take_lasso(now(), sent.get("selection", {}).get("point_indices"))


def choose_model_and_view(state: scatter.State, names: list[str]) -> None:
    st.session_state[widget_key("scatter_model")] = state.model
    st.selectbox(
        _("Model"),
        names,
        format_func=models.labels(names).get,
        key=widget_key("scatter_model"),
        on_change=model_or_view_chosen,
        label_visibility="collapsed",
        width=290,
    )
    views = {view: _(name) for view, name in VIEW_NAMES.items()}
    flat = models.entry(state.model).latent_dim == 2
    st.session_state[widget_key("scatter_view")] = "2d" if flat else state.view
    st.segmented_control(
        _("View"),
        list(views),
        format_func=views.get,
        key=widget_key("scatter_view"),
        on_change=model_or_view_chosen,
        disabled=flat,
        help=_("This code has two numbers and no third.") if flat else None,
        required=True,
        label_visibility="collapsed",
    )


def choose_preset(state: scatter.State) -> None:
    names = (_("voted wrong"), *class_names.names(models.entry(state.model).data))
    labels = dict(zip(scatter.PRESETS, names, strict=True))
    st.session_state[widget_key("scatter_preset")] = None if state.lasso else state.preset
    st.pills(
        _("Select"),
        scatter.PRESETS,
        format_func=labels.get,
        key=widget_key("scatter_preset"),
        on_change=preset_chosen,
        label_visibility="collapsed",
    )


def show_chart(state: scatter.State, axes: int) -> None:
    checkpoint, count = scatter.cloud(state.model).checkpoint, len(scatter.cloud(state.model).labels)
    figure = chart.chart(state.model, axes, theme.is_dark(), language.current(), checkpoint)
    flat = axes == 2
    with st.container(key=GROUND, gap=None):
        st.plotly_chart(
            figure,
            theme=None,
            key=CHART,
            config=CONFIG,
            on_select=caught if flat else "ignore",
            selection_mode=("lasso", "box"),
            alt=_("The codes of {count} test images, coloured by class").format(count=f"{count:,}"),
        )
    notes = chart.notes(state.model, axes)
    if notes:
        st.caption(notes)


def show_lens(state: scatter.State, indices) -> None:
    found, source = scatter.cloud(state.model), models.entry(state.model).data
    facts = f"facts-{state.model}-{found.checkpoint}"
    blob(facts, found.labels.astype("uint8").tobytes() + found.votes.astype("uint8").tobytes())
    lens(
        Lens(
            chart=GROUND,
            images=f"images-{source}",
            facts=facts,
            names=class_names.names(source),
            count=len(found.labels),
            selected=indices,
            revision=state.revision,
            by_hand=state.by_hand,
        ),
        key="scatter_lens",
    )


def download(state: scatter.State, indices) -> None:
    name = state.model
    st.download_button(
        _("Selection (CSV)"),
        lambda: chart.table(name, indices),
        f"codes-{name}.csv",
        "text/csv",
        key="scatter_csv",
        on_click="ignore",
        disabled=not len(indices),
        icon=":material/download:",
        help=_("Index in the test set, label and every number of the code, a row an image."),
    )


@st.fragment(key="scatter_stage")
@guarded
def stage(names: list[str]) -> None:
    state = scatter.state(names)
    scatter.put_in_url(state)
    axes = scatter.dimensions(state.model, state.view)
    indices = scatter.selected(state)
    choose_preset(state)
    left, right = st.columns([9, 6], gap="medium")
    with left:
        show_chart(state, axes)
    with right:
        live(chart.panel(state, indices), key="scatter_panel")
        download(state, indices)
    show_lens(state, indices)


def lesson_values(name: str, axes: int) -> dict[str, str]:
    found, view = scatter.cloud(name), scatter.projected(name, axes)
    flat = scatter.projected(name, 2)
    shares = flat.explained
    return {
        "model": models.label(name),
        "count": f"{len(found.labels):,}",
        "dimension": str(found.codes.shape[1]),
        "purity": f"{found.purity.mean():.1%}",
        "wrong": f"{len(found.wrong):,}",
        "pairs": chart.confusions(name),
        "shown": str(axes),
        "shown_purity": f"{view.purity:.1%}",
        "variance": f"{sum(shares):.0%}" if shares else "100%",
    }


def scatter_page() -> None:
    names = scatter.available()
    if not names:
        lessons.show_opening("scatter")
        st.warning(_("No model can be shown: the checkpoints are missing or damaged."))
        return
    state = scatter.state(names)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(gap="xxsmall", key="opening"):
            lessons.show_opening("scatter")
        choose_model_and_view(state, names)
    try:
        scatter.cloud(state.model)
    except CheckpointError as error:
        st.warning(sentence(error))
        return
    source = models.entry(state.model).data
    with st.container(gap=None):
        blob(f"images-{source}", data.test_files(source)[0])
        stage(names)
    lessons.show_steps("scatter", lesson_values(state.model, scatter.dimensions(state.model, state.view)))
    lessons.show_source("scatter")
    router.next_link("scatter")


router.show(scatter_page)
