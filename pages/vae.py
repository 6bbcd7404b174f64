"""Inside a VAE: a digit becomes a cloud of codes, draws from it are decoded, and the loss is counted as it happens."""

from dataclasses import replace

import numpy as np
import streamlit as st
import torch

from ae_core import DrawingError
from ui.components.blob import blob
from ui.components.canvas import canvas
from ui.components.canvas import sent as canvas_sent
from ui.components.cloud import Chosen, Settings, cloud
from ui.components.cloud import sent as cloud_sent
from ui.components.live import live
from ui.components.loss import loss
from ui.features.vae import export as vae_keep
from ui.features.vae import state as posterior
from ui.features.vae import view
from ui.features.vae.state import Terms
from ui.inputs import drawing
from ui.resources import latent_planes, models
from ui.shell import downloads, errors, lessons, router
from ui.shell.guard import guarded
from ui.shell.language import _
from ui.visuals import code_figure, reconstruction_rows

CANVAS, CLOUD = "vae_canvas", "vae_cloud"
HURRIED = 10  # draws whose loss Python averages while the pen is down


def pen_down() -> bool:
    picture = canvas_sent(CANVAS)
    return picture is not None and not picture.at_rest


def changed() -> None:
    # The steps below the fold need not follow every stroke, only what comes of it, and only while one is open.
    if lessons.any_step_open("vae") and not pen_down():
        receive()
        st.rerun(["vae_stage", "vae_steps"])


def receive() -> None:
    drawing.receive(canvas_sent(CANVAS))
    posterior.receive(cloud_sent(CLOUD))


def draws_to_count(chosen: Chosen) -> Chosen:
    """A moving pen is not kept waiting for hundreds of reconstructions, which the browser makes anyway."""
    return replace(chosen, count=min(chosen.count, HURRIED)) if pen_down() else chosen


def current_input() -> torch.Tensor:
    """x as the networks see it. Raises DrawingError where nothing is drawn."""
    return drawing.model_input(drawing.drawing(), raw=False)


def input_html(now: drawing.Drawing, x: np.ndarray) -> str:
    lines = []
    if now.test_index is not None:
        lines = [drawing.test_digit_line(now.test_index)]
    elif x.any():
        lines = [_("Your drawing, fitted into 20 × 20 and centred by its mass, as MNIST's digits were.")]
    return reconstruction_rows.input_figure(x, heading=_("x: what the encoder sees"), lines=lines)


def settings(state: posterior.State, x: torch.Tensor | None, terms: Terms | None, empty: str) -> Settings:
    known = x is not None and terms is not None
    return Settings(
        blob=latent_planes.ground(posterior.FLAT).blob,
        home=posterior.home(),
        x=[round(value, 5) for value in x.flatten().tolist()] if known else [],
        posterior={"mu": terms.mu.tolist(), "logvar": terms.logvar.tolist()} if known else None,
        floor=terms.floor if known else 0.0,
        kl=terms.kl.tolist() if known else [],
        chosen=state.chosen,
        arriving=state.arriving,
        answered=state.answered,
        empty=empty,
    )


@st.fragment(key="vae_stage")
@guarded
def stage(names: list[str]) -> None:
    """x, its cloud, the draws and the loss. All the work is done before the first element is sent."""
    receive()
    now, state = drawing.drawing(), posterior.state()
    x, found, empty = None, [], ""
    try:
        x = current_input()
        found = [posterior.read(name, x, draws_to_count(state.chosen)) for name in names]
    except DrawingError as error:
        empty = errors.sentence(error)
    picture = np.zeros((28, 28), np.float32) if x is None else x[0, 0].numpy()
    posterior.put_in_url(state, now.test_index)
    flat = next((terms for terms in found if terms.name == posterior.FLAT), None)

    left, right = st.columns([290, 694], gap="medium")
    with left:
        surface = st.container()
        st.button(_("Another test digit"), on_click=drawing.take_another_test_digit, width="stretch")
        live(input_html(now, picture), key="vae_input")
    with right:
        if posterior.FLAT in names:
            cloud(settings(state, x, flat, empty), key=CLOUD, on_change=changed)
        else:
            st.info(_("The map's own model cannot be loaded: the cloud is left out, the loss below is not."))
    st.subheader(_("The loss of this digit, live"), anchor=False)
    loss(view.bars(found), key="vae_loss")
    with surface:
        canvas(now.start, memory=now.memory, answered=now.answered, key=CANVAS, on_change=changed)


def lesson_values(terms: Terms) -> dict[str, str]:
    """Today's numbers for the steps, of the first dimension where only one has room."""
    newest = terms.epsilon[-1] if len(terms.epsilon) else np.zeros_like(terms.mu)
    z = terms.mu + terms.sigma * newest

    def four(value: float) -> str:
        return code_figure.minus(f"{value:.4f}")

    def pair(values: np.ndarray) -> str:
        return ", ".join(four(value) for value in values[:2]) + (", …" if len(values) > 2 else "")

    return {
        "model": models.label(terms.name),
        "dimension": str(len(terms.mu)),
        "mu": pair(terms.mu),
        "logvar": pair(terms.logvar),
        "mu1": four(terms.mu[0]),
        "logvar1": four(terms.logvar[0]),
        "sigma1": four(terms.sigma[0]),
        "mu1_squared": four(terms.mu[0] ** 2),
        "sigma1_squared": four(terms.sigma[0] ** 2),
        "epsilon1": four(newest[0]),
        "z1": four(z[0]),
        "kl1": four(terms.kl[0]),
        "kl": f"{terms.kl.sum():.1f}",
        "count": str(len(terms.draws)),
        "cross": f"{terms.cross_entropy:.1f}",
        "at_mean": f"{terms.at_mean:.1f}",
        "floor": f"{terms.floor:.1f}",
        "above": f"{terms.cross_entropy - terms.floor:.1f}",
        "loss": f"{terms.loss:.1f}",
        "seed": str(posterior.state().chosen.seed),
    }


@st.fragment(key="vae_steps")
@guarded
def steps(names: list[str]) -> None:
    """What is happening, with the numbers of the digit as it was when the pen was last lifted."""
    try:
        terms = posterior.read(names[0], current_input(), posterior.state().chosen)
    except DrawingError:
        lessons.show_steps("vae", None)
        return
    collapsing = posterior.read(names[-1], current_input(), posterior.state().chosen)
    lessons.show_steps(
        "vae",
        {
            **lesson_values(terms),
            "collapse_model": models.label(names[-1]),
            "collapse": view.collapse_sentence(collapsing),
        },
    )


def keep_it(name: str) -> None:
    """The downloads. They are made when pressed, from what lies on the canvas then."""
    now, state = drawing.drawing(), posterior.state()

    def read() -> tuple[torch.Tensor, Terms]:
        x = drawing.model_input(now, raw=False)
        return x, posterior.read(name, x, state.chosen)

    downloads.picture_and_numbers(
        "vae-draws",
        lambda: vae_keep.picture(name, *read()),
        lambda: vae_keep.numbers(read()[1], state.chosen.seed, now.test_index),
        _("Codes (JSON)"),
    )


def vae() -> None:
    names = posterior.available()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(gap="xxsmall", key="opening"):
            lessons.show_opening("vae")
        if names:
            keep_it(names[0])
    if not names:
        st.warning(_("No variational autoencoder can be loaded: their checkpoints are missing or damaged."))
    else:
        if posterior.FLAT in names:
            ground = latent_planes.ground(posterior.FLAT)
            blob(ground.blob, ground.content)
        stage(names)
        steps(names)
    lessons.show_source("vae")
    router.next_link("vae")


router.show(vae)
