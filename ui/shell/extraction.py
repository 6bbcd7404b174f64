"""What Babel reads the texts of the lab from, besides templates: `make messages` calls it, the lab itself does not.

Babel's own extractor goes by tokens. It misses `_("Draw")` inside an f-string (before Python 3.12) and deeper than one
call inside another `_(...)`, without a word; the catalogue would then drop the translation. The syntax tree has both.
"""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ae_core import registry
from ae_core.evaluation import measuring
from ae_core.restoration import methods

# line, name of the call, the texts among its arguments, comments for translators
Found = tuple[int, str, tuple[str | None, ...], list[str]]

# ae_core knows no language: what pages show of it translated, by the module it comes from.
SHOWN = {
    registry: [text for entry in registry.ENTRIES for text in (entry.label, entry.idea)],
    measuring: list(measuring.PROTOCOLS.values()),
    methods: [
        *(one.label for one in (methods.NOTHING_DONE, *methods.CLASSICAL.values())),
        methods.RIDGE,
    ],
}


def _texts(arguments: list[ast.expr]) -> tuple[str | None, ...]:
    return tuple(
        one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else None
        for one in arguments
    )


def python(
    file: BinaryIO, keywords: Collection[str], _tags: Collection[str], options: dict[str, Any]
) -> Iterator[Found]:
    """The calls of `_`, `N_`, `ngettext` ... in a module, wherever they stand."""
    del options
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in keywords:
                yield node.lineno, name, _texts(node.args), []


def shown(
    file: BinaryIO, keywords: Collection[str], _tags: Collection[str], options: dict[str, Any]
) -> Iterator[Found]:
    """What is shown of a module of ae_core: values, many of them made in a loop, which no reader of source finds."""
    del keywords, options
    for module, texts in SHOWN.items():
        if module.__file__ and Path(module.__file__).samefile(file.name):
            yield from ((1, "_", (text,), []) for text in texts)
