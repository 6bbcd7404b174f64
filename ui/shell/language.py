"""English and Korean. Every look-up asks the visitor's own session: nothing global can leak to another visitor.

`_("Draw")` translates now; `N_("Draw")` only marks a text that is translated later, where it is shown. The catalogue
is all of `ui/locale/ko/*.po`, read as it is, so there is no compiled copy that could be out of date: `lab.po` for what
several pages say, one file for each page's own words, `models.po` for the registry's.
"""

import ast
import functools
import gettext
import io
import struct
from pathlib import Path

import streamlit as st

LOCALE = Path(__file__).parents[1] / "locale"
LANGUAGES = {"en": "English", "ko": "한국어"}
PARAMETER = "lang"
_STATE = "language"


def read_po(text: str) -> dict[str, str]:
    """msgid -> msgstr of a .po file, without the header; untranslated entries are left out."""
    entries: dict[str, str] = {}
    parts = {"msgid": "", "msgstr": ""}
    current = None
    for line in [*text.splitlines(), ""]:
        word, _space, rest = line.partition(" ")
        if word in parts:
            current = word
            parts[word] = ast.literal_eval(rest)
        elif line.startswith('"') and current:
            parts[current] += ast.literal_eval(line)
        elif not line.strip():
            if parts["msgid"] and parts["msgstr"]:
                entries[parts["msgid"]] = parts["msgstr"]
            parts, current = {"msgid": "", "msgstr": ""}, None
    return entries


def _compiled(entries: dict[str, str]) -> bytes:
    """The entries in gettext's binary format: a header, two tables of (length, offset), the strings."""
    pairs = sorted({"": "Content-Type: text/plain; charset=UTF-8\n", **entries}.items())
    keys, values = ([text.encode() for text in column] for column in zip(*pairs, strict=True))
    count, offset = len(pairs), 28 + 16 * len(pairs)
    tables, strings = b"", b""
    for column in (keys, values):
        for text in column:
            tables += struct.pack("<2I", len(text), offset + len(strings))
            strings += text + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, 28 + 16 * count) + tables + strings


@functools.cache
def _translations(language: str) -> gettext.NullTranslations:
    entries: dict[str, str] = {}
    for path in sorted((LOCALE / language).glob("*.po")):
        entries |= read_po(path.read_text(encoding="utf-8"))
    return gettext.GNUTranslations(io.BytesIO(_compiled(entries))) if entries else gettext.NullTranslations()


def current() -> str:
    """This visitor's language: chosen here before, else named by `?lang=`, else the browser's, else English."""
    if _STATE not in st.session_state:
        asked = st.query_params.get(PARAMETER, "")
        browser = (st.context.locale or "").split("-")[0].lower()
        st.session_state[_STATE] = next((code for code in (asked, browser) if code in LANGUAGES), "en")
    return st.session_state[_STATE]


def choose(language: str) -> None:
    """Switch this visitor to a language and write it into the URL, so that the link can be handed on."""
    if language in LANGUAGES:
        st.session_state[_STATE] = language
        st.query_params[PARAMETER] = language


def keep_in_url() -> None:
    """Put a language that the URL lost (a page switch clears it) back, where it differs from the browser's own."""
    browser = (st.context.locale or "en").split("-")[0].lower()
    if current() != browser and st.query_params.get(PARAMETER) != current():
        st.query_params[PARAMETER] = current()


def _(message: str) -> str:
    """The message in this visitor's language; the message itself where there is no translation."""
    return _translations(current()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form for `n` things in this visitor's language. Korean has one form, English two."""
    return _translations(current()).ngettext(singular, plural, n)


def N_(message: str) -> str:
    """Mark a message for the catalogue; whoever shows it translates it with `_`."""
    return message
