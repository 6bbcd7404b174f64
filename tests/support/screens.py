"""The screen that a link opens, in few words: what its widgets are set to and what its components are told.

Not wording and not pixels: names, numbers and switches. `python -m tests.support.screens` writes screens.json anew;
that is right only for new links, and where an old one is meant to open another screen than before.
"""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, DownloadButton, FileUploader, Widget

from tests.support.links import LINKS, PAGES, Link
from tests.support.recording import open_link

RECORDED = Path(__file__).with_name("screens.json")
LONGEST_LIST = 12  # what is longer is data, not a choice
CLOSE = 1e-3  # numbers from two machines may be as far apart as this, of their size
_NAME = re.compile(r"[\w:.,;#+-]{1,80}")
_WORDS = {
    "labels",
    "badges",
    "classes",
    "buttons",
    "scales",
    "rows",
    "bands",
    "names",
}  # the same on all links
_MARKED = re.compile(r'data-(?:model|key|cell)="([^"]+)"')
_IMAGE = re.compile(r">\s*#(\d+)\s*<")  # index of a test image, as captions have it
_PRESSED = re.compile(r'<[^>]*\baria-(?:pressed|selected|current|expanded)="true"[^>]*>')
_HASH = re.compile(r"[0-9a-f]{12,}")  # of weights, or drawn for this session
_CATALOGUE = "zoo_table.html shows"  # all models there are: it grows with every new one
_NO_CHOICE = (Button, DownloadButton, FileUploader)

# For each page few links that together carry all its parameters, and some that say what cannot be.
_PATH = "1.000,1.000;2.500,0.500;4.000,-1.000"
WALKED = (
    *PAGES,
    "draw ko",
    *(link.name for link in LINKS if link.name.endswith(" everything")),
    "draw fashion=12",
    "denoise fashion=12",
    "denoise again=ae_conv_d30 kind=gaussian strength=0.8 digit=7 unfolded",
    f"latent_map model=pca_d2 compare=1 path={_PATH} path_on=ae_d2",
    f"interpolation model=pca_d2 path={_PATH}",
    *(f"{page} garbage" for page in ("denoise", "noise", "latent_map", "interpolation")),
)


def walked() -> list[Link]:
    """The links of `WALKED`, a page's own first."""
    by_name = {link.name: link for link in LINKS}
    return [by_name[name] for name in WALKED]


def _compact(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """What of a component's data is a choice: numbers, switches and names, by the path to them."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in _WORDS:
                yield from _compact(f"{path}.{name}", one)
    elif isinstance(value, list):
        if len(value) > LONGEST_LIST:
            return
        plain = [one for one in value if isinstance(one, int | float) or one is None]
        if len(plain) == len(value):
            yield path, value
        else:
            for position, one in enumerate(value):
                yield from _compact(f"{path}[{position}]", one)
    elif isinstance(value, str):
        yield from _compact_text(path, value)
    elif value is None or isinstance(value, int | float):
        yield path, value


def _compact_text(path: str, text: str) -> Iterator[tuple[str, Any]]:
    if text.lstrip().startswith("<"):
        if marked := list(dict.fromkeys(_MARKED.findall(text))):
            yield f"{path} shows", " ".join(marked)
        if pressed := [one for tag in _PRESSED.findall(text) for one in _MARKED.findall(tag)]:
            yield f"{path} pressed", " ".join(pressed)
        if images := _IMAGE.findall(text):
            yield f"{path} images", " ".join(images)
    elif _NAME.fullmatch(text):
        yield path, _HASH.sub("*", text)


def screen(at: AppTest) -> dict[str, Any]:
    """The values of the screen by widget, or by component and field."""
    found: dict[str, Any] = {"sentences on the link": len(at.main.info) + len(at.main.warning)}
    for node in at.main:
        if isinstance(node, Widget) and node.key and not isinstance(node, _NO_CHOICE):
            found[node.key] = json.loads(json.dumps(node.value, default=str))
    for component in at.main.get("bidi_component"):
        if component.proto.component_name == "lab_blob":
            found.setdefault("blobs", []).append(_HASH.sub("*", component.key))
        elif component.proto.WhichOneof("data") == "json":
            data = json.loads(component.proto.json)
            found.update(_compact(component.key, data))
    found.pop(_CATALOGUE, None)
    return found


def opened(link: Link) -> tuple[AppTest, dict[str, Any], dict[str, str]]:
    """The session, its screen and the query string after the run."""
    at = open_link(link)
    return at, screen(at), dict(sorted(at.query_params.items()))


def alike(recorded: Any, found: Any) -> bool:
    """Whether two values are the same, numbers nearly."""
    if isinstance(recorded, list) and isinstance(found, list):
        return len(recorded) == len(found) and all(map(alike, recorded, found))
    numbers = [one for one in (recorded, found) if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(numbers) == 2:
        return math.isclose(*numbers, rel_tol=CLOSE, abs_tol=CLOSE)
    return bool(recorded == found)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.5g}")
    return [_rounded(one) for one in value] if isinstance(value, list) else value


def described() -> dict[str, Any]:
    """What screens.json holds: of each link what is not as on the page's own, of that one what any of them changes."""
    plain: dict[str, dict[str, Any]] = {}
    found = {}
    for link in walked():
        _at, shown, query = opened(link)
        shown = {path: _rounded(one) for path, one in shown.items()}
        usual = plain.setdefault(link.page, shown)
        changed = {path: one for path, one in shown.items() if not alike(usual.get(path, ...), one)}
        changed |= {path: None for path in usual if path not in shown}
        found[link.name] = {"query": query, "screen": changed}
    for page in PAGES:
        driven = {path for link in walked() if link.page == page for path in found[link.name]["screen"]}
        found[page]["screen"] = {path: one for path, one in plain[page].items() if path in driven}
    return found


def expected(link: Link, recorded: dict[str, Any]) -> dict[str, Any]:
    """The screen that screens.json tells of this link; None for what is not there."""
    return recorded[link.page]["screen"] | recorded[link.name]["screen"]


def _line(name: str, value: Any) -> str:
    return f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"


def as_text(found: dict[str, Any]) -> str:
    """JSON with a line a value."""
    links = []
    for name, one in found.items():
        screen_ = ",\n".join(f"      {_line(path, value)}" for path, value in one["screen"].items())
        links.append(
            f"  {json.dumps(name, ensure_ascii=False)}: {{\n    {_line('query', one['query'])},\n"
            f'    "screen": {{{chr(10) + screen_ + chr(10) + "    " if screen_ else ""}}}\n  }}'
        )
    return "{\n" + ",\n".join(links) + "\n}\n"


if __name__ == "__main__":
    RECORDED.write_text(as_text(described()), encoding="utf-8")
