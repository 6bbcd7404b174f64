"""A picture from the visitor's disk, laid on the canvas."""

import streamlit as st

from ae_core import DrawingError
from ae_core.data.drawing import read_image
from ui.inputs import drawing
from ui.shell import errors
from ui.shell.language import _


def _receive(key: str, problem_key: str) -> None:
    st.session_state[problem_key] = None
    file = st.session_state[key]
    if file is None:
        return
    try:
        drawing.take_image(read_image(file.getvalue()))
    except DrawingError as error:
        st.session_state[problem_key] = errors.sentence(error)


def popover(page: str) -> None:
    """A button that opens the choice of a file, with a sentence below where the last one could not be used."""
    key, problem_key = f"{page}_upload", f"{page}_upload_problem"
    with st.popover(_("Upload"), icon=":material/upload:"):
        st.file_uploader(
            _("A PNG or JPEG of one digit"),
            type=["png", "jpg", "jpeg"],
            key=key,
            on_change=_receive,
            args=(key, problem_key),
        )
        if problem := st.session_state.get(problem_key):
            st.error(problem)
