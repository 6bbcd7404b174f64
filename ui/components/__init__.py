"""Our own browser components (Streamlit Components v2), one folder each: the Python face, its .js and its .css.

There is no build step. A script or a stylesheet names the files that must stand before it in lines at its beginning,
`// uses: shared/mounted.js, shared/svg.js` or `/* uses: shared/base.css */`, and a face names its own file only: `text`
puts all of them one after the other, and that is one script, where they meet as globals.
"""

import re
from pathlib import Path

FOLDER = Path(__file__).parent
_USES = re.compile(r"(?://|/\*) uses: (?P<names>[^*\n]*[^*\s])(?: \*/)?\n")


class UsesError(ValueError):
    """A file of a component that uses one that is not there, or that uses itself by way of others."""


def used(content: str) -> list[str]:
    """What the lines at the beginning of a script or a stylesheet name, in their order."""
    names: list[str] = []
    while line := _USES.match(content):
        names += line["names"].split(", ")
        content = content[line.end() :]
    return names


def glued(*names: str, folder: Path = FOLDER) -> list[str]:
    """The files to put one after the other: what each of these uses, before it; then itself; none of them twice.

    Args:
        names: of files, from this folder on, such as "walk/walk.js".
        folder: where they are; another one for tests only.

    Raises:
        UsesError: a file names one that does not exist, or is used by one that it uses.
    """
    order: list[str] = []

    def add(name: str, users: tuple[str, ...]) -> None:
        if name in users:
            raise UsesError(" uses ".join([*users[users.index(name) :], name]))
        if name in order:
            return
        if not (folder / name).is_file():
            raise UsesError(f"{users[-1] if users else 'a component'} uses {name}, which does not exist")
        for other in used((folder / name).read_text(encoding="utf-8")):
            add(other, (*users, name))
        order.append(name)

    for name in names:
        add(name, ())
    return order


def text(*names: str, folder: Path = FOLDER) -> str:
    """These files of this folder, such as "walk/walk.js", and before each what it uses, as one text."""
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in glued(*names, folder=folder))
