"""What the components' scripts define and name: they meet as globals, so that nothing else would notice a mistake."""

import re
from pathlib import Path

# What is no code, and what stands at the left edge and is defined.
_COMMENT_OR_TEXT = re.compile(
    r'/\*.*?\*/|(?<![:\\])//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S
)
_DEFINED = re.compile(
    r"(?m)^(?:export (?:default )?)?(?:async )?(?:function\*?|const|let|var|class) ([\w$]+)"
)
_NAME = re.compile(r"(?<![\w$.])[A-Za-z_$][\w$]*(?!\s*:(?!:))|(?<=\.\.\.)[A-Za-z_$][\w$]*")


def code(script: str) -> str:
    """The script without its comments and texts; what stands in a template is kept."""
    return _COMMENT_OR_TEXT.sub(" ", script)


def defined(script: str) -> list[str]:
    """The functions and constants that a script puts where others can see them."""
    return _DEFINED.findall(code(script))


def named(script: str) -> set[str]:
    """All that a script names, its own included."""
    return set(_NAME.findall(code(script)))


def scripts(folder: Path) -> dict[str, str]:
    """Every script of the components by its name, from that folder on."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.js"))
    }


def is_entry(script: str) -> bool:
    """Whether Streamlit calls it: a component's own script, which no other script uses."""
    return "export default" in code(script)


def defined_twice(given: dict[str, str]) -> list[str]:
    """Names that a second script defines as well, or one script twice."""
    homes: dict[str, str] = {}
    complaints = []
    for name, script in given.items():
        for what in defined(script):
            if what in homes:
                complaints.append(f"{what} is defined in {homes[what]} and in {name}")
            homes.setdefault(what, name)
    return complaints


def needed(given: dict[str, str]) -> dict[str, list[str]]:
    """For each script the others whose functions and constants it names: of its own folder, or shared."""
    homes = {what: name for name, script in given.items() if not is_entry(script) for what in defined(script)}

    def near(name: str, other: str) -> bool:
        return name != other and other.split("/", 1)[0] in ("shared", name.split("/", 1)[0])

    return {
        name: sorted({homes[what] for what in named(script) & homes.keys() if near(name, homes[what])})
        for name, script in given.items()
    }
