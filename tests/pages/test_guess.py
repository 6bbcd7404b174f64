"""Real or generated without a browser: a fair order, the tell-tale, the score, messages that are not ours."""

import numpy as np
import pytest

from ae_core import data
from ae_core.generation.real_or_generated import Pair
from tests.support.component_data import component_data
from tests.support.sending import send
from ui.features.guess import export, results, view
from ui.resources import samples

PAIR = "guess_pair"
NAMES = tuple(samples.FAVOURITES)


def shown(at) -> dict:
    return component_data(at, PAIR)


def act(at, **message) -> None:
    """What the browser does when a picture or "next" is pressed."""
    send(at, PAIR, "act", **{"number": shown(at)["number"], **message})
    assert not at.exception
    assert not at.error


def test_a_link_names_the_pair(visit):
    one, same = (visit("guess", seed="12", round="4") for _ in range(2))
    assert shown(one)["pictures"] == shown(same)["pictures"]
    assert shown(one)["number"] == 3
    assert (one.query_params["seed"], one.query_params["round"]) == ("12", "4")


@pytest.mark.parametrize("garbage", [{"seed": "-5", "round": "0"}, {"seed": "x", "round": "1e3"}])
def test_garbage_in_the_link_gives_a_new_game(visit, garbage):
    at = visit("guess", models="nonsense", **garbage)
    assert not at.exception
    assert not at.error
    assert shown(at)["number"] == 0
    assert at.query_params["seed"].isdigit()


def test_nothing_tells_the_answer_before_the_guess(visit):
    there = shown(visit("guess", seed="12"))
    assert there["answer"] is None
    assert set(there) == {"pictures", "number", "answer", "answered", "labels"}


@pytest.mark.parametrize("side", [0, 1])
def test_a_guess_is_answered_and_scored_once(visit, side):
    at = visit("guess", seed="12")
    pair = results.pair(12, 0, NAMES)
    act(at, kind="guess", side=side)
    answer = shown(at)["answer"]
    assert (answer["picked"], answer["real"]) == (side, pair.side)
    assert str(pair.index) in answer["captions"][pair.side]
    assert answer["verdict"] == ("Right." if side == pair.side else "No: that one is generated.")
    act(at, kind="guess", side=1 - side)
    assert shown(at)["answer"]["picked"] == side
    score = component_data(at, "guess_score")["html"]
    assert f"<b>{int(side == pair.side)}</b> of <b>1</b>" in score
    assert f'data-model="{pair.model}"' in score


def test_on_to_the_next_pair_only_after_a_guess(visit):
    at = visit("guess", seed="12")
    act(at, kind="next")
    assert shown(at)["number"] == 0
    act(at, kind="guess", side=0)
    act(at, kind="next")
    assert (shown(at)["number"], shown(at)["answer"]) == (1, None)
    assert at.query_params["round"] == "2"


@pytest.mark.parametrize(
    "message",
    [
        {"kind": "guess", "side": 2},
        {"kind": "guess", "side": 0, "number": 7},
        {"kind": "cheat", "side": 0},
        {"kind": "guess", "side": 0, "sequence": "1"},
        {"kind": "guess"},
    ],
)
def test_a_message_that_no_pair_sends_changes_nothing(visit, message):
    at = visit("guess", seed="12")
    act(at, **message)
    assert shown(at)["answer"] is None
    assert shown(at)["number"] == 0


def test_start_again_gives_other_pairs_and_an_empty_score(visit):
    at = visit("guess", seed="12")
    act(at, kind="guess", side=0)
    next(button for button in at.button if "Start again" in button.label).click().run()
    assert at.query_params["seed"] != "12"
    assert shown(at)["answer"] is None
    assert "will stand here" in component_data(at, "guess_score")["html"]
    # The browser goes on counting its acts from where it was.
    act(at, kind="guess", side=0)
    assert shown(at)["answer"] is not None


def test_left_and_right_are_a_fair_toss_and_classes_agree():
    pairs = [results.pair(8, number, NAMES) for number in range(100)]
    assert 30 <= sum(pair.side for pair in pairs) <= 70
    labels = data.test_set()[1]
    assert all(labels[pair.index] == pair.digit for pair in pairs)


def blurred(x: np.ndarray) -> np.ndarray:
    from skimage.filters import gaussian

    return gaussian(x, 1.2).astype(np.float32)


def a_pair(drawn) -> Pair:
    images, labels = data.test_set()
    index = 0  # a clear 7
    real = (images[index] / 255).astype(np.float32)
    return Pair("vae_d2", 0, index, int(labels[index]), real, drawn(real))


def test_blur_is_what_gives_a_blurred_digit_away():
    pair = a_pair(blurred)
    first = results.traits(pair)[0]
    assert first.is_rare
    assert first.kind in {"edges", "grey"}
    assert f"{first.alike} of {first.total} real 7s" in view.told([first], 7)


def test_nothing_gives_a_real_digit_away():
    found = results.traits(a_pair(lambda real: real.copy()))
    assert all(trait.drawn == trait.real for trait in found)
    assert not found[0].is_rare
    assert view.told(found, 7).startswith("Nothing")


def test_broken_strokes_and_faint_ink_are_seen():
    def broken(real):
        cut = real.copy()
        cut[12:14] = cut[19:21] = 0
        return cut

    def kinds(pair):
        return {trait.kind: trait for trait in results.traits(pair)}

    pieces = kinds(a_pair(broken))["pieces"]
    assert pieces.drawn > 1
    assert pieces.is_rare
    faint = kinds(a_pair(lambda real: 0.4 * real))["pieces"]
    assert (faint.drawn, faint.alike) == (0, 0)
    assert "faint" in view.told([faint], 7)


def test_guesses_as_csv():
    assert export.table([(1, 2, "vae_d2", True)]) == "seed,round,model,found\n1,2,vae_d2,1\n"


def test_an_open_step_shows_todays_numbers(visit):
    at = visit("guess", seed="12")
    for step in range(4):
        at.session_state[f"guess-step-{step}"] = True
    act(at, kind="guess", side=0)
    text = " ".join(markdown.value for markdown in at.markdown)
    assert "{{" not in text
    assert "of 1. Guessing" in text


def test_models_that_cannot_be_loaded_take_no_part(visit, checkpoints):
    for path in checkpoints.glob("vae_d2.*"):
        path.unlink()
    at = visit("guess", seed="77", models="vae_d2,ae_d2")
    assert not at.exception
    assert not at.error
    act(at, kind="guess", side=0)
    assert 'data-model="ae_d2"' in component_data(at, "guess_score")["html"]


def test_without_any_checkpoint_there_is_a_sentence(visit, checkpoints):
    for path in checkpoints.iterdir():
        path.unlink()
    at = visit("guess")
    assert not at.exception
    assert not at.error
    assert len(at.warning) == 1


def test_without_the_classifier_the_game_goes_on(visit, checkpoints):
    for path in checkpoints.glob("digit_classifier.*"):
        path.unlink()
    at = visit("guess", seed="78", models="ae_d2")
    act(at, kind="guess", side=1)
    assert "confidence" not in shown(at)["answer"]["why"]
