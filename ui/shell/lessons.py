"""The prose: `lessons/LANGUAGE/PAGE.md`, with today's numbers filled in.

A lesson starts with a `# title` and one sentence on what to try. Each `## heading` after that is a folded step, except
`## source`, the last one, which stays open. `{{name}}` stands for a number or text that the page fills in.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from ui.shell import language

FOLDER = Path(__file__).parents[2] / "lessons"
SOURCE = "source"
PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True)
class Lesson:
    """A page's prose: title, what to try, steps as (heading, body), and where it comes from."""

    title: str
    sentence: str
    steps: tuple[tuple[str, str], ...]
    source: str


@functools.cache
def parse(text: str) -> Lesson:
    """Split a lesson's Markdown into its parts."""
    opening, *sections = re.split(r"^## +", text, flags=re.MULTILINE)
    title, _newline, sentence = opening.strip().removeprefix("# ").partition("\n")
    steps = [tuple(part.strip() for part in section.partition("\n")[::2]) for section in sections]
    source = "".join(body for heading, body in steps if heading == SOURCE)
    return Lesson(title.strip(), sentence.strip(), tuple(s for s in steps if s[0] != SOURCE), source)


def lesson(page: str) -> Lesson:
    """The page's lesson in this visitor's language."""
    return parse((FOLDER / language.current() / f"{page}.md").read_text(encoding="utf-8"))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each `{{name}}` replaced.

    Raises:
        KeyError: the text asks for a value that the page does not have.
    """
    return PLACEHOLDER.sub(lambda match: values[match[1]], text)


def show_opening(page: str) -> None:
    """Title and the sentence on what to try, at the top of a page."""
    prose = lesson(page)
    st.title(prose.title, anchor=False)
    st.markdown(prose.sentence)


def _step_key(page: str, position: int) -> str:
    return f"{page}-step-{position}"


def any_step_open(page: str) -> bool:
    """Whether the visitor has unfolded a step of the page."""
    count = len(lesson(page).steps)
    return any(st.session_state.get(_step_key(page, position)) for position in range(count))


def show_columns(page: str) -> None:
    """A short lesson's sections side by side, open."""
    prose = lesson(page)
    for column, (heading, body) in zip(st.columns(len(prose.steps), gap="medium"), prose.steps, strict=True):
        column.subheader(heading, anchor=False)
        column.markdown(body)


def show_source(page: str) -> None:
    """The lecture that a page comes from."""
    st.caption(lesson(page).source)


def show_steps(page: str, values: Mapping[str, str] | None) -> None:
    """What is happening, in folded steps with today's numbers (None while there are none)."""
    prose = lesson(page)
    st.subheader(language._("What is happening"), anchor=False)
    for position, (heading, body) in enumerate(prose.steps):
        step = st.expander(heading, key=_step_key(page, position), on_change="rerun")
        # A closed step is not typeset at every stroke.
        if step.open:
            if values is None:
                step.caption(language._("This step shows the numbers of your digit: draw one first."))
            else:
                step.markdown(filled(body, values))
