"""English and Korean. Every look-up asks the visitor's own session: nothing global can leak to another visitor.

`_("Draw")` translates now; `N_("Draw")` only marks a text that is translated later, where it is shown;
`ngettext("{count} draw", "{count} draws", count)` chooses by number. The catalogue is `ui/locale/ko/lab.po`, read as it
is, so there is no compiled copy that could be out of date. `make messages` brings it in line with the code.
"""

import functools
import gettext
import io
from pathlib import Path

import streamlit as st

LOCALE = Path(__file__).parents[1] / "locale"
LANGUAGES = {"en": "English", "ko": "한국어"}
PARAMETER = "lang"
_STATE = "language"


@functools.cache
def _translations(language: str) -> gettext.NullTranslations:
    path = LOCALE / language / "lab.po"
    if not path.exists():
        return gettext.NullTranslations()
    # Here: a server that nobody asks for Korean starts without it.
    from babel.messages import mofile, pofile

    with path.open(encoding="utf-8") as lines:
        catalogue = pofile.read_po(lines, locale=language, abort_invalid=True)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


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
