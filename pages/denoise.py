"""Corrupt a digit and watch several networks, and methods without one, bring it back."""

import streamlit as st
import torch

from ae_core.models.base import SIDE
from ae_core.restoration.corruptions import Corrupted, Corruption
from ui.components.canvas import sent
from ui.components.live import live
from ui.components.spoiler import Scale, Shown, spoiler
from ui.components.spoiler import sent as sent_corruption
from ui.features.denoise import choices, export, iteration, lecture_figures, results, view
from ui.features.denoise.choices import KINDS
from ui.features.denoise.results import Answer, Candidates, Restored
from ui.features.denoise.state import (
    NETS_AT_MOST,
    Asked,
    State,
    keep_slow_answers,
    slow_answers,
    slow_pictures,
)
from ui.inputs import drawing, upload
from ui.resources import models
from ui.shell import downloads, layout, lessons, router
from ui.shell.guard import guarded
from ui.shell.language import N_, _
from ui.shell.session import sticky_choice, widget_key
from ui.visuals.numbers import NONE

CANVAS, SPOILER, NETS = "denoise_canvas", "denoise_spoiler", "denoise_nets"
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


def changed() -> None:
    # What lies below the fold need not follow every movement, only what comes of it.
    picture, corruption = sent(CANVAS), sent_corruption(SPOILER)
    moving = picture is not None and not picture.at_rest
    if moving or (corruption is not None and (not corruption.at_rest or corruption.all_of_it)):
        return

    def receive() -> None:
        drawing.receive(picture)
        State.mine().receive(corruption)

    fragments = ["denoise_stage", "denoise_again", "denoise_steps"]
    layout.follow_open_steps("denoise", fragments, receive, folds=[iteration.FOLD])


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


def source_line(there: drawing.Drawing) -> str:
    return drawing.in_words(
        there,
        fashion=_("Fashion image {index}: no network here has seen clothes."),
        drawn=_("Your drawing, fitted and centred as MNIST's digits were."),
    )


def refused_line(refused: tuple[str, ...]) -> str:
    said = {
        "kind": _("The link names a kind of noise that there is not; here is another."),
        "strength": _("The strength in the link is out of range; here is the nearest one."),
        "seed": _("The seed in the link is no whole number from 0 to 999999; here is another."),
    }
    return next((sentence for name, sentence in said.items() if name in refused), "")


def warning_line(given: Corrupted) -> str:
    if choices.covers_all(given.corruption):
        return _("Nothing of the picture is left. What comes back is what each method makes of nothing.")
    if torch.equal(given.x, given.y):
        return _("The noise changes nothing here: the spoiled picture is identical to the clean one.")
    return ""


def standing(nets: list[str], corruption: Corruption) -> Candidates:
    """The methods on the bench: from here on they are objects."""
    return results.candidates(choices.standing(nets, corruption))


def answers_to(given: Corrupted, candidates: Candidates, with_slow: bool) -> dict[str, Answer]:
    """Each method's answer; None for a slow one whose turn has not come yet."""
    asked = (given.x.numpy().tobytes(), given.corruption)
    known = slow_answers(asked)
    wanted = {
        key: one for key, one in candidates.items() if key not in known and (with_slow or not one.is_slow)
    }
    made = known | results.answers(wanted, given)
    if done := {key: made[key] for key, one in candidates.items() if one.is_slow and key in made}:
        keep_slow_answers(asked, done)
    return {key: made.get(key) for key in candidates}


def restored(nets: list[str], state: State, with_slow: bool) -> tuple[str, Shown]:
    """HTML of the restored pictures, and what the spoiler is told."""
    corruption = state.corruption
    x, why = drawing.current_or_why()
    if x is None:
        return view.empty(why), Shown(None, corruption.fields(), "", complete=True)
    given, candidates, old = corruption.corrupt(x), standing(nets, corruption), slow_pictures()
    before, answers = results.quality(given.y, x), answers_to(given, candidates, with_slow)
    html = (
        view.cards(candidates, answers, before, corruption.kind, old)
        + view.winners(candidates, answers, corruption)
        + view.sentence(refused_line(state.refused) or warning_line(given))
    )
    complete = all(one is not None for one in answers.values())
    return html, Shown(x[0, 0].numpy(), corruption.fields(), view.quality_line(before), complete)


@st.fragment(key="denoise_stage")
@guarded
def stage(nets: list[str]) -> None:
    """What follows pen and slider. As few elements as can be, all of them after the work is done."""
    there, state = drawing.take(CANVAS), State.mine()
    with_slow = state.receive(sent_corruption(SPOILER))
    html, shown = restored(nets, state, with_slow)
    line = view.source(source_line(there))
    Asked(digit=there.test_index, fashion=there.fashion_index).put_in_url("digit", "fashion")
    state.put_in_url()

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
        drawing.surface(CANVAS, changed)
    with middle:
        spoiler(
            shown,
            state.corruption,
            scales(),
            state.strengths,
            memory=state.memory,
            answered=state.answered,
            key=SPOILER,
            on_change=changed,
        )


def psnr(answer: Answer) -> str:
    return view.decibels(answer.quality.psnr) if isinstance(answer, Restored) else NONE


def lesson_values(given: Corrupted, nets: list[str]) -> dict[str, str]:
    """Today's numbers: the corrupted picture, the best method on it, and a network that never saw noise."""
    x, y, corruption = given.x, given.y, given.corruption
    candidates = standing(nets, corruption)
    answers = answers_to(given, candidates, with_slow=True)
    best = results.best(answers, "psnr") or choices.PCA
    plain = next((name for name in nets if models.entry(name).task == "reconstruct"), choices.PCA)
    return {
        "noise": choices.strength_text(corruption.kind, corruption.strength),
        "seed": str(corruption.seed),
        "squared": f"{float((y.clamp(0, 1) - x).square().sum()):.1f}",
        "before": view.decibels(results.quality(y, x).psnr),
        "changed": str(int((y != x).sum())),
        "best": _(candidates[best].label),
        "best_psnr": psnr(answers[best]),
        "plain": models.label(plain),
        "plain_psnr": psnr(answers.get(plain)),
    }


def given_now() -> Corrupted | None:
    """The picture that lies there under the visitor's corruption; None where nothing is drawn."""
    x, _why = drawing.current_or_why()
    return None if x is None else State.mine().corruption.corrupt(x)


@st.fragment(key="denoise_again")
@guarded
def again() -> None:
    """The same network again and again, on what was corrupted last."""
    iteration.show(given_now(), State.mine().corruption.kind)


@st.fragment(key="denoise_steps")
@guarded
def steps(nets: list[str]) -> None:
    given = given_now()
    lessons.show_steps("denoise", None if given is None else lesson_values(given, nets))


def export_menu(nets: list[str]) -> None:
    """The downloads. They are made when pressed, from what lies there then; a blank canvas is a black picture."""

    def made() -> tuple[Corrupted, Candidates, dict[str, Answer]]:
        given = given_now() or State.mine().corruption.corrupt(torch.zeros(1, 1, SIDE, SIDE))
        candidates = standing(nets, given.corruption)
        return given, candidates, answers_to(given, candidates, with_slow=True)

    def picture() -> bytes:
        given, _candidates, answers = made()
        return export.picture(given, answers)

    def figures() -> str:
        there = drawing.drawing()
        source = {"test_digit": there.test_index, "fashion_image": there.fashion_index}
        return export.figures(*made(), source)

    downloads.picture_and_numbers("denoising", picture, figures, _("Figures (JSON)"))


def page() -> None:
    nets = sticky_choice(NETS, lambda: Asked.from_url().models)
    Asked(models=nets).put_in_url("models")
    with layout.opening("denoise"):
        upload.popover("denoise")
        choose_nets()
        export_menu(nets)
    stage(nets)
    again()
    lecture_figures.show()
    steps(nets)
    layout.closing("denoise")


router.show(page)
