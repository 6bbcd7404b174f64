"""What Babel reads the texts of the lab from, besides templates: `make messages` calls it, the lab itself does not.

Babel's own extractor goes by tokens. It misses `_("Draw")` inside an f-string (before Python 3.12) and deeper than one
call inside another `_(...)`, and makes one text of `_("on" if lit else "off")`, all without a word; the catalogue would
then drop the translation. The syntax tree shows them.
"""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ae_core import registry
from ae_core.evaluation import protocols
from ae_core.registry import provenance
from ae_core.restoration import methods

# line, name of the call, the texts among its arguments, comments for translators
Found = tuple[int, str, tuple[str | None, ...], list[str]]

# ae_core knows no language: what pages show of it translated, by the module it comes from.
SHOWN = {
    registry: [text for entry in registry.ENTRIES for text in (entry.label, entry.idea)],
    provenance: sorted(
        {entry.intended_use for entry in registry.ENTRIES}
        | {source.text for entry in registry.ENTRIES for source in entry.sources.values()}
    ),
    protocols: [
        text
        for metric in protocols.METRICS.values()
        for text in (metric.label, metric.unit, metric.protocol)
        if text
    ],
    methods: [
        *(one.label for one in (methods.NOTHING_DONE, *methods.CLASSICAL.values())),
        methods.RIDGE,
    ],
}


def _hides_a_text(argument: ast.expr) -> bool:
    return isinstance(argument, ast.JoinedStr) or (
        isinstance(argument, ast.IfExp | ast.BoolOp | ast.BinOp)
        and any(isinstance(part, ast.Constant | ast.JoinedStr) for part in ast.walk(argument))
    )


def _texts(arguments: list[ast.expr]) -> tuple[str | None, ...]:
    return tuple(
        one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else None
        for one in arguments
    )


def python(
    file: BinaryIO, keywords: Collection[str], _tags: Collection[str], options: dict[str, Any]
) -> Iterator[Found]:
    """The calls of `_`, `N_`, `ngettext` ... in a module, wherever they stand.

    Raises:
        ValueError: a text is not marked by itself, as in `_("on" if lit else "off")`.
    """
    del options
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in keywords:
                if _hides_a_text(node.args[0]):
                    raise ValueError(
                        f"{file.name}:{node.lineno}: mark each text by itself: {ast.unparse(node)}"
                    )
                yield node.lineno, name, _texts(node.args), []


def shown(
    file: BinaryIO, keywords: Collection[str], _tags: Collection[str], options: dict[str, Any]
) -> Iterator[Found]:
    """What is shown of a module of ae_core: values, many of them made in a loop, which no reader of source finds."""
    del keywords, options
    for module, texts in SHOWN.items():
        if module.__file__ and Path(module.__file__).samefile(file.name):
            yield from ((1, "_", (text,), []) for text in texts)
