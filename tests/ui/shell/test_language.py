"""Every text of the interface has its Korean, and no visitor's language reaches another."""

import io
import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog, Message, pofile
from babel.messages.frontend import CommandLineInterface

from ui.shell import extraction, language, lessons, router

ROOT = Path(__file__).parents[3]
CATALOGUE = ROOT / "ui" / "locale" / "ko" / "lab.po"
KOREAN = re.compile("[가-힣]")
# What must be as often in a translation as in its text: marks of Markdown and tags of HTML.
MARKUP = re.compile(r"\*\*|`|\$+|</?\w+[^>]*>|\]\(")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return pofile.read_po(file, abort_invalid=True)


@pytest.fixture(scope="module")
def messages(catalogue) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def test_the_catalogue_is_what_make_messages_gives(tmp_path, monkeypatch):
    """No text is missing, none is left over, and bringing it up to date again changes nothing."""
    monkeypatch.chdir(ROOT)
    template, updated = tmp_path / "lab.pot", tmp_path / "lab.po"
    updated.write_bytes(CATALOGUE.read_bytes())
    babel = ["pybabel", "--quiet"]
    CommandLineInterface().run([*babel, "extract", f"--output-file={template}"])
    CommandLineInterface().run([*babel, "update", f"--input-file={template}", f"--output-file={updated}"])
    assert updated.read_text("utf-8") == CATALOGUE.read_text("utf-8"), "run make messages"


def test_every_message_is_translated(messages):
    assert [message.id for message in messages if not all(forms(message.string))] == []


def test_no_translation_is_a_guess(messages):
    assert [message.id for message in messages if message.fuzzy] == []


def test_korean_has_one_form_for_any_number(catalogue, messages):
    assert catalogue.num_plurals == 1
    assert [one.id for one in messages if one.pluralizable and len(one.string) != 1] == []


def placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _text, name, _spec, _how in Formatter().parse(text) if name is not None)


def test_translations_keep_the_placeholders(messages):
    wrong = [
        message.id
        for message in messages
        if len({placeholders(text) for text in (*forms(message.id), *forms(message.string))}) > 1
    ]
    assert wrong == []


def test_translations_keep_the_markup(messages):
    def marks(text: str) -> Counter[str]:
        return Counter(MARKUP.findall(text))

    wrong = [
        message.id
        for message in messages
        if any(marks(korean) != marks(forms(message.id)[-1]) for korean in forms(message.string))
    ]
    assert wrong == []


def test_what_is_read_at_run_time_is_the_catalogue(messages):
    translations = language._translations("ko")
    assert all(translations.gettext(one.id) == one.string for one in messages if not one.pluralizable)
    assert translations.gettext("never seen") == "never seen"


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_counted_text_has_its_plural_in_both_languages(messages, monkeypatch, n):
    counted = [message for message in messages if message.pluralizable]
    assert counted
    for message in counted:
        monkeypatch.setattr(language, "current", lambda: "ko")
        assert language.ngettext(*message.id, n) == message.string[0]
        monkeypatch.setattr(language, "current", lambda: "en")
        assert language.ngettext(*message.id, n) == message.id[n != 1]


def extracted(source: str) -> list[tuple[str, tuple[str | None, ...]]]:
    found = extraction.python(io.BytesIO(source.encode()), {"_", "N_", "ngettext"}, (), {})
    return [(name, texts) for _line, name, texts, _comments in found]


def test_texts_are_found_wherever_they_are_marked():
    assert extracted("a = _('one ' 'text'); b = language._('two')") == [
        ("_", ("one text",)),
        ("_", ("two",)),
    ]
    assert extracted("""html = f"<b>{escape(_('inside'))}</b>" """) == [("_", ("inside",))]
    assert ("N_", ("deep",)) in extracted("_(TAUGHT.get(task, N_('deep')))")
    assert extracted("ngettext('{n} draw', '{n} draws', n)") == [
        ("ngettext", ("{n} draw", "{n} draws", None))
    ]
    assert extracted("def _(message): return other('not marked')") == []


@pytest.mark.parametrize("argument", ["'on' if lit else 'off'", "name or 'none'", "'a' + b", "f'{n} draws'"])
def test_a_text_that_would_not_be_found_is_an_error(argument, tmp_path):
    module = tmp_path / "page.py"
    module.write_text(f"text = _({argument})", encoding="utf-8")
    with module.open("rb") as file, pytest.raises(ValueError, match=r"page\.py:1: mark each text by itself"):
        list(extraction.python(file, {"_"}, (), {}))


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
