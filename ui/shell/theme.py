"""Colours and the one stylesheet of the page around our components."""

from pathlib import Path

import streamlit as st

ICON = Path(__file__).parent / "icon.png"
SIDEBAR_WIDTH = 216  # the same in page.css

# Petroff 2021 (arXiv 2107.02270), a ten-colour cycle optimised for colour-vision deficiencies. One colour a digit,
# the same on every page, in light and dark; a label always stands beside the colour.
CLASS_COLOURS = (
    "#3f90da",
    "#ffa90e",
    "#bd1f01",
    "#94a4a2",
    "#832db6",
    "#a96b59",
    "#e76300",
    "#b9ac70",
    "#717581",
    "#92dadd",
)
# Missing ink takes the input's hue, surplus ink the output's; both read on a light and on a dark ground.
MISSING, SURPLUS = (47, 125, 225), (233, 110, 25)


def rgb(colour: str) -> tuple[int, int, int]:
    """'#3f90da' -> (63, 144, 218)."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def text_on(colour: str) -> str:
    """Black or white, whichever reads better on the colour (WCAG relative luminance)."""
    channels = [value / 255 for value in rgb(colour)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else "#ffffff"


def is_dark() -> bool:
    """Whether this visitor sees the dark theme."""
    return st.context.theme.type == "dark"


def configure_page() -> None:
    """Tab title and icon, width, and the calm of the page around our components. The first thing of every run."""
    st.set_page_config(
        page_title="Autoencoder Lab", page_icon=ICON, layout="wide", initial_sidebar_state=SIDEBAR_WIDTH
    )
    st.html(Path(__file__).parent / "page.css")
