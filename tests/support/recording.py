"""What a link shows, as data: every element in order with all it was given. Knows the lab only by its `app.py`."""

import base64
import contextlib
import hashlib
import html.parser
import json
import random
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any
from unittest import mock

from google.protobuf.message import Message
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element, Widget
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from tests.support.links import Link

ROOT = Path(__file__).parents[2]
_LONGEST = 400  # characters of a data address that stay in the record; of longer ones the hash does
_ELEMENT_ID = re.compile(r"\$\$ID-[0-9a-f]+-")
_DATA_ADDRESS = re.compile(r"data:([\w/+.-]+)(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=]+)")
_RANDOM = ("deferred_file_id",)  # Streamlit's own, new in every run
# Hashes and numbers that say where in the file or tree a thing stands, not what is on the page.
_OF_NO_MATTER = {"page_script_hash"}

Keep = Callable[[bytes], None]


class _Canonical(html.parser.HTMLParser):
    """HTML in one spelling: attributes sorted, characters escaped in one way, runs of white space one space."""

    def __init__(self, address: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._address = address

    def _tag(self, tag: str, attributes: list[tuple[str, str | None]], end: str) -> None:
        said = "".join(
            f' {name}="{escape(" ".join(self._address(value or "").split()))}"'
            for name, value in sorted(attributes)
        )
        self.parts.append(f"<{tag}{said}{end}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag(tag, attrs, "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag(tag, attrs, "/")

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(re.sub(r"[ \t\r\n]+", " ", self._address(data)), quote=False))


class Recorder:
    """Turns what an AppTest shows into JSON; `keep` is given the bytes of which the record has the hash only."""

    def __init__(self, keep: Keep = lambda content: None) -> None:
        self._keep = keep
        self.components: dict[str, dict[str, str]] = {}
        self.drawn_tokens: set[str] = set()

    def _bytes(self, content: bytes) -> str:
        self._keep(content)
        return f"{len(content)} bytes, sha256 {hashlib.sha256(content).hexdigest()}"

    def _addresses(self, text: str) -> str:
        def short(found: re.Match[str]) -> str:
            if len(found[0]) <= _LONGEST:
                return found[0]
            return f"[{found[1]}: {self._bytes(base64.b64decode(found[2] + '=='))}]"

        return _DATA_ADDRESS.sub(short, text)

    def text(self, text: str) -> str:
        """A string of the page, HTML in its canonical spelling, long data addresses as hashes."""
        for token in self.drawn_tokens:
            text = text.replace(token, "[random]")
        stripped = _ELEMENT_ID.sub("", text).strip()
        if stripped.startswith("<") and stripped.endswith(">"):
            parser = _Canonical(self._addresses)
            parser.feed(stripped)
            parser.close()
            return "".join(parser.parts)
        return self._addresses(_ELEMENT_ID.sub("", text))

    def data(self, value: Any) -> Any:
        """JSON with its strings in the spelling of `text`, Plotly's packed numbers as hashes."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            if set(value) >= {"dtype", "bdata"}:
                packed = f"{value['dtype']}: {self._bytes(base64.b64decode(value['bdata']))}"
                return {**{k: v for k, v in value.items() if k != "bdata"}, "bdata": packed}
            return {key: self.data(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.data(one) for one in value]
        return value

    def message(self, proto: Message) -> dict[str, Any]:
        """A Protobuf message's fields that are set, by name."""
        found = {}
        for descriptor, value in proto.ListFields():
            if descriptor.name in _RANDOM or descriptor.name in _OF_NO_MATTER:
                found[descriptor.name] = "[not recorded]"
            elif descriptor.message_type and descriptor.message_type.GetOptions().map_entry:
                found[descriptor.name] = {str(key): self._one(one) for key, one in sorted(value.items())}
            elif descriptor.is_repeated:
                found[descriptor.name] = [self._one(one) for one in value]
            else:
                found[descriptor.name] = self._one(value)
        return found

    def _one(self, value: Any) -> Any:
        if isinstance(value, Message):
            return self.message(value)
        if isinstance(value, bytes):
            return self._bytes(value)
        if isinstance(value, str) and value[:1] in "[{" and value[-1:] in "]}":
            with contextlib.suppress(ValueError):
                return self.data(json.loads(value))
        return self.text(value) if isinstance(value, str) else value

    def _component(self, fields: dict[str, Any]) -> dict[str, Any]:
        """A component of ours: its HTML, style and script are kept once for all links."""
        parts = {name: fields.pop(name, "") for name in ("html_content", "css_content", "js_content")}
        name = fields.get("component_name", "")
        if self.components.setdefault(name, parts) != parts:
            fields.update(parts)
        return fields

    def element(self, node: Element, depth: int) -> dict[str, Any]:
        """One element."""
        fields = self.message(node.proto)
        if node.type == "bidi_component":
            fields = self._component(fields)
        found = {"element": node.type, "depth": depth, "key": node.key, **fields}
        if isinstance(node, Widget):
            found["now"] = self.data(json.loads(json.dumps(node.value, default=str)))
        return found

    def elements(self, node: Block, depth: int = 0) -> Iterator[dict[str, Any]]:
        """A block and all that is in it, in the order of the page."""
        proto = node.proto if isinstance(node.proto, Message) else None
        if depth:
            fields = self.message(proto) if proto is not None else {}
            yield {"element": f"block {node.type}", "depth": depth, "key": node.key, **fields}
        for child in node.children.values():
            if isinstance(child, Block):
                yield from self.elements(child, depth + 1)
            else:
                yield self.element(child, depth + 1)


@contextlib.contextmanager
def _tokens_noted(recorder: Recorder) -> Iterator[None]:
    """Random names drawn meanwhile are known to the recorder; dice fall the same way in every recording."""
    draw, dice = secrets.token_hex, random.Random(5)

    def token_hex(count: int | None = None) -> str:
        token = draw(count)
        recorder.drawn_tokens.add(token)
        return token

    random.seed(5)
    with (
        mock.patch.object(secrets, "token_hex", token_hex),
        mock.patch.object(secrets, "randbelow", dice.randrange),
    ):
        yield


@contextlib.contextmanager
def _downloads_made(found: dict[str, Any], recorder: Recorder) -> Iterator[None]:
    """What download buttons give, made as soon as the page has run, in its session."""
    waiting: dict[str, Callable[[], Any]] = {}
    add, finish = MediaFileManager.add_deferred, LocalScriptRunner._on_script_finished

    def add_deferred(self: Any, made: Callable[[], Any], mime: Any, coordinates: Any, **more: Any) -> Any:
        waiting[more["file_name"]] = made
        return add(self, made, mime, coordinates, **more)

    def finished(self: Any, ctx: Any, event: Any, premature_stop: bool, *more: Any, **named: Any) -> None:
        for name, made in () if premature_stop else waiting.items():
            try:
                content = made()
            except Exception as error:
                found[name] = f"{type(error).__name__}: {error}"
            else:
                raw = content.encode() if isinstance(content, str) else content
                found[name] = recorder._bytes(raw if isinstance(raw, bytes) else raw.read())
        waiting.clear()
        finish(self, ctx, event, premature_stop, *more, **named)

    with (
        mock.patch.object(MediaFileManager, "add_deferred", add_deferred),
        mock.patch.object(LocalScriptRunner, "_on_script_finished", finished),
    ):
        yield


def visit(link: Link, root: Path = ROOT, unfolded: Iterable[str] = ()) -> AppTest:
    """A new session that opens the link, as typed into the address line, with these folds open from the start."""
    at = AppTest.from_file(str(root / "app.py"), default_timeout=120)
    if link.dark:
        at.context["theme"] = "dark"
    for key in unfolded:
        at.session_state[key] = True
    at.switch_page(f"pages/{link.page}.py")
    at.query_params.update(link.query)
    return at.run()


def folds(node: Block) -> Iterator[str]:
    """Keys of the folds in a block."""
    for child in node.children.values():
        if isinstance(child, Block):
            if child.type == "expander" and child.key:
                yield child.key
            yield from folds(child)


def open_link(link: Link, root: Path = ROOT) -> AppTest:
    """The same, with all that the link does after it is open."""
    at = visit(link, root)
    if link.opened:
        # From the start of another session: a second run in Korean is beyond AppTest, which asks a choice's
        # `format_func` outside the visitor's session, in English.
        at = visit(link, root, folds(at.main))
    if link.sends:
        for key, message in link.sends.items():
            at.session_state[key] = message
        at.run()
    return at


def record(link: Link, recorder: Recorder, root: Path = ROOT) -> dict[str, Any]:
    """Everything that the link shows."""
    downloads: dict[str, Any] = {}
    with (
        _tokens_noted(recorder),
        _downloads_made(downloads, recorder) if link.downloads else contextlib.nullcontext(),
    ):
        at = open_link(link, root)
    elements = []
    for block in at._tree.children.values():
        elements += [{"place": block.type, **one} for one in recorder.elements(block)]
    return {
        "link": link.name,
        "page": link.page,
        "asked": link.query,
        "query": dict(sorted(at.query_params.items())),
        "exceptions": [one.value for one in at.exception],
        "errors": [one.value for one in at.error],
        "downloads": dict(sorted(downloads.items())),
        "elements": elements,
    }
