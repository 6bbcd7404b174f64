"""Today's numbers for the steps of the page."""

from ae_core.generation.real_or_generated import RARE, Pair, Score, Trait
from ui.features.guess.state import Game
from ui.resources import samples
from ui.visuals.numbers import NONE, percent, percentage


def values(game: Game, shown: Pair, traits: list[Trait]) -> dict[str, str]:
    """Of the pair on the page and of all rounds so far."""
    total = Score(sum(right for _side, right in game.guesses.values()), len(game.guesses))
    low, high = total.interval
    accuracy = samples.classifier_accuracy()
    return {
        "seed": str(game.seed),
        "round": str(game.number + 1),
        "found": str(total.found),
        "rounds": str(total.rounds),
        "low": percent(low),
        "high": percent(high),
        "total": str(traits[0].total),
        "digit": str(shown.digit),
        "rare": percent(RARE),
        "accuracy": NONE if accuracy is None else percentage(accuracy, 2),
    }
