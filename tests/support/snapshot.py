"""Keeps what every page gives, and compares two such records.

From the root of a checkout:

    python -m tests.support.snapshot record DIR [--only 'denoise*']
    python -m tests.support.snapshot compare BEFORE AFTER [--only PATTERN] [--exempt PATTERN]...

`record` writes a JSON file a link, components.json (HTML, style and script of each component) and blobs/ (bytes of
which the records hold the hash). `compare` prints what differs, element by element, and fails where something does.
White space in HTML does not count. A pattern of --exempt names a link ("home*"), a place ("sidebar"), an element
("html page.css") or one of its fields as printed ("bidi_component zoo_card_text: json.html").
"""

import os

# One thread, so that sums are added in one order. This one is read when numpy loads its BLAS.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import json
import logging
import re
import sys
import time
import warnings
from fnmatch import fnmatchcase
from pathlib import Path

from tests.support import comparing
from tests.support.links import LINKS


def _file(name: str) -> str:
    return re.sub(r"[^\w=,.;-]+", "_", name)[:120] + ".json"


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _quiet() -> None:
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)


def record(folder: Path, only: str) -> int:
    import torch

    from tests.support import recording

    torch.set_num_threads(1)
    _quiet()
    blobs = folder / "blobs"
    blobs.mkdir(parents=True, exist_ok=True)

    def keep(content: bytes) -> None:
        path = blobs / comparing.name_of(content)
        if not path.exists():
            path.write_bytes(content)

    recorder = recording.Recorder(keep)
    chosen = [link for link in LINKS if fnmatchcase(link.name, only)]
    start = time.monotonic()
    failed = 0
    for link in chosen:
        found = recording.record(link, recorder)
        _write(folder / _file(link.name), found)
        if found["exceptions"] or found["errors"]:
            failed += 1
            print(f"{link.name}: {found['exceptions']} {found['errors']}", file=sys.stderr)
    known = folder / "components.json"
    before = json.loads(known.read_text("utf-8")) if known.exists() else {}
    _write(known, dict(sorted((before | recorder.components).items())))
    print(f"{len(chosen)} links in {time.monotonic() - start:.0f} s, {failed} with an error sentence")
    return 0


def compare(before: Path, after: Path, only: str, exempt: list[str]) -> int:
    names = {path.name for folder in (before, after) for path in folder.glob("*.json")}
    asked = {_file(link.name) for link in LINKS if fnmatchcase(link.name, only)}
    judge = comparing.Judge(before / "blobs", after / "blobs", exempt)
    for name in sorted(names - {"components.json"}):
        paths = before / name, after / name
        if only != "*" and (name not in asked or not all(path.exists() for path in paths)):
            continue
        judge.links(*(json.loads(path.read_text("utf-8")) if path.exists() else None for path in paths))
    if all((folder / "components.json").exists() for folder in (before, after)):
        judge.components(
            *(json.loads((folder / "components.json").read_text("utf-8")) for folder in (before, after))
        )
    return judge.verdict()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    recording = verbs.add_parser("record")
    recording.add_argument("folder", type=Path)
    comparison = verbs.add_parser("compare")
    comparison.add_argument("before", type=Path)
    comparison.add_argument("after", type=Path)
    comparison.add_argument("--exempt", action="append", default=[], metavar="PATTERN")
    for verb in (recording, comparison):
        verb.add_argument(
            "--only", default="*", metavar="PATTERN", help="names of links, as in tests/support/links.py"
        )
    asked = parser.parse_args()
    if asked.verb == "record":
        return record(asked.folder, asked.only)
    return compare(asked.before, asked.after, asked.only, asked.exempt)


if __name__ == "__main__":
    sys.exit(main())
