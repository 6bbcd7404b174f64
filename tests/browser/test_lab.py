"""The house around the pages: languages, themes, deep links, the start page."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import visiting, watched
from tests.support.served import served


def test_a_deep_link_to_a_cold_server_opens_the_page(page: Page, tmp_path):
    """The first visitor of a fresh server: its first request names a page, a language and a digit."""
    with served(tmp_path / "log.txt") as address, watched(page, address) as visitor:
        visitor.open("/draw?lang=ko&models=pca_d2&digit=7").wait_for_bench()
        assert visitor.page.locator("h1").inner_text() == "숫자 그리기"
        assert visitor.page.locator(".menu a").count() > 1
        assert visitor.page.locator(".row[data-model]").count() == 1
        assert "digit=7" in visitor.page.url
    assert "Traceback" not in (tmp_path / "log.txt").read_text()


def test_korean_by_link_and_back_by_choice(visitor):
    visitor.open("/draw?lang=ko&models=pca_d2").wait_for_bench()
    assert visitor.page.get_by_label("실행 취소").is_visible()
    # Nothing of the page itself is left in English.
    assert not re.search(r"Reconstruction|nearest|error", visitor.page.locator(".bench").inner_text())
    visitor.page.get_by_role("radio", name="English").click()
    visitor.page.get_by_role("heading", name="Draw a digit").wait_for()
    visitor.settle()
    assert visitor.page.get_by_label("Undo").is_visible()
    assert "lang=en" in visitor.page.url
    assert visitor.page.locator(".row[data-model]").count() == 1


@pytest.mark.parametrize("locale", ["ko-KR"])
def test_the_browsers_language_is_the_first_choice(browser, address, locale):
    with visiting(browser, address, locale=locale) as visitor:
        visitor.open("/")
        assert visitor.page.locator("h1").inner_text() == "오토인코더 실험실"


def test_dark_reaches_into_our_components(browser, address):
    colours = {}
    for scheme in ("light", "dark"):
        with visiting(browser, address, color_scheme=scheme) as visitor:
            visitor.open("/draw?models=pca_d2").wait_for_bench()
            colours[scheme] = visitor.page.locator(".row .name b").evaluate("e => getComputedStyle(e).color")
            # Digits stay white on black.
            ground = visitor.page.locator("canvas").evaluate("e => getComputedStyle(e).backgroundColor")
            assert ground == "rgb(0, 0, 0)"
    light, dark = (int(re.search(r"\d+", colours[scheme])[0]) for scheme in ("light", "dark"))
    assert light < 80 < 200 < dark


def test_the_start_page_is_alive_and_leads_on(visitor):
    visitor.open("/")
    picture = visitor.page.locator(".walk .xhat canvas")
    picture.wait_for()
    read = "(c) => c.toDataURL()"
    visitor.page.wait_for_timeout(500)
    first = picture.evaluate(read)
    visitor.page.get_by_label("Walk to the 7").click()
    visitor.page.get_by_label("Walk to the 7").and_(visitor.page.locator("[aria-pressed=true]")).wait_for()
    visitor.page.get_by_label("Pause").click()
    assert picture.evaluate(read) != first
    still = picture.evaluate(read)
    visitor.page.wait_for_timeout(600)
    assert picture.evaluate(read) == still
    visitor.page.get_by_role("link", name="Draw a digit").last.click()
    visitor.wait_for_bench()


def test_the_walk_waits_for_its_pictures(visitor):
    visitor.page.add_init_script("HTMLImageElement.prototype.decode = () => new Promise(() => {})")
    visitor.open("/")
    play = visitor.page.locator(".walk .play")
    play.wait_for(state="attached")
    play.evaluate("button => button.click()")
    assert play.is_disabled()
    assert visitor.page.locator(".walk input").is_disabled()


def test_reduced_motion_is_respected(browser, address):
    with visiting(browser, address, reduced_motion="reduce") as visitor:
        visitor.open("/")
        visitor.page.get_by_label("Play").wait_for()
        picture = visitor.page.locator(".walk .xhat canvas")
        visitor.page.wait_for_timeout(300)
        first = picture.evaluate("(c) => c.toDataURL()")
        visitor.page.wait_for_timeout(2500)
        assert picture.evaluate("(c) => c.toDataURL()") == first


def test_two_visitors_at_once_do_not_share_a_drawing(browser, address):
    with visiting(browser, address) as one, visiting(browser, address) as two:
        for visitor in (one, two):
            visitor.open("/draw?models=pca_d2&digit=32").wait_for_bench()
        before = two.reconstructions()
        one.draw([[(20, 20), (260, 260)]])
        two.settle()
        assert one.reconstructions() != before
        assert two.reconstructions() == before
