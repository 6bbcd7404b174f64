"""The map as one HTML file: script, style, weights and codes inside, no server and no internet needed."""

import base64
import functools
import json
import re
import tomllib
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from ui.components.latent_pad import MARKUP, SCRIPT, STYLE
from ui.shell import language

_CONFIG = Path(__file__).parents[3] / ".streamlit" / "config.toml"
_ENTRY = "export default"
_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading}</title>
<style>
{style}
body {{ margin: 0; padding: 16px 24px; color: var(--st-text-color); background: var(--st-background-color);
  font-family: var(--st-font); }}
h1 {{ margin: 0 0 4px; font-size: 26px; }}
body > p {{ margin: 0 0 14px; font-size: 16px; }}
.answer:empty {{ display: none; }}
</style>
<h1>{heading}</h1>
<p>{sentence}</p>
{markup}
<script type="module">
{script}
const blobs = {blobs};
globalThis.labBlobs = new Map(Object.entries(blobs).map(([name, text]) =>
  [name, Uint8Array.from(atob(text), (character) => character.charCodeAt(0))]));
start({{ data: {data}, parentElement: document.body, setStateValue() {{}} }});
</script>
</html>
"""


@functools.cache
def _theme() -> str:
    """The lab's colours as the variables that Streamlit would set, light and dark."""
    theme = tomllib.loads(_CONFIG.read_text(encoding="utf-8"))["theme"]

    def variables(colours: Mapping[str, Any]) -> str:
        named = {name: value for name, value in colours.items() if isinstance(value, str)}
        return "".join(
            f"--st-{re.sub('([A-Z])', lambda match: '-' + match[1].lower(), name)}: {value}; "
            for name, value in named.items()
        )

    return (
        f":root {{ color-scheme: light dark; --st-font: system-ui, sans-serif; {variables(theme['light'])}}}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {variables(theme['dark'])}}} }}\n"
    )


def _in_script(value: object) -> str:
    """JSON that may stand in a script: nothing in it can end the element."""
    return json.dumps(value).replace("<", "\\u003c")


def page(heading: str, sentence: str, data: Mapping[str, Any], blobs: Mapping[str, bytes]) -> str:
    """The file.

    Args:
        heading: its title. sentence: what to try.
        data: the settings of the pad. blobs: what the settings name, by name.
    """
    return _PAGE.format(
        language=language.current(),
        heading=escape(heading),
        sentence=escape(sentence),
        style=_theme() + STYLE,
        markup=MARKUP,
        script=SCRIPT.replace(_ENTRY, "const start ="),
        blobs=_in_script({name: base64.b64encode(content).decode() for name, content in blobs.items()}),
        data=_in_script(data),
    )
