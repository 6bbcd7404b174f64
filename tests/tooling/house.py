"""Rules of the house that no linter knows. Each check takes the folder to look at and returns its complaints."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 40  # without the docstring
MAX_CHECKPOINT_BYTES = 8_000_000
MAX_CHECKPOINTS_BYTES = 72_000_000
MAX_MODULES = 16  # in one folder of ui or ae_core
MAX_ESCAPES = 3  # calls by hand; templates escape by themselves
LANGUAGES = ("en", "ko")

SOURCE_FOLDERS = ("pages", "ui", "ae_core", "tests", "benchmarks", "static")
# Spelt apart, so that this file does not complain about itself.
NOTES = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
NOTE_LEFT_BEHIND = re.compile(rf"\b({'|'.join(NOTES)})\b")
# A namespace is a name that looks like an address; nothing is fetched from it.
ANOTHER_HOST = re.compile(r"""(?:https?|wss?):(?!//www\.w3\.org/)//|url\(\s*["']?//|["']//[\w-]+\.""")


def sources(root: Path, *suffixes: str) -> Iterator[Path]:
    """Our own files with one of the suffixes: the modules at the top and everything in the source folders."""
    candidates = [p for p in root.iterdir() if p.is_file()]
    for folder in SOURCE_FOLDERS:
        candidates += (root / folder).rglob("*")
    return (p for p in sorted(candidates) if p.suffix in suffixes and p.is_file())


def _code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    def lines(node: ast.stmt) -> int:
        return (node.end_lineno or node.lineno) - node.lineno + 1

    docstring = 0 if ast.get_docstring(function) is None else lines(function.body[0])
    return lines(function) - docstring


def long_modules(root: Path) -> list[str]:
    complaints = []
    for path in sources(root, ".py", ".js"):
        lines = len(path.read_text("utf-8").splitlines())
        if lines > MAX_MODULE_LINES:
            complaints.append(f"{path.relative_to(root)} has {lines} lines, over {MAX_MODULE_LINES}")
    return complaints


def long_functions(root: Path) -> list[str]:
    complaints = []
    for path in sources(root, ".py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            lines = _code_lines(node)
            if lines > MAX_FUNCTION_LINES:
                where = f"{path.relative_to(root)}:{node.lineno}"
                complaints.append(f"{where} {node.name} has {lines} lines, over {MAX_FUNCTION_LINES}")
    return complaints


def crowded_folders(root: Path) -> list[str]:
    """A folder whose modules one cannot take in at a glance wants rooms."""
    complaints = []
    for top in ("ui", "ae_core"):
        for folder in sorted({path.parent for path in (root / top).rglob("*.py")}):
            modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
            if len(modules) > MAX_MODULES:
                complaints.append(
                    f"{folder.relative_to(root)} has {len(modules)} modules, over {MAX_MODULES}"
                )
    return complaints


def escaped_by_hand(root: Path) -> list[str]:
    """HTML stands in templates: an escape that somebody has to remember will be forgotten one day."""
    calls = [
        f"{path.relative_to(root)}:{number} {line.strip()}"
        for folder in ("pages", "ui")
        for path in sorted((root / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "escape(" in line
    ]
    return calls if len(calls) > MAX_ESCAPES else []


def watched_files(root: Path) -> list[str]:
    """Streamlit's watcher walks through every module of torch for each new visitor."""
    path = root / ".streamlit" / "config.toml"
    settings = tomllib.loads(path.read_text("utf-8"))
    kind = settings.get("server", {}).get("fileWatcherType")
    return [] if kind == "none" else [f"{path.relative_to(root)} lets the server watch files ({kind})"]


def canonical(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""


def undeclared_packages(root: Path) -> list[str]:
    """What the lab imports is pinned in requirements.txt, and does not come by way of something else's needs."""
    declared = {
        canonical(name)
        for name in re.findall(r"(?m)^[\w.-]+", (root / "requirements.txt").read_text("utf-8"))
    }
    own = {"app", "ae_core", "pages", "ui", *sys.stdlib_module_names}
    distributions = importlib.metadata.packages_distributions()
    complaints = []
    for path in sources(root, ".py"):
        if path.is_relative_to(root / "tests") or path.is_relative_to(root / "benchmarks"):
            continue
        for name in {full.split(".")[0] for full in _imported(ast.parse(path.read_text("utf-8")))} - own:
            if not declared & {canonical(package) for package in distributions.get(name, [name])}:
                complaints.append(
                    f"{path.relative_to(root)} imports {name}, which requirements.txt does not name"
                )
    return complaints


def web_in_the_science(root: Path) -> list[str]:
    """ae_core works alone from a notebook: not even a function of it imports streamlit, ui or a page."""
    complaints = []
    for path in sorted((root / "ae_core").rglob("*.py")):
        for name in _imported(ast.parse(path.read_text("utf-8"))):
            if name.split(".")[0] in {"streamlit", "ui", "pages", "app"}:
                complaints.append(f"{path.relative_to(root)} imports {name}")
    return complaints


def heavy_checkpoints(root: Path) -> list[str]:
    sizes = {p: p.stat().st_size for p in sorted((root / "checkpoints").rglob("*")) if p.is_file()}
    complaints = [
        f"{path.relative_to(root)} has {size} bytes, over {MAX_CHECKPOINT_BYTES}"
        for path, size in sizes.items()
        if size > MAX_CHECKPOINT_BYTES
    ]
    if sum(sizes.values()) > MAX_CHECKPOINTS_BYTES:
        complaints.append(f"checkpoints has {sum(sizes.values())} bytes, over {MAX_CHECKPOINTS_BYTES}")
    return complaints


def notes_left_behind(root: Path) -> list[str]:
    complaints = []
    for path in sources(root, ".py", ".js", ".css", ".md", ".toml"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if NOTE_LEFT_BEHIND.search(line):
                complaints.append(f"{path.relative_to(root)}:{number} {line.strip()}")
    return complaints


def pages_without_lesson(root: Path) -> list[str]:
    complaints = []
    for page in sorted((root / "pages").glob("[!_]*.py")):
        for language in LANGUAGES:
            lesson = root / "lessons" / language / f"{page.stem}.md"
            if not lesson.is_file() or not lesson.read_text("utf-8").strip():
                complaints.append(f"pages/{page.name} has no lesson {lesson.relative_to(root)}")
    return complaints


def lessons_without_translation(root: Path) -> list[str]:
    lessons = {
        language: {p.name for p in (root / "lessons" / language).glob("*.md")} for language in LANGUAGES
    }
    everything = set().union(*lessons.values())
    return [
        f"lessons/{language}/{name} is missing"
        for language in LANGUAGES
        for name in sorted(everything - lessons[language])
    ]


def loads_from_another_host(root: Path) -> list[str]:
    """A lecture hall may be offline: what the browser runs names no other host."""
    complaints = []
    for path in sources(root, ".js", ".mjs", ".css", ".html", ".svg"):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if ANOTHER_HOST.search(line):
                complaints.append(f"{path.relative_to(root)}:{number} {line.strip()[:80]}")
    return complaints


def tests_never_run(root: Path) -> list[str]:
    """The order of the test folders is fixed in pyproject.toml; one that is not named there would never run."""
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    named = [root / name for name in settings["tool"]["pytest"]["ini_options"]["testpaths"]]
    return [
        f"{path.relative_to(root)} is outside pytest's testpaths"
        for path in sorted((root / "tests").rglob("test_*.py"))
        if not any(path.is_relative_to(folder) for folder in named)
    ]
