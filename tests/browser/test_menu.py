"""The menu of all pages: what is folded, where a press leads, and two taps to any page on a phone."""

from tests.browser.conftest import visiting
from ui.shell import router

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def unfolded(visitor, current: str) -> list[str]:
    """The sections that are open once the menu marks this page."""
    visitor.page.locator(".menu [aria-current=page]").filter(has_text=current).wait_for()
    return visitor.page.locator(".menu details[open] summary b").evaluate_all(
        "names => names.map((name) => name.lastChild.textContent)"
    )


def test_the_section_of_the_open_page_is_open_and_follows(visitor):
    visitor.open("/vae")
    assert unfolded(visitor, "Inside a VAE") == ["Generate"]
    visitor.go_to("The zoo").page.get_by_role("heading", name="The zoo").wait_for()
    assert unfolded(visitor, "The zoo") == ["Models"]
    # Back in the browser is back in the menu.
    visitor.page.go_back()
    visitor.page.get_by_role("heading", name="Inside a VAE").wait_for()
    assert unfolded(visitor, "Inside a VAE") == ["Generate"]


def test_links_of_the_menu_are_real_ones_and_keep_the_language(visitor):
    visitor.open("/beta?lang=ko")
    assert visitor.page.locator(".menu [data-page=guess]").get_attribute("href").endswith("/guess?lang=ko")
    assert visitor.page.locator(".menu [data-page=home]").get_attribute("href").endswith("/?lang=ko")


def test_a_key_unfolds_a_section_and_opens_a_page(visitor):
    visitor.open("/")
    visitor.page.locator(".menu summary").filter(has_text="Repair").focus()
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_role("heading", name="The denoising bench").wait_for()


def test_on_a_phone_any_page_is_two_taps_away(browser, address):
    with visiting(browser, address, **PHONE) as visitor:
        visitor.open("/")
        visitor.page.get_by_test_id("stExpandSidebarButton").tap()
        links = visitor.page.locator(".menu a")
        links.last.wait_for()
        assert [link.is_visible() for link in links.all()] == [True] * len(router.PAGES)
        links.filter(has_text="The zoo").tap()
        visitor.page.get_by_role("heading", name="The zoo").wait_for()
        # The sidebar does not stay over the page that was asked for.
        visitor.page.locator("[data-testid=stSidebar][data-collapsed=true]").wait_for(state="attached")
