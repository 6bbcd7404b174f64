"""Our own browser components (Streamlit Components v2), one folder each: the Python face, its .js and its .css."""

from pathlib import Path

_FOLDER = Path(__file__).parent


def text(*names: str) -> str:
    """Files of this folder, such as "walk/walk.js", one after the other: a component's files make one script."""
    return "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in names)
