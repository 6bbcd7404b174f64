"""The codes of all test images as points to select: what lies together, what overlaps, what a projection hides."""

import numpy as np
import streamlit as st

from ae_core import CheckpointError, data
from ui.components.blob import blob
from ui.components.lens import Lens, lens
from ui.components.live import live
from ui.features.scatter import export, lesson, results, view
from ui.features.scatter.results import Shown
from ui.features.scatter.state import PRESETS, State, available
from ui.resources import models
from ui.shell import downloads, language, layout, lessons, router, theme
from ui.shell.downloads import Download
from ui.shell.errors import sentence
from ui.shell.guard import guarded
from ui.shell.language import N_, _
from ui.shell.session import widget_key
from ui.visuals import class_names

PAGE = "scatter"
CHART, AROUND = "scatter_chart", "scatter_ground"
VIEW_NAMES = {"2d": N_("2-D"), "3d": N_("3-D")}
CONFIG = {
    "displayModeBar": True,
    "scrollZoom": True,
    "modeBarButtonsToRemove": [
        *("zoomIn2d", "zoomOut2d", "autoScale2d", "toImage"),
        *("zoom3d", "tableRotation", "resetCameraLastSave3d"),
    ],
}


def mine() -> State:
    return State.at(available())


def model_or_view_chosen() -> None:
    state = mine()
    chosen = st.session_state[widget_key("scatter_view")] or state.view
    state.choose(st.session_state[widget_key("scatter_model")], chosen)


def preset_chosen() -> None:
    state = mine()
    state.take_preset(st.session_state[widget_key("scatter_preset")] or state.preset)


def caught() -> None:
    """The lasso or the box has caught points, or has been taken away."""
    sent = st.session_state[CHART]
    mine().take_lasso(sent.get("selection", {}).get("point_indices"))


def choose_model_and_view(state: State, names: list[str]) -> None:
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


def choose_preset(state: State) -> None:
    names = (_("voted wrong"), *class_names.names(models.entry(state.model).data))
    labels = dict(zip(PRESETS, names, strict=True))
    st.session_state[widget_key("scatter_preset")] = None if state.lasso else state.preset
    st.pills(
        _("Select"),
        PRESETS,
        format_func=labels.get,
        key=widget_key("scatter_preset"),
        on_change=preset_chosen,
        label_visibility="collapsed",
    )


def show_chart(shown: Shown, checkpoint: str) -> None:
    figure = results.chart(shown.model.name, shown.axes, theme.is_dark(), language.current(), checkpoint)
    with st.container(key=AROUND, gap=None):
        st.plotly_chart(
            figure,
            theme=None,
            key=CHART,
            config=CONFIG,
            on_select=caught if shown.axes == 2 else "ignore",
            selection_mode=("lasso", "box"),
            alt=_("The codes of {count} test images, coloured by class").format(
                count=f"{len(shown.overlap.labels):,}"
            ),
        )
    if notes := view.notes(shown):
        st.caption(notes)


def show_lens(state: State, shown: Shown, checkpoint: str, indices: np.ndarray) -> None:
    overlap, source = shown.overlap, shown.model.entry.data
    facts = f"facts-{shown.model.name}-{checkpoint}"
    blob(facts, overlap.labels.astype("uint8").tobytes() + overlap.votes.astype("uint8").tobytes())
    lens(
        Lens(
            chart=AROUND,
            images=f"images-{source}",
            facts=facts,
            names=class_names.names(source),
            count=len(overlap.labels),
            selected=indices,
            revision=state.revision,
            by_hand=state.by_hand,
        ),
        key="scatter_lens",
    )


def selection(shown: Shown, indices: np.ndarray) -> Download:
    return Download(
        _("Selection (CSV)"),
        lambda: export.table(shown.overlap, indices),
        f"codes-{shown.model.name}.csv",
        "scatter_csv",
        icon=":material/download:",
        help=_("Index in the test set, label and every number of the code, a row an image."),
        disabled=not len(indices),
    )


@st.fragment(key="scatter_stage")
@guarded
def stage(names: list[str]) -> None:
    state = State.at(names)
    state.put_in_url()
    shown, checkpoint = results.shown(state), models.fingerprint(state.model)
    indices = state.selected(shown.overlap)
    choose_preset(state)
    left, right = st.columns([9, 6], gap="medium")
    with left:
        show_chart(shown, checkpoint)
    with right:
        live(view.panel(state, shown, indices), key="scatter_panel")
        downloads.button(selection(shown, indices))
    show_lens(state, shown, checkpoint, indices)


def page() -> None:
    names = available()
    if not names:
        lessons.show_opening(PAGE)
        st.warning(_("No model can be shown: the checkpoints are missing or damaged."))
        return
    state = State.at(names)
    with layout.opening(PAGE):
        choose_model_and_view(state, names)
    try:
        shown = results.shown(state)
    except CheckpointError as error:
        st.warning(sentence(error))
        return
    source = shown.model.entry.data
    with st.container(gap=None):
        blob(f"images-{source}", data.test_files(source)[0])
        stage(names)
    lessons.show_steps(PAGE, lesson.values(shown))
    layout.closing(PAGE)


router.show(page)
