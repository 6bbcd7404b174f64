"""Recorded links open the screens that they opened when they were recorded."""

import json

import pytest

from tests.support import screens
from tests.support.links import LINKS, PAGES, Link
from ui.shell import router

RECORDED = json.loads(screens.RECORDED.read_text(encoding="utf-8"))


def carried(links: list[Link]) -> set[tuple[str, str]]:
    return {(link.page, name) for link in links for name in link.query}


@pytest.mark.parametrize("link", screens.walked(), ids=lambda link: link.name)
def test_a_link_opens_the_same_screen_as_ever(link):
    at, shown, query = screens.opened(link)
    assert not at.exception
    assert not at.error
    wanted = screens.expected(link, RECORDED)
    assert {
        path: shown.get(path) for path, one in wanted.items() if not screens.alike(one, shown.get(path))
    } == {}
    assert query == RECORDED[link.name]["query"]


def test_every_page_has_its_links():
    assert {link.page for link in LINKS} == set(PAGES) == {page.name for page in router.PAGES}


def test_the_links_walked_carry_every_parameter():
    assert carried(screens.walked()) == carried(list(LINKS))
    assert set(RECORDED) == {link.name for link in screens.walked()}
    assert len({link.name for link in LINKS}) == len(LINKS)


def test_every_parameter_is_seen_to_do_something():
    """A link that changes neither the screen nor what the address says would not tell whether it is read."""
    for link in screens.walked():
        if link.parameters and "garbage" not in link.name:
            plain = RECORDED[link.page]
            assert RECORDED[link.name]["screen"] or RECORDED[link.name]["query"] != plain["query"], link.name
