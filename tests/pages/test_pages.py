"""Every page, in both languages, from the front door, by a deep link and with garbage in the URL."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT
from tests.support.component_data import component_data
from ui.shell import lessons, router

PAGES = [page.name for page in router.PAGES]
TITLES = {
    (page, code): lessons.parse((lessons.FOLDER / code / f"{page}.md").read_text(encoding="utf-8")).title
    for page in PAGES
    for code in ("en", "ko")
}


def failed(at: AppTest) -> bool:
    return bool(at.exception or at.error)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("page", PAGES)
def test_opens_in_the_language_of_the_link(visit, page, language):
    at = visit(page, lang=language)
    assert not failed(at)
    assert at.title[0].value == TITLES[page, language]
    assert at.query_params["lang"] == language


@pytest.mark.parametrize("page", PAGES)
def test_a_page_run_before_the_entry_point_finds_its_way(page):
    """A cold server runs pages/draw.py for a deep link without app.py; so does AppTest.switch_page."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    at.switch_page(f"pages/{page}.py").run()
    assert not failed(at)
    assert at.title[0].value == TITLES[page, "en"]
    # What only app.py shows is there.
    assert at.sidebar.button_group(key="language_choice").value == "en"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "garbage",
    [
        {"lang": "xx", "models": "nonsense", "digit": "-1", "raw": "maybe"},
        {
            "lang": "<script>",
            "models": "../../etc/passwd,ae_d2;drop",
            "digit": "99999999999999999999",
            "raw": "",
        },
        {"models": "," * 5000, "digit": "²", "unknown": "x" * 5000},
    ],
)
def test_garbage_in_the_url_gives_the_default(visit, page, garbage):
    at = visit(page, **garbage)
    assert not failed(at)
    assert at.title[0].value == TITLES[page, "en"]


def test_choosing_a_language_changes_the_page_and_the_link(visit):
    at = visit("draw")
    at.sidebar.button_group(key="language_choice").set_value("ko").run()
    assert at.title[0].value == TITLES["draw", "ko"]
    assert at.query_params["lang"] == "ko"


def test_the_language_stays_on_the_next_page(visit):
    at = visit("home", lang="ko")
    at.query_params.clear()
    at.switch_page("pages/draw.py").run()
    assert at.title[0].value == TITLES["draw", "ko"]
    assert at.query_params["lang"] == "ko"


def test_two_visitors_keep_their_own_language(visit):
    korean, english = visit("draw", lang="ko"), visit("draw", lang="en")
    for at, language in ((korean, "ko"), (english, "en"), (korean, "ko")):
        at.run()
        assert at.title[0].value == TITLES["draw", language]


def test_the_start_page_leads_to_every_other_page(visit):
    at = visit("home")
    links = {link.proto.page for link in at.get("page_link")}
    assert links == set(PAGES) - {"home"}


def test_the_menu_names_every_page_in_teaching_order(visit):
    menu = component_data(visit("guess", lang="ko"), "menu")
    assert [item["name"] for section in menu["sections"] for item in section["items"]] == PAGES
    assert all(section["purpose"] for section in menu["sections"])
    assert menu["current"] == "guess"


def test_a_press_in_the_menu_that_names_no_page_leads_nowhere(visit):
    at = visit("draw")
    at.session_state["menu"] = {"page": "../secret"}
    at.run()
    assert not failed(at)
    assert at.title[0].value == TITLES["draw", "en"]


def test_a_page_that_fails_shows_one_sentence_and_a_way_on(visit, monkeypatch, caplog):
    def broken(page: str) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(lessons, "show_opening", broken)
    at = visit("home")
    assert not at.exception
    assert len(at.error) == 1
    assert "secret" not in at.error[0].value
    assert [link.proto.label for link in at.get("page_link")]
    assert "secret detail" in caplog.text
