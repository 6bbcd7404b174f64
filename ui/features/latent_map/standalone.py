"""The map as one HTML file: script, style, weights and codes inside, no server and no internet needed."""

import base64
import functools
import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ui.components.latent_pad import MARKUP, SCRIPT, STYLE
from ui.shell import language
from ui.visuals.markup import Markup, render

_CONFIG = Path(__file__).parents[3] / ".streamlit" / "config.toml"
_ENTRY = "export default"


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


def _in_script(value: object) -> Markup:
    """JSON that may stand in a script: nothing in it can end the element."""
    return Markup(json.dumps(value).replace("<", "\\u003c"))


def page(heading: str, sentence: str, data: Mapping[str, Any], blobs: Mapping[str, bytes]) -> str:
    """The file.

    Args:
        heading: its title. sentence: what to try.
        data: the settings of the pad. blobs: what the settings name, by name.
    """
    return render(
        "features/latent_map/standalone.file.html",
        language=language.current(),
        heading=heading,
        sentence=sentence,
        style=Markup(_theme() + STYLE),
        markup=Markup(MARKUP),
        script=Markup(SCRIPT.replace(_ENTRY, "const start =")),
        blobs=_in_script({name: base64.b64encode(content).decode() for name, content in blobs.items()}),
        data=_in_script(data),
    )
