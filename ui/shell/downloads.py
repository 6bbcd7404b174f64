"""What a page offers to take home. A file is made when its button is pressed, from what is there then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import streamlit as st

from ui.shell.language import _

# By the file's ending: its type, and the icon that stands for such a file.
_KINDS = {
    ".png": ("image/png", ":material/image:"),
    ".gif": ("image/gif", ":material/movie:"),
    ".csv": ("text/csv", ":material/table:"),
    ".json": ("application/json", ":material/data_object:"),
    ".html": ("text/html", ":material/download:"),
    ".safetensors": ("application/octet-stream", ":material/download:"),
}


@dataclass(frozen=True)
class Download:
    """One file to take home.

    make: gives its content; or the content, where it is there anyway. file: its name, whose ending says what it is.
    key: of the button. icon: where it is not the one of such files. help: said on hovering. disabled: nothing to take.
    """

    label: str
    make: Callable[[], bytes | str] | bytes | str
    file: str
    key: str
    icon: str = ""
    help: str | None = None
    disabled: bool = False


def button(one: Download, width: str = "content") -> None:
    """The button of one file."""
    mime, icon = _KINDS[PurePath(one.file).suffix]
    st.download_button(
        one.label,
        one.make,
        one.file,
        mime,
        key=one.key,
        on_click="ignore",
        disabled=one.disabled,
        icon=one.icon or icon,
        help=one.help,
        width=width,
    )


def popover(files: Sequence[Download]) -> None:
    """One button for several files, which it unfolds."""
    with st.popover(_("Keep"), icon=":material/download:"):
        for one in files:
            button(one, "stretch")


def picture_and_numbers(
    name: str, picture: Callable[[], bytes], numbers: Callable[[], str], numbers_label: str
) -> None:
    """What several pages offer: all that is on screen as one picture, and its numbers as JSON. name: of both files."""
    popover(
        [
            Download(_("Picture (PNG)"), picture, f"{name}.png", f"{name}-png"),
            Download(numbers_label, numbers, f"{name}.json", f"{name}-json"),
        ]
    )
