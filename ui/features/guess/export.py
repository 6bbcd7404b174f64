"""What can be taken home of the game."""

from collections.abc import Iterable

from ui.visuals.tables import as_csv


def table(rounds: Iterable[tuple[int, int, str, bool]]) -> str:
    """CSV of guesses: seed, round from 1, model, and whether the real digit was found."""
    rows = [[seed, number, name, int(right)] for seed, number, name, right in rounds]
    return as_csv(["seed", "round", "model", "found"], rows)
