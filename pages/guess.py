"""Real or generated: pairs to choose between, what gave the generated one away, and the score of this session."""

import streamlit as st

from ae_core import data
from ae_core.generation import real_or_generated
from ae_core.generation.real_or_generated import Pair
from ui.components.live import live
from ui.components.pair import Answer, pair, sent
from ui.features.guess import export, lesson, results, view
from ui.features.guess.state import Game
from ui.resources import models, samples
from ui.shell import downloads, layout, lessons, router
from ui.shell.downloads import Download
from ui.shell.guard import guarded
from ui.shell.language import _
from ui.shell.session import sticky_choice, widget_key
from ui.visuals import png

PAIR, MODELS = "guess_pair", "guess_models"


def answer(game: Game, shown: Pair) -> Answer | None:
    guess = game.guess_of(shown)
    if guess is None:
        return None
    side, right = guess
    real = _("by hand: test digit {index}, a {digit}").format(index=shown.index, digit=shown.digit)
    drawn = _("generated: {model}").format(model=models.label(shown.model))
    verdict = _("Right.") if right else _("No: that one is generated.")
    captions = (real, drawn) if shown.side == 0 else (drawn, real)
    return Answer(side, shown.side, captions, verdict, str(view.why(shown, results.traits(shown))))


def pictures(shown: Pair) -> tuple[str, str]:
    real, drawn = (png.data_uri(data.to_pixels(image)) for image in (shown.real, shown.drawn))
    return (real, drawn) if shown.side == 0 else (drawn, real)


def menu(game: Game) -> None:
    offered = samples.offered()
    with st.popover(_("More"), icon=":material/tune:"):
        st.multiselect(_("Models"), offered, format_func=models.labels(offered).get, key=widget_key(MODELS))
        st.button(_("Start again with other pairs"), on_click=game.start_again, icon=":material/restart_alt:")
        guesses = Download(
            _("My guesses (CSV)"),
            lambda: export.table(game.rounds()),
            "autoencoder-lab-guesses.csv",
            "guess_csv",
            icon=":material/download:",
        )
        downloads.button(guesses)


def score_html(game: Game) -> str:
    scores = real_or_generated.scores((name, right) for _seed, _round, name, right in game.rounds())
    return view.score_html(scores, models.labels(scores))


@st.fragment(key="guess_stage")
@guarded
def stage(names: tuple[str, ...]) -> None:
    game = Game.mine()
    game.receive(sent(PAIR), results.pair(game.seed, game.number, names))
    game.put_in_url("seed", "number")
    shown = results.pair(game.seed, game.number, names)
    left, right = st.columns([560, 440], gap="medium")
    with left:
        pair(pictures(shown), game.number, answer(game, shown), game.answered, key=PAIR)
    with right:
        live(score_html(game), key="guess_score")
    values = None
    if lessons.any_step_open("guess"):
        values = lesson.values(game, shown, results.traits(shown))
    lessons.show_steps("guess", values)


def page() -> None:
    game = Game.mine()
    game.names = sticky_choice(MODELS, lambda: game.names) or samples.FAVOURITES
    game.put_in_url("names")
    names = models.loadable(game.names)
    with layout.opening("guess"):
        menu(game)
    if names:
        stage(tuple(names))
    else:
        st.warning(_("None of these models can be loaded: their checkpoints are missing or damaged."))
    layout.closing("guess")


router.show(page)
