"""HTML comes from templates that escape by themselves; Python hands over values. A template stands beside its view.

`render("features/vae/loss.html", found=terms)` fills `ui/features/vae/loss.html`; `macro("visuals/digits.html",
"figure")` gives one macro of a template as a function. What is put in is escaped, unless it is `Markup`: HTML that
another template made. `_` and `ngettext` speak this visitor's language, and a text is filled as in Python:
`{{ _("error {value}").format(value=error) }}`. Where a part of it is HTML, escape the text first:
`{{ (_("{found} of {rounds} found") | e).format(found=bold) }}`.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from ui.shell import language
from ui.visuals import png

__all__ = ["Markup", "macro", "render"]

_FOLDER = Path(__file__).parents[1]
_CODE_OR_BREAK = re.compile(r"(\{[{%#].*?[}%#]\})|\s*\n\s*", re.DOTALL)


class _OneLine(Extension):
    """A template may be laid out for reading: its line breaks come to nothing, or inside a tag or a text to one space.

    Patched HTML has a node for every white space, and a page sends it at every stroke. A file to take home, called
    `*.file.html`, keeps its lines.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        if name is not None and name.endswith(".file.html"):
            return source

        def joined(found: re.Match[str]) -> str:
            if found[1]:
                return found[1]
            before, after = source[found.start() - 1 : found.start()], source[found.end() : found.end() + 1]
            space = " " if before and after and before not in ">}" and after not in "<{" else ""
            # As a comment the breaks stay countable: an error names its line.
            return space + "{#" + "\n" * found[0].count("\n") + "#}"

        return _CODE_OR_BREAK.sub(joined, source)


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        extensions=[_OneLine],
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    # Not Jinja's own translation: its "new style" fills texts with %, ours have {names} and may hold a bare %.
    made.globals |= {"_": language._, "ngettext": language.ngettext}
    made.filters["data_uri"] = png.data_uri
    return made


_templates = _environment()


def render(template: str, /, **values: Any) -> Markup:
    """The template, a path under `ui/`, filled with the values.

    Raises:
        jinja2.UndefinedError: the template asks for a value that is not among them.
    """
    return Markup(_templates.get_template(template).render(values))


def macro(template: str, name: str) -> Callable[..., Markup]:
    """One macro of a template as a function; its arguments are escaped as any values."""
    return getattr(_templates.get_template(template).module, name)
