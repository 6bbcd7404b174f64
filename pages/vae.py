"""Inside a VAE: a digit becomes a cloud of codes, draws from it are decoded, and the loss is counted as it happens."""

from dataclasses import replace

import numpy as np
import streamlit as st
import torch

from ui.components.blob import blob
from ui.components.cloud import Chosen, Settings, cloud
from ui.components.cloud import sent as cloud_sent
from ui.components.live import live
from ui.components.loss import loss
from ui.features.vae import export, lesson, results, view
from ui.features.vae.results import FLAT, SHOWN, Result
from ui.features.vae.state import State
from ui.inputs import drawing
from ui.resources import latent_planes, variational
from ui.resources.latent_planes import LatentPlane
from ui.resources.variational import Variational
from ui.shell import downloads, layout, lessons, router, url
from ui.shell.guard import guarded
from ui.shell.language import _
from ui.visuals import reconstruction_rows

CANVAS, CLOUD = "vae_canvas", "vae_cloud"
HURRIED = 10  # draws whose loss Python averages while the pen is down


def receive() -> None:
    drawing.take(CANVAS)
    State.mine().receive(cloud_sent(CLOUD))


def changed() -> None:
    # The steps below the fold need not follow every stroke, only what comes of it.
    if not drawing.pen_is_down(CANVAS):
        layout.follow_open_steps("vae", ("vae_stage", "vae_steps"), receive)


def draws_to_count(chosen: Chosen) -> Chosen:
    """A moving pen is not kept waiting for hundreds of reconstructions, which the browser makes anyway."""
    return replace(chosen, count=min(chosen.count, HURRIED)) if drawing.pen_is_down(CANVAS) else chosen


def input_html(on_canvas: drawing.Drawing, x: np.ndarray) -> str:
    drawn = drawing.fitted_line()
    lines = [drawing.in_words(on_canvas, fashion=drawn, drawn=drawn)] if x.any() else []
    return reconstruction_rows.input_figure(x, heading=_("x: what the encoder sees"), lines=lines)


def settings(
    plane: LatentPlane, state: State, x: torch.Tensor | None, flat: Result | None, why_empty: str
) -> Settings:
    known = x is not None and flat is not None
    return Settings(
        blob=plane.blob,
        home=results.home(plane),
        x=[round(value, 5) for value in x.flatten().tolist()] if known else [],
        posterior={"mu": flat.terms.mu.tolist(), "logvar": flat.terms.logvar.tolist()} if known else None,
        floor=flat.terms.floor if known else 0.0,
        kl=flat.terms.kl.tolist() if known else [],
        chosen=state.chosen,
        arriving=state.arriving,
        answered=state.answered,
        empty=why_empty,
    )


@st.fragment(key="vae_stage")
@guarded
def stage(models: list[Variational], plane: LatentPlane | None) -> None:
    """x, its cloud on the plane, the draws and the loss. All the work is done before the first element is sent."""
    receive()
    on_canvas, state = drawing.drawing(), State.mine()
    x, why_empty = drawing.current_or_why()
    chosen = draws_to_count(state.chosen)
    read = [] if x is None else [results.read(model, x, chosen) for model in models]
    flat = next((result for result in read if result.model.entry.name == FLAT), None)
    picture = np.zeros((28, 28), np.float32) if x is None else x[0, 0].numpy()
    url.put(digit=on_canvas.test_index)
    state.put_in_url()

    left, right = st.columns([290, 694], gap="medium")
    with left:
        surface = st.container()
        drawing.another_button()
        live(input_html(on_canvas, picture), key="vae_input")
    with right:
        if plane:
            cloud(settings(plane, state, x, flat, why_empty), key=CLOUD, on_change=changed)
        else:
            st.info(_("The map's own model cannot be loaded: the cloud is left out, the loss below is not."))
    st.subheader(_("The loss of this digit, live"), anchor=False)
    loss(view.bars(read), key="vae_loss")
    with surface:
        drawing.surface(CANVAS, changed)


@st.fragment(key="vae_steps")
@guarded
def steps(models: list[Variational]) -> None:
    """What is happening, with the numbers of the digit as it was when the pen was last lifted."""
    chosen = State.mine().chosen
    x, _why = drawing.current_or_why()
    values = None
    if x is not None:
        values = lesson.values(results.read(models[0], x, chosen), models[-1], chosen.seed)
    lessons.show_steps("vae", values)


def offer_files(model: Variational) -> None:
    """They are made when pressed, from what lies on the canvas then."""
    on_canvas, state = drawing.drawing(), State.mine()

    def read() -> tuple[torch.Tensor, Result]:
        x = drawing.model_input(on_canvas, raw=False)
        return x, results.read(model, x, state.chosen)

    downloads.picture_and_numbers(
        "vae-draws",
        lambda: export.picture(*read()),
        lambda: export.numbers(read()[1], state.chosen.seed, on_canvas.test_index),
        _("Codes (JSON)"),
    )


def page() -> None:
    models = variational.available(SHOWN)
    with layout.opening("vae"):
        if models:
            offer_files(models[0])
    if not models:
        st.warning(_("No variational autoencoder can be loaded: their checkpoints are missing or damaged."))
    else:
        has_map = any(model.entry.name == FLAT for model in models)
        plane = latent_planes.plane(FLAT) if has_map else None
        if plane:
            blob(plane.blob, plane.content)
        stage(models, plane)
        steps(models)
    layout.closing("vae")


router.show(page)
