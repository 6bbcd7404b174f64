"""Spoil a digit and watch several networks, and methods without one, bring it back."""

import numpy as np
import streamlit as st
import torch

from ae_core import DrawingError
from ui.components.canvas import canvas, sent
from ui.components.live import live
from ui.components.spoiler import Scale, Shown, spoiler
from ui.components.spoiler import sent as sent_spoil
from ui.features.denoise import choices, iteration, lecture_figures, state, view
from ui.features.denoise import export as denoising_keep
from ui.features.denoise.choices import KINDS, Spoil
from ui.features.denoise.view import Answer, Restored
from ui.inputs import drawing, upload
from ui.resources import models
from ui.shell import downloads, errors, lessons, router, url
from ui.shell.guard import guarded
from ui.shell.language import N_, _
from ui.shell.session import sticky_choice, widget_key

NETS_AT_MOST = 8
CANVAS, SPOILER, NETS = "denoise_canvas", "denoise_spoiler", "denoise_nets"
_FINISHED = "denoise_finished"  # what the slow methods have answered, and to what
UNITS = {
    "dropout": N_("Pixels dropped"),
    "gaussian": N_("Noise, sigma"),
    "salt_and_pepper": N_("Pixels hit"),
    "patch": N_("Patch"),
    "downsample": N_("Resolution"),
}
NOTES = {
    "dropout": N_("The lecture's networks see dropped pixels grey, as nn.Dropout makes them."),
    "gaussian": N_("Clipped for the screen only: the networks get the values beyond black and white."),
    "patch": N_("Drag it, or move it with the arrow keys."),
}


def unfolded() -> bool:
    return lessons.any_step_open("denoise") or bool(st.session_state.get(iteration.FOLD))


def changed() -> None:
    # What lies below the fold need not follow every movement, only what comes of it.
    picture, spoil = sent(CANVAS), sent_spoil(SPOILER)
    if (
        unfolded()
        and (not picture or picture.at_rest)
        and (not spoil or (spoil.at_rest and not spoil.all_of_it))
    ):
        drawing.receive(picture)
        state.receive(state.state(), spoil)
        st.rerun(["denoise_stage", "denoise_again", "denoise_steps"])


def asked_nets() -> list[str]:
    return (url.names("models", choices.nets()) or choices.DEFAULT_NETS)[:NETS_AT_MOST]


def choose_nets() -> None:
    with st.popover(_("Networks"), icon=":material/tune:"):
        st.multiselect(
            _("Networks"),
            choices.nets(),
            format_func=models.labels(choices.nets()).get,
            key=widget_key(NETS),
            max_selections=NETS_AT_MOST,
        )
        st.caption(_("The methods without a network that suit the noise always stand beside them."))


def scales() -> dict[str, Scale]:
    return {
        name: Scale(
            _(kind.label),
            _(UNITS[name]),
            kind.low,
            kind.high,
            kind.step,
            kind.choices,
            _(NOTES[name]) if name in NOTES else "",
        )
        for name, kind in KINDS.items()
    }


def clean() -> torch.Tensor:
    """x as it lies on the canvas. Raises DrawingError where nothing is drawn."""
    return drawing.model_input(drawing.drawing(), raw=False)


def source_line(now: drawing.Drawing) -> str:
    if now.test_index is not None:
        return drawing.test_digit_line(now.test_index)
    if now.fashion_index is not None:
        return _("Fashion image {index}: no network here has seen clothes.").format(index=now.fashion_index)
    return _("Your drawing, fitted and centred as MNIST's digits were.")


def refused_line(refused: tuple[str, ...]) -> str:
    said = {
        "kind": _("The link names a kind of noise that there is not; here is another."),
        "strength": _("The strength in the link is out of range; here is the nearest one."),
        "seed": _("The seed in the link is no whole number from 0 to 999999; here is another."),
    }
    return next((said[name] for name in refused), "")


def warning_line(spoil: Spoil, x: torch.Tensor, y: torch.Tensor) -> str:
    if state.covers_all(spoil):
        return _("Nothing of the picture is left. What comes back is what each method makes of nothing.")
    if torch.equal(x, y):
        return _("The noise changes nothing here: the spoiled picture is identical to the clean one.")
    return ""


def answers_to(
    x: torch.Tensor, y: torch.Tensor, spoil: Spoil, nets: list[str], with_slow: bool
) -> dict[str, Answer]:
    """Each method's answer; None for a slow one whose turn has not come yet."""
    asked = (x.numpy().tobytes(), spoil)
    finished, slow = st.session_state.get(_FINISHED, (None, {}))
    known = slow if finished == asked else {}
    keys = view.methods(nets, spoil)
    wanted = [key for key in keys if key not in known and (with_slow or not choices.is_slow(key))]
    made = known | view.answers(wanted, x, y, spoil)
    done = {key: made[key] for key in keys if choices.is_slow(key) and key in made}
    if done:
        st.session_state[_FINISHED] = (asked, done)
    return {key: made.get(key) for key in keys}


def slow_pictures() -> dict[str, np.ndarray]:
    _asked, slow = st.session_state.get(_FINISHED, (None, {}))
    return {key: one.x_hat for key, one in slow.items() if isinstance(one, Restored)}


def results(nets: list[str], with_slow: bool) -> tuple[str, Shown]:
    """HTML of the restored pictures, and what the spoiler is told."""
    now, spoil = state.state(), state.state().spoil
    try:
        x = clean()
    except DrawingError as error:
        return view.empty(errors.sentence(error)), Shown(None, spoil.fields(), "", complete=True)
    y = spoil.apply(x)
    before = view.quality(y, x)
    old = slow_pictures()
    found = answers_to(x, y, spoil, nets, with_slow)
    said = refused_line(now.refused) or warning_line(spoil, x, y)
    html = view.cards(found, before, spoil, old) + view.winners(found, spoil) + view.sentence(said)
    complete = all(one is not None for one in found.values())
    return html, Shown(x[0, 0].numpy(), spoil.fields(), view.quality_line(before), complete)


def put_in_url() -> None:
    now = drawing.drawing()
    url.put(digit=now.test_index, fashion=now.fashion_index)
    state.put_in_url(state.state())


@st.fragment(key="denoise_stage")
@guarded
def stage(nets: list[str]) -> None:
    """What follows pen and slider. As few elements as can be, all of them after the work is done."""
    drawing.receive(sent(CANVAS))
    now = state.state()
    with_slow = state.receive(now, sent_spoil(SPOILER))
    html, shown = results(nets, with_slow)
    digit = drawing.drawing()
    line = view.source(source_line(digit))
    put_in_url()

    left, middle, right = st.columns([214, 214, 524], gap="medium")
    with left:
        live(view.heading(_("Clean x")), key="denoise_clean")
        surface = st.container()
        live(line, key="denoise_source")
        with st.container(horizontal=True, gap="xsmall"):
            st.button(
                _("Test digit"), on_click=drawing.take_another_test_digit, help=_("Another one, at random")
            )
            st.button(
                _("Fashion"), on_click=drawing.take_another_fashion, help=_("Clothes in place of digits")
            )
    with right:
        live(html, key="denoise_restored")
    with surface:
        canvas(digit.start, memory=digit.memory, answered=digit.answered, key=CANVAS, on_change=changed)
    with middle:
        spoiler(
            shown,
            now.spoil,
            scales(),
            now.strengths,
            memory=now.memory,
            answered=now.answered,
            key=SPOILER,
            on_change=changed,
        )


def lesson_values(nets: list[str]) -> dict[str, str]:
    """Today's numbers: the spoiled picture, the best method on it, and a network that never saw noise."""
    x, spoil = clean(), state.state().spoil
    y = spoil.apply(x)
    found = answers_to(x, y, spoil, nets, with_slow=True)
    before, first = view.quality(y, x), view.best(found, "psnr") or choices.PCA
    plain = next((name for name in nets if models.entry(name).task == "reconstruct"), choices.PCA)
    one, other = found[first], found.get(plain)
    return {
        "noise": view.strength_text(spoil.kind, spoil.strength),
        "seed": str(spoil.seed),
        "squared": f"{float((y.clamp(0, 1) - x).square().sum()):.1f}",
        "before": view.decibels(before.psnr),
        "changed": str(int((y != x).sum())),
        "best": _(choices.label(first)),
        "best_psnr": view.decibels(one.quality.psnr) if isinstance(one, Restored) else "–",
        "plain": _(choices.label(plain)),
        "plain_psnr": view.decibels(other.quality.psnr) if isinstance(other, Restored) else "–",
    }


@st.fragment(key="denoise_again")
@guarded
def again() -> None:
    """The same network again and again, on what was spoiled last."""
    try:
        x = clean()
    except DrawingError:
        x = None
    iteration.show(x, state.state().spoil)


@st.fragment(key="denoise_steps")
@guarded
def steps(nets: list[str]) -> None:
    try:
        values = lesson_values(nets)
    except DrawingError:
        values = None
    lessons.show_steps("denoise", values)


def keep_it(nets: list[str]) -> None:
    """The downloads. They are made when pressed, from what lies there then; a blank canvas is a black picture."""

    def made() -> tuple[torch.Tensor, torch.Tensor, dict[str, Answer]]:
        spoil = state.state().spoil
        try:
            x = clean()
        except DrawingError:
            x = torch.zeros(1, 1, choices.SIDE, choices.SIDE)
        y = spoil.apply(x)
        return x, y, answers_to(x, y, spoil, nets, with_slow=True)

    downloads.picture_and_numbers(
        "denoising",
        lambda: denoising_keep.picture(*made()),
        lambda: denoising_keep.figures(*made(), state.state().spoil),
        _("Figures (JSON)"),
    )


def denoise() -> None:
    nets = sticky_choice(NETS, asked_nets)
    url.put(models=",".join(nets) if nets != choices.DEFAULT_NETS else None)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(gap="xxsmall", key="opening"):
            lessons.show_opening("denoise")
        upload.popover("denoise")
        choose_nets()
        keep_it(nets)
    stage(nets)
    again()
    lecture_figures.show()
    steps(nets)
    lessons.show_source("denoise")
    router.next_link("denoise")


router.show(denoise)
