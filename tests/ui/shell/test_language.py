"""Every text of the interface has its Korean, and no visitor's language reaches another."""

import ast
import gettext
import re
from pathlib import Path

import pytest

from ae_core import registry
from ae_core.evaluation.measuring import PROTOCOLS
from ui.shell import language, lessons, router

ROOT = Path(__file__).parents[3]
CATALOGUES = sorted((ROOT / "ui" / "locale" / "ko").glob("*.po"))
KOREAN = re.compile("[가-힣]")


def marked_in(path: Path) -> set[str]:
    """The texts that a module marks with `_("...")` or `N_("...")`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in {"_", "N_"}:
                found.add(node.args[0].value)
    return found


def messages() -> set[str]:
    modules = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "ui").rglob("*.py")]
    found = set().union(*(marked_in(path) for path in modules))
    found |= set(PROTOCOLS.values())
    return found | {text for entry in registry.ENTRIES for text in (entry.label, entry.idea)}


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    found: dict[str, str] = {}
    for path in CATALOGUES:
        found |= language.read_po(path.read_text(encoding="utf-8"))
    return found


def test_no_message_is_translated_twice():
    texts = [text for path in CATALOGUES for text in language.read_po(path.read_text(encoding="utf-8"))]
    assert sorted(text for text in set(texts) if texts.count(text) > 1) == []


def test_every_message_is_translated(catalogue):
    assert sorted(messages() - catalogue.keys()) == []


def test_no_translation_has_lost_its_message(catalogue):
    assert sorted(catalogue.keys() - messages()) == []


def test_translations_keep_the_placeholders(catalogue):
    names = re.compile(r"\{(\w+)\}")
    wrong = [
        text for text, korean in catalogue.items() if set(names.findall(text)) != set(names.findall(korean))
    ]
    assert wrong == []


def test_the_catalogue_is_what_gettext_reads(catalogue):
    """Our reading of .po and our binary agree with the standard library's own reader."""
    translations = language._translations("ko")
    assert isinstance(translations, gettext.GNUTranslations)
    assert all(translations.gettext(text) == korean for text, korean in catalogue.items())
    assert translations.gettext("never seen") == "never seen"


def test_read_po_joins_lines_and_leaves_out_the_untranslated():
    text = 'msgid ""\nmsgstr "header"\n\n# note\nmsgid "one "\n"two"\nmsgstr "하나 "\n"둘"\n\nmsgid "x"\nmsgstr ""\n'
    assert language.read_po(text) == {"one two": "하나 둘"}


@pytest.mark.parametrize("page", [page.name for page in router.PAGES])
def test_lessons_say_the_same_in_both_languages(page):
    english, korean = (
        (lessons.FOLDER / code / f"{page}.md").read_text(encoding="utf-8") for code in language.LANGUAGES
    )
    one, other = lessons.parse(english), lessons.parse(korean)
    assert len(one.steps) == len(other.steps)
    assert bool(one.source) == bool(other.source) is True
    assert KOREAN.search(other.title)
    assert KOREAN.search(other.sentence)
    for (_heading, body), (_titel, korean_body) in zip(one.steps, other.steps, strict=True):
        assert set(lessons.PLACEHOLDER.findall(body)) == set(lessons.PLACEHOLDER.findall(korean_body))
        assert body.count("$$") == korean_body.count("$$")


def test_no_lesson_raises_its_voice():
    for path in lessons.FOLDER.rglob("*.md"):
        assert "!" not in path.read_text(encoding="utf-8").replace("![", ""), path
