"""The rules of the house hold here, and each of them notices a house where it does not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tooling import house

ROOT = Path(__file__).parents[2]

Check = Callable[[Path], list[str]]
CHECKS: list[Check] = [
    house.long_modules,
    house.long_functions,
    house.crowded_folders,
    house.escaped_by_hand,
    house.watched_files,
    house.undeclared_packages,
    house.web_in_the_science,
    house.heavy_checkpoints,
    house.notes_left_behind,
    house.pages_without_lesson,
    house.lessons_without_translation,
    house.loads_from_another_host,
    house.tests_never_run,
]

GOOD_HOUSE = {
    "app.py": "import ui\n",
    ".streamlit/config.toml": '[server]\nfileWatcherType = "none"\n',
    "pages/draw.py": "from ui import shell\n",
    "ui/shell.py": "import streamlit\nimport ae_core\n",
    "ui/components/canvas/canvas.js": 'const svg = "http://www.w3.org/2000/svg";\nimport("./other.js");\n',
    "ui/components/canvas/canvas.css": "a { background: url(paper.png) }\n",
    "ae_core/losses.py": "import torch\nfrom skimage import metrics\n\n\ndef loss(x):\n    return x\n",
    "checkpoints/a.safetensors": "x" * 1000,
    "pyproject.toml": '[tool.pytest.ini_options]\ntestpaths = ["tests/core"]\n',
    "tests/core/test_losses.py": "import pytest\n",
    "requirements.txt": "# pinned\nStreamlit[performance]==1\ntorch==2  # nets\nscikit_image==3\n",
    "lessons/en/draw.md": "Draw.\n",
    "lessons/ko/draw.md": "그려 보세요.\n",
}

# What is built into the good house -> the one check that must notice, and what it must name.
DEFECTS: dict[str, tuple[dict[str, str], Check, str]] = {
    "long python module": ({"ui/long.py": "x = 1\n" * 301}, house.long_modules, "ui/long.py"),
    "long javascript module": ({"ui/long.js": "let x;\n" * 301}, house.long_modules, "ui/long.js"),
    "long function": ({"ui/f.py": "def f():\n" + "    x = 1\n" * 40}, house.long_functions, "ui/f.py:1 f"),
    "long method": (
        {"ui/f.py": "class A:\n    async def g(self):\n" + "        x = 1\n" * 40},
        house.long_functions,
        "ui/f.py:2 g",
    ),
    "a crowded folder": (
        {f"ui/visuals/a{i}.py": "" for i in range(17)},
        house.crowded_folders,
        "ui/visuals has 17 modules",
    ),
    "html by hand": (
        {"ui/a.py": "".join(f"html = f'<b>{{escape({name})}}</b>'\n" for name in "abcd")},
        house.escaped_by_hand,
        "ui/a.py:4",
    ),
    "a server that watches files": (
        {".streamlit/config.toml": "[server]\nheadless = true\n"},
        house.watched_files,
        ".streamlit/config.toml",
    ),
    "a package that came by itself": (
        {"ui/a.py": "import os.path\nimport pandas as pd\n"},
        house.undeclared_packages,
        "ui/a.py imports pandas",
    ),
    "streamlit in a function of the science": (
        {"ae_core/models/a.py": "def f():\n    from streamlit.runtime import get_instance\n"},
        house.web_in_the_science,
        "ae_core/models/a.py",
    ),
    "a page in the science": (
        {"ae_core/a.py": "import pages.draw\n"},
        house.web_in_the_science,
        "pages.draw",
    ),
    "one heavy checkpoint": (
        {"checkpoints/big.safetensors": "x" * 8_000_001},
        house.heavy_checkpoints,
        "checkpoints/big.safetensors",
    ),
    "many checkpoints": (
        {f"checkpoints/{i}.safetensors": "x" * 7_000_000 for i in range(11)},
        house.heavy_checkpoints,
        "checkpoints has",
    ),
    "a note in python": (
        {"ui/a.py": f"x = 1  # {house.NOTES[0]}: mend\n"},
        house.notes_left_behind,
        "ui/a.py:1",
    ),
    "a note in javascript": ({"ui/a.js": f"\n// {house.NOTES[1]}\n"}, house.notes_left_behind, "ui/a.js:2"),
    "a page nobody explains": (
        {"pages/new.py": "", "lessons/en/new.md": "New.\n", "lessons/ko/new.md": " \n"},
        house.pages_without_lesson,
        "lessons/ko/new.md",
    ),
    "a lesson in one language": (
        {"lessons/en/extra.md": "More.\n"},
        house.lessons_without_translation,
        "lessons/ko/extra.md",
    ),
    "a library from elsewhere": (
        {"ui/a.js": 'import("https://cdn.example/x.js");\n'},
        house.loads_from_another_host,
        "ui/a.js:1",
    ),
    "a font from elsewhere": (
        {"ui/a.css": "@import url('//fonts.example/x.css');\n"},
        house.loads_from_another_host,
        "ui/a.css:1",
    ),
    "a forgotten test": ({"tests/ui/test_a.py": ""}, house.tests_never_run, "tests/ui/test_a.py"),
}


def build(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_our_house_keeps_the_rule(check: Check) -> None:
    assert check(ROOT) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_good_house_is_left_in_peace(check: Check, tmp_path: Path) -> None:
    build(tmp_path, GOOD_HOUSE)
    assert check(tmp_path) == []


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_noticed_by_its_check_alone(defect: str, tmp_path: Path) -> None:
    files, guilty, named = DEFECTS[defect]
    build(tmp_path, GOOD_HOUSE | files)
    complaints = {check: check(tmp_path) for check in CHECKS}
    assert any(named in complaint for complaint in complaints.pop(guilty))
    assert not any(complaints.values())


def test_a_docstring_does_not_count_as_code(tmp_path: Path) -> None:
    text = '"""' + "Words.\n" * 60 + '    """\n'
    build(tmp_path, {"ui/f.py": f"def f():\n    {text}    return 1\n"})
    assert house.long_functions(tmp_path) == []
