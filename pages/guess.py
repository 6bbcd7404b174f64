"""Real or generated: pairs to choose between, what gave the generated one away, and the score of this session."""

import random
from dataclasses import dataclass, field

import streamlit as st

from ui.components.live import live
from ui.components.pair import Answer, pair, sent
from ui.features.generate import view as prior_sheet
from ui.features.guess import results
from ui.features.guess import view as telltale
from ui.features.guess.results import Pair
from ui.resources import models, samples
from ui.shell import lessons, router, url
from ui.shell.guard import guarded
from ui.shell.language import _
from ui.shell.session import sticky_choice, widget_key
from ui.visuals import digits, png

PAIR, MODELS = "guess_pair", "guess_models"
ROUNDS = 100_000
_GAME = "guess_game"


@dataclass
class Game:
    """A visitor's game.

    number: of the round, from 0. guesses: side picked and whether it was the real one, by (seed, round, model).
    """

    seed: int
    number: int = 0
    answered: int = 0
    guesses: dict[tuple[int, int, str], tuple[int, bool]] = field(default_factory=dict)


def game() -> Game:
    if _GAME not in st.session_state:
        asked = url.whole_number("seed", 0, samples.SEEDS - 1)
        seed = random.randrange(samples.SEEDS) if asked is None else asked
        number = url.whole_number("round", 1, ROUNDS)
        st.session_state[_GAME] = Game(seed, (number or 1) - 1)
    return st.session_state[_GAME]


def asked_models() -> list[str]:
    return url.names("models", samples.offered()) or samples.FAVOURITES


def receive(now: Game, names: list[str]) -> None:
    """Work on the visitor's last act, once; one about another round than this comes too late."""
    act = sent(PAIR)
    if act is None or act.sequence <= now.answered:
        return
    now.answered = act.sequence
    if act.number != now.number:
        return
    shown = results.pair(now.seed, now.number, tuple(names))
    round_ = (now.seed, now.number, shown.model)
    if act.side is None and round_ in now.guesses:
        now.number = (now.number + 1) % ROUNDS
    elif act.side is not None and round_ not in now.guesses:
        now.guesses[round_] = (act.side, act.side == shown.side)


def answer(now: Game, shown: Pair) -> Answer | None:
    guess = now.guesses.get((now.seed, now.number, shown.model))
    if guess is None:
        return None
    side, right = guess
    real = _("by hand: test digit {index}, a {digit}").format(index=shown.index, digit=shown.digit)
    drawn = _("generated: {model}").format(model=models.label(shown.model))
    verdict = _("Right.") if right else _("No: that one is generated.")
    captions = (real, drawn) if shown.side == 0 else (drawn, real)
    return Answer(side, shown.side, captions, verdict, telltale.why(shown, results.traits(shown)))


def pictures(shown: Pair) -> tuple[str, str]:
    real, drawn = (png.data_uri(digits.to_pixels(image)) for image in (shown.real, shown.drawn))
    return (real, drawn) if shown.side == 0 else (drawn, real)


def start_again() -> None:
    st.session_state[_GAME] = Game(random.randrange(samples.SEEDS), answered=game().answered)


def menu(now: Game) -> None:
    with st.popover(_("More"), icon=":material/tune:"):
        st.multiselect(
            _("Models"),
            samples.offered(),
            format_func=models.labels(samples.offered()).get,
            key=widget_key(MODELS),
        )
        st.button(_("Start again with other pairs"), on_click=start_again, icon=":material/restart_alt:")
        st.download_button(
            _("My guesses (CSV)"),
            lambda: telltale.as_csv(
                (seed, number + 1, name, right)
                for (seed, number, name), (_side, right) in now.guesses.items()
            ),
            "autoencoder-lab-guesses.csv",
            "text/csv",
            key="guess_csv",
            on_click="ignore",
            icon=":material/download:",
        )


def current_scores(now: Game) -> dict[str, results.Score]:
    return results.scores((name, right) for (_seed, _round, name), (_side, right) in now.guesses.items())


def lesson_values(now: Game, shown: Pair) -> dict[str, str] | None:
    if not lessons.any_step_open("guess"):
        return None
    total = results.Score(sum(right for _side, right in now.guesses.values()), len(now.guesses))
    low, high = total.interval
    return {
        "seed": str(now.seed),
        "round": str(now.number + 1),
        "found": str(total.found),
        "rounds": str(total.rounds),
        "low": prior_sheet.percent(low),
        "high": prior_sheet.percent(high),
        "total": str(results.traits(shown)[0].total),
        "digit": str(shown.digit),
        "rare": prior_sheet.percent(results.RARE),
        "accuracy": prior_sheet.judge_accuracy(),
    }


@st.fragment(key="guess_stage")
@guarded
def stage(names: list[str]) -> None:
    now = game()
    receive(now, names)
    url.put(seed=now.seed, round=now.number + 1)
    shown = results.pair(now.seed, now.number, tuple(names))
    left, right = st.columns([560, 440], gap="medium")
    with left:
        pair(pictures(shown), now.number, answer(now, shown), now.answered, key=PAIR)
    with right:
        live(telltale.score_html(current_scores(now)), key="guess_score")
    lessons.show_steps("guess", lesson_values(now, shown))


def guess() -> None:
    chosen = sticky_choice(MODELS, asked_models) or samples.FAVOURITES
    names = models.loadable(chosen)
    url.put(models=",".join(chosen) if chosen != samples.FAVOURITES else None)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        with st.container(gap="xxsmall", key="opening"):
            lessons.show_opening("guess")
        menu(game())
    if names:
        stage(names)
    else:
        st.warning(_("None of these models can be loaded: their checkpoints are missing or damaged."))
    lessons.show_source("guess")
    router.next_link("guess")


router.show(guess)
