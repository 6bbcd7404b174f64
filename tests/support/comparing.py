"""Tells how two records of links differ, element by element, in a few words each."""

import difflib
import hashlib
import io
import re
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

_HASH = re.compile(r"sha256 ([0-9a-f]{64})")
_SPACE_AT_TAG = re.compile(r"\s*(<[^>]*>)\s*")
_SHOWN = 160  # characters of a value in the report
_AT_MOST = 12  # differences told of one link


def name_of(content: bytes) -> str:
    """The file that keeps these bytes."""
    return hashlib.sha256(content).hexdigest()


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text)} characters)"


def _where_texts_part(before: str, after: str) -> str:
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    if at is None:
        at = min(len(before), len(after))
    start = max(at - 50, 0)
    ends = [f"…{text[start : at + 90]}…" if start else text[: at + 90] for text in (before, after)]
    return f"from character {at}\n        - {ends[0]!r}\n        + {ends[1]!r}"


def label(element: dict[str, Any]) -> str:
    """What the report calls an element: its type and its key, or else what it says."""
    said = element.get("key")
    for name in ("label", "body", "markdown"):
        said = said or element.get(name)
    if (not said and element["element"] == "html") or str(said).startswith("<style>"):
        said = "page.css" if len(str(said)) > 3000 else "style"
    return f"{element['element']} {' '.join(str(said).split())[:50] if said else ''}".strip()


class Judge:
    """Collects and prints differences. Patterns of `exempt` name links, places, elements or their fields."""

    def __init__(self, blobs_before: Path, blobs_after: Path, exempt: list[str]) -> None:
        self._blobs = blobs_before, blobs_after
        self._exempt = exempt
        self._used: Counter[str] = Counter()
        self._differing: list[str] = []
        self._spaces = 0
        self._compared = 0

    def _is_exempt(self, *names: str) -> bool:
        for pattern in self._exempt:
            if any(fnmatchcase(name, pattern) for name in names):
                self._used[pattern] += 1
                return True
        return False

    def _same_text(self, before: str, after: str) -> bool:
        if before == after:
            return True
        if "<" not in before:
            return False
        if _SPACE_AT_TAG.sub(r"\1", before) != _SPACE_AT_TAG.sub(r"\1", after):
            return False
        self._spaces += 1
        return True

    def _blob(self, side: int, digest: str) -> bytes | None:
        path = self._blobs[side] / digest
        return path.read_bytes() if digest and path.exists() else None

    def _bytes_differ(self, before: str, after: str) -> str:
        """How far two contents are apart, of which the texts hold the hashes."""
        pairs = zip(_HASH.findall(before), _HASH.findall(after), strict=False)
        one, other = next(((a, b) for a, b in pairs if a != b), ("", ""))
        first, second = self._blob(0, one), self._blob(1, other)
        if first is None or second is None:
            return ""
        if first[:4] == second[:4] == b"\x89PNG":
            pictures = [
                np.asarray(Image.open(io.BytesIO(part)).convert("RGBA"), int) for part in (first, second)
            ]
            if pictures[0].shape != pictures[1].shape:
                return f"pictures of {pictures[0].shape} and {pictures[1].shape}"
            apart = np.abs(pictures[0] - pictures[1])
            return f"pictures: {np.count_nonzero(apart.max(-1))} pixels differ, by up to {apart.max()}"
        if len(first) != len(second):
            return f"{len(first)} and {len(second)} bytes"
        apart = np.flatnonzero(np.frombuffer(first, np.uint8) != np.frombuffer(second, np.uint8))
        return f"{len(apart)} of {len(first)} bytes differ, the first at {apart[0]}"

    def _fields(self, before: Any, after: Any, path: str) -> list[tuple[str, str]]:
        """Paths of the values that differ, and how."""
        if isinstance(before, dict) and isinstance(after, dict):
            found = []
            for name in sorted({*before, *after}):
                here = f"{path}.{name}" if path else name
                if name not in before or name not in after:
                    said = (
                        f"only after: {_short(after[name])}"
                        if name in after
                        else f"only before: {_short(before[name])}"
                    )
                    found.append((here, said))
                else:
                    found += self._fields(before[name], after[name], here)
            return found
        if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
            return [
                one
                for i, pair in enumerate(zip(before, after, strict=True))
                for one in self._fields(*pair, f"{path}[{i}]")
            ]
        if isinstance(before, str) and isinstance(after, str):
            if self._same_text(before, after):
                return []
            return [
                (path, f"{_where_texts_part(before, after)} {self._bytes_differ(before, after)}".rstrip())
            ]
        if type(before) is type(after) and before == after:
            return []
        return [(path, f"{_short(before)} -> {_short(after)}")]

    def _tell(self, link: str, lines: list[str]) -> None:
        self._compared += 1
        if lines:
            self._differing.append(link)
            print(f"== {link}: {len(lines)} differences")
            for line in lines[:_AT_MOST]:
                print(f"    {line}")
            if len(lines) > _AT_MOST:
                print(f"    … and {len(lines) - _AT_MOST} more")

    def _of_element(self, link: str, before: dict[str, Any], after: dict[str, Any]) -> list[str]:
        name = label(before)
        return [
            f"{name}: {path} {said}"
            for path, said in self._fields(before, after, "")
            if not self._is_exempt(f"{name}: {path}", f"{link} {name}: {path}")
        ]

    def _elements(self, link: str, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[str]:
        def counts(one: dict[str, Any]) -> bool:
            return not self._is_exempt(one["place"], label(one), f"{link} {label(one)}")

        before, after = [one for one in before if counts(one)], [one for one in after if counts(one)]
        signs = [
            [(one["place"], one["element"], one.get("key") or "") for one in side] for side in (before, after)
        ]
        lines = []
        for verb, i, j, k, m in difflib.SequenceMatcher(None, *signs, autojunk=False).get_opcodes():
            if verb == "equal":
                for one, other in zip(before[i:j], after[k:m], strict=True):
                    lines += self._of_element(link, one, other)
                continue
            lines += [f"gone: {label(one)} {_short(one)}" for one in before[i:j]]
            lines += [f"new: {label(one)} {_short(one)}" for one in after[k:m]]
        return lines

    def links(self, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        """Compare one link."""
        if before is None or after is None:
            there = before or after or {}
            if not self._is_exempt(there["link"]):
                self._tell(there["link"], ["recorded " + ("after only" if before is None else "before only")])
            return
        link = before["link"]
        if self._is_exempt(link):
            return
        heads = [
            {name: value for name, value in side.items() if name != "elements"} for side in (before, after)
        ]
        lines = [
            f"{p} {said}" for p, said in self._fields(*heads, "") if not self._is_exempt(p, f"{link} {p}")
        ]
        self._tell(link, lines + self._elements(link, before["elements"], after["elements"]))

    def components(self, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Compare HTML, style and script of the components that both records have seen."""
        for name in sorted({*before} & {*after}):
            found = self._fields(before[name], after[name], "")
            self._tell(
                f"component {name}",
                [
                    f"{p} {said}"
                    for p, said in found
                    if not self._is_exempt(f"component {name}", f"component {name}: {p}", f"component: {p}")
                ],
            )

    def verdict(self) -> int:
        """Print the sum; 1 where something differs."""
        if self._spaces:
            print(f"{self._spaces} texts differ in white space beside tags only, which does not count")
        for pattern in self._exempt:
            print(f"exempt {pattern!r}: {self._used[pattern]} times")
        print(f"{self._compared} compared, {len(self._differing)} differ")
        return 1 if self._differing else 0
