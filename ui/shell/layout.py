"""What every page is made of above and below its own: the opening row, the end, and steps that follow when open."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from ui.shell import lessons, router


def title(page: str) -> None:
    """Title and sentence of a page that has no tools beside them."""
    with st.container(gap="xxsmall", key="opening"):
        lessons.show_opening(page)


@contextmanager
def opening(page: str) -> Iterator[None]:
    """Title and sentence of a page; what is shown inside the block stands to their right."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        title(page)
        yield


def closing(page: str) -> None:
    """The end of a page: where it comes from, and the way on."""
    lessons.show_source(page)
    router.next_link(page)


def unfolded(page: str, folds: Sequence[str] = ()) -> bool:
    """Whether a step of the page is open, or one of its other folds, named by their keys."""
    return lessons.any_step_open(page) or any(st.session_state.get(fold) for fold in folds)


def follow_open_steps(
    page: str,
    fragments: Sequence[str],
    receive: Callable[[], object] | None = None,
    *,
    folds: Sequence[str] = (),
) -> None:
    """For the callback of a component or a widget: the fold below follows it, but only while there is one open.

    The fragment that it stands in runs anyway. Where a step is open, the others run in the same turn, and what they
    show must be taken over before: `receive` does that, or it is there already.

    Args:
        page: whose steps.
        fragments: keys of what runs then, the component's or widget's own first.
        receive: takes over what the component sent.
        folds: keys of other expanders that follow as the steps do.
    """
    if unfolded(page, folds):
        if receive is not None:
            receive()
        st.rerun(list(fragments))
