"""A failing page shows one sentence and a way on; the traceback goes to the server's log only."""

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec

import streamlit as st

from ui.shell.language import _

P = ParamSpec("P")
_log = logging.getLogger("lab")


def guarded(part: Callable[P, None]) -> Callable[P, None]:
    """Wrap a page, or a fragment of one. Streamlit's own signals (rerun, stop) are no `Exception` and pass."""

    @functools.wraps(part)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            part(*args, **kwargs)
        except Exception:
            _log.exception("a page failed: %s.%s", part.__module__, part.__qualname__)
            st.error(
                _("Something went wrong here. The rest of the lab goes on working."), icon=":material/error:"
            )
            st.page_link("pages/home.py", label=_("Back to the start"), icon=":material/home:")

    return run
