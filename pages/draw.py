"""Draw a digit and watch several models bring it back while you draw."""

import numpy as np
import streamlit as st

from ae_core.latent.inspection import Reconstruction
from ui.components.live import live
from ui.features.draw import export, lesson
from ui.features.draw.state import State
from ui.inputs import drawing, model_choice, upload
from ui.resources import models
from ui.resources.readings import read_all
from ui.shell import downloads, layout, lessons, router, theme
from ui.shell.guard import guarded
from ui.shell.language import _
from ui.shell.session import sticky, sticky_choice, widget_key
from ui.visuals import charts, code_figure, reconstruction_rows

PAGE = "draw"
FRAGMENTS = ["draw_stage", "draw_steps"]
MODELS_AT_MOST = 6
CANVAS, MODELS = "draw_canvas", "draw_models"
MAP_FOLD = "draw-map"


def drawing_changed() -> None:
    # The steps below the fold need not follow every stroke, only what comes of it.
    if drawing.has_come_to_rest(CANVAS):
        layout.follow_open_steps(PAGE, FRAGMENTS, lambda: drawing.take(CANVAS), folds=[MAP_FOLD])


def prepared() -> bool:
    """Whether drawings are prepared as MNIST was; at first as the URL says."""
    return sticky("draw_prepare", lambda: not State.from_url().raw)


def input_html(now: drawing.Drawing, x: np.ndarray, raw: bool) -> str:
    drawn = (
        _("Your drawing, only scaled down: no digit in MNIST was ever taken so.")
        if raw
        else drawing.fitted_line()
    )
    said = drawing.in_words(now, fashion=_("A Fashion image, as it is."), drawn=drawn)
    lines = [said] if x.any() else []
    return reconstruction_rows.input_figure(x, heading=_("x: what the networks see"), lines=lines)


def export_menu(names: list[str]) -> None:
    """The downloads. They are made when pressed, from what lies on the canvas then."""
    now, prepared_so = drawing.drawing(), prepared()

    def reconstructions() -> tuple[np.ndarray, dict[str, Reconstruction]]:
        x = drawing.model_input(now, raw=not prepared_so)
        answers = read_all(names, x, now.test_index)
        return x[0, 0].numpy(), {
            name: one for name, one in answers.items() if isinstance(one, Reconstruction)
        }

    def described() -> dict[str, object]:
        return {"test_digit": now.test_index, "prepared_as_mnist": prepared_so or now.test_index is not None}

    downloads.picture_and_numbers(
        "autoencoder-lab",
        lambda: export.picture(*reconstructions()),
        lambda: export.codes_json(reconstructions()[1], described()),
        _("Codes (JSON)"),
    )


@st.fragment(key="draw_stage")
@guarded
def stage(names: list[str]) -> None:
    """What follows the pen. As few elements as can be, and all of them at once after the work is done: whatever comes
    apart makes the browser render the page once more."""
    now, raw = drawing.take(CANVAS), not prepared()
    x, why = drawing.current_or_why(raw)
    if x is None:
        picture = np.zeros((28, 28), np.float32)
        rows = reconstruction_rows.message(why, count=len(names))
    else:
        picture = x[0, 0].numpy()
        answers = read_all(names, x, now.test_index)
        rows = (
            reconstruction_rows.rows(answers, picture)
            if answers
            else reconstruction_rows.message(_("Choose a model above."))
        )
    seen = input_html(now, picture, raw)
    State(raw=raw, digit=now.test_index).put_in_url("raw", "digit")

    left, right = st.columns([290, 694], gap="medium")
    with left:
        surface = st.container()
        drawing.another_button()
        live(seen, key="draw_input")
        st.toggle(_("Prepare it as MNIST was"), key="draw_prepare")
    with right:
        live(rows, key="draw_bench")
    with surface:
        drawing.surface(CANVAS, drawing_changed)


@st.fragment(key="draw_steps")
@guarded
def steps(names: list[str]) -> None:
    """What is happening, with the numbers of the drawing as it was when the pen was last lifted."""
    x, _why = drawing.current_or_why(raw=not prepared())
    answers = {} if x is None else read_all(names, x, drawing.drawing().test_index)
    reconstructions = {
        name: reconstruction
        for name, reconstruction in answers.items()
        if isinstance(reconstruction, Reconstruction)
    }
    lessons.show_steps(PAGE, lesson.values(x[0, 0].numpy(), reconstructions) if reconstructions else None)
    enlarge_map(reconstructions)


def enlarge_map(reconstructions: dict[str, Reconstruction]) -> None:
    """The map of the first two-dimensional model, large, where one is shown."""
    flat = next(
        (reconstruction for reconstruction in reconstructions.values() if len(reconstruction.z) == 2), None
    )
    if flat is None:
        return
    label = _("The map of {model}, enlarged").format(model=models.label(flat.name))
    fold = st.expander(label, key=MAP_FOLD, on_change="rerun")
    if fold.open:
        chart = charts.code_map(flat.name, flat.z, _("Your digit"), theme.is_dark())
        fold.plotly_chart(chart, theme=None, key="draw_map", config={"displayModeBar": False})


def page() -> None:
    chosen = sticky_choice(MODELS, lambda: State.from_url().models)
    names = models.with_baselines(chosen)
    code_figure.maps_style(names)
    State(chosen).put_in_url("models")
    with layout.opening(PAGE):
        upload.popover(PAGE)
        model_choice.models_popover(models.reconstructing(), widget_key(MODELS), MODELS_AT_MOST)
        export_menu(names)
    stage(names)
    steps(names)
    layout.closing(PAGE)


router.show(page)
