"""Scripts and styles that are put one after the other: in the right order, with no name twice, each naming its own."""

import json

import pytest

from tests.tooling import scripts
from tests.tooling.lint_scripts import oxlint_config
from ui import components

ALL = scripts.scripts(components.FOLDER)
ENTRIES = [name for name, script in ALL.items() if scripts.is_entry(script)]
STYLES = sorted(path.relative_to(components.FOLDER).as_posix() for path in components.FOLDER.rglob("*.css"))


def written(folder, files: dict[str, str]):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def test_what_is_used_stands_before_and_once(tmp_path):
    folder = written(
        tmp_path,
        {
            "a/a.js": "// uses: shared/c.js, a/b.js\n// uses: shared/d.js\n\nA",
            "a/b.js": "// uses: shared/c.js\nB",
            "shared/c.js": "// uses: shared/d.js\nC",
            "shared/d.js": "// says what it does\nD",
        },
    )
    assert components.glued("a/a.js", folder=folder) == ["shared/d.js", "shared/c.js", "a/b.js", "a/a.js"]
    glued = components.text("a/a.js", folder=folder)
    assert [line for line in glued.splitlines() if line in "ABCD" and line] == ["D", "C", "B", "A"]
    assert components.glued("shared/d.js", "a/b.js", folder=folder) == [
        "shared/d.js",
        "shared/c.js",
        "a/b.js",
    ]


def test_styles_say_it_in_their_own_kind_of_comment(tmp_path):
    folder = written(
        tmp_path, {"a/a.css": "/* uses: shared/base.css */\n.a {}\n", "shared/base.css": ":host {}\n"}
    )
    assert components.glued("a/a.css", folder=folder) == ["shared/base.css", "a/a.css"]


def test_only_the_beginning_counts(tmp_path):
    folder = written(tmp_path, {"a.js": "// Draws.\n// uses: nothing.js\n"})
    assert components.glued("a.js", folder=folder) == ["a.js"]


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({"a.js": "// uses: b.js\n"}, "a.js uses b.js, which does not exist"),
        ({"b.js": ""}, "a component uses a.js, which does not exist"),
        ({"a.js": "// uses: a.js\n"}, "a.js uses a.js"),
        (
            {"a.js": "// uses: b.js\n", "b.js": "// uses: c.js\n", "c.js": "// uses: b.js\n"},
            "b.js uses c.js uses b.js",
        ),
    ],
)
def test_an_unknown_file_and_a_circle_are_refused(tmp_path, files, complaint):
    with pytest.raises(components.UsesError, match=f"^{complaint}$"):
        components.text("a.js", folder=written(tmp_path, files))


@pytest.mark.parametrize("name", ENTRIES)
def test_no_name_is_defined_twice_where_scripts_meet(name):
    names = scripts.defined(components.text(name))
    assert len(names) == len(set(names)), sorted({one for one in names if names.count(one) > 1})


def test_no_name_is_defined_by_two_scripts_anywhere():
    """Any of them may meet one day, and the type check is given all of them at once."""
    assert scripts.defined_twice(ALL) == []
    assert scripts.defined_twice({"a.js": "function f() {}\n", "b.js": "const f = 1;\n"}) == [
        "f is defined in a.js and in b.js"
    ]


def test_a_script_uses_what_it_names_and_nothing_else():
    assert {name: sorted(components.used(script)) for name, script in ALL.items()} == scripts.needed(ALL)


def test_a_script_uses_its_own_folder_and_what_is_shared():
    for name in (*ALL, *STYLES):
        for other in components.used((components.FOLDER / name).read_text("utf-8")):
            assert other.split("/")[0] in {"shared", name.split("/")[0]}, f"{name} uses {other}"


def test_every_script_and_style_reaches_a_page():
    python = "\n".join(path.read_text("utf-8") for path in components.FOLDER.rglob("*.py"))
    named = [name for name in (*ALL, *STYLES) if f'"{name}"' in python]
    assert set(components.glued(*named)) == {*ALL, *STYLES}


def test_comments_and_texts_are_no_code():
    script = "/**\n * Draws.\n * @param {number} x\n */\nfunction f(x) { g(x); }\n// No g here.\nconst g = () => 1;\n"
    assert scripts.defined(script) == ["f", "g"]
    assert scripts.named(script) >= {"f", "x", "g"}
    assert "Draws" not in scripts.named(script)


def test_oxlint_is_told_what_each_script_may_name():
    config = oxlint_config(
        {
            "a/a.js": "// uses: shared/b.js\nexport default () => f();\n",
            "shared/b.js": "function f() {}\nfunction g() {}\n",
        }
    )
    (entry, other) = config["overrides"]
    assert entry["globals"] == {"f": "readonly", "g": "readonly"}
    assert other["rules"]["no-unused-vars"][1]["varsIgnorePattern"] == "^(f)$"
    assert json.dumps(config)
