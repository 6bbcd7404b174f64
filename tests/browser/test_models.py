"""The zoo in a real browser: a row opens its card, a heading sorts, other ten digits, a phone."""

import json
import re
from pathlib import Path

from tests.browser.conftest import SIDEWAYS, sources


def arrive(visitor, query: str = ""):
    visitor.open(f"/models{query}")
    visitor.page.locator(".ten img").first.wait_for()
    visitor.page.locator(".card .metrics").wait_for()
    return visitor.page


def row(page, name: str):
    return page.locator(f"tr[data-model={name}]")


def test_a_row_opens_its_card(visitor):
    page = arrive(visitor)
    row(page, "pca_d2").locator("td").nth(3).click()
    page.locator(".st-key-zoo_card").get_by_role("heading", name="PCA, 2-D").wait_for()
    assert row(page, "pca_d2").get_attribute("aria-selected") == "true"
    assert page.locator("tr[aria-selected=true]").count() == 1
    assert "model=pca_d2" in page.url
    # The next one by keyboard.
    row(page, "pca_d30").locator("button").press("Enter")
    page.locator(".st-key-zoo_card").get_by_role("heading", name="PCA, 30-D").wait_for()


def test_a_heading_sorts_and_turns_round(visitor):
    page = arrive(visitor)
    read = "rows => rows.map(r => Number(r.children[2].dataset.sort))"
    heading = page.get_by_role("button", name="Code", exact=True)
    heading.click()
    rising = page.locator("tbody tr").evaluate_all(read)
    assert rising == sorted(rising)
    assert heading.locator("..").get_attribute("aria-sort") == "ascending"
    heading.click()
    assert page.locator("tbody tr").evaluate_all(read) == sorted(rising, reverse=True)
    # The order outlives a press on a row, which makes Python send the table anew.
    row(page, "pca_d2").locator("button").click()
    page.locator(".st-key-zoo_card").get_by_role("heading", name="PCA, 2-D").wait_for()
    visitor.settle()
    assert page.locator("tbody tr").evaluate_all(read) == sorted(rising, reverse=True)


def test_other_ten_digits_change_every_picture(visitor):
    page = arrive(visitor, "?models=pca_d2")
    before = sources(page.locator(".ten img"))
    assert len(before) == 20
    page.get_by_role("button", name="Other ten digits").click()
    visitor.settle()
    after = sources(page.locator(".ten img"))
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert "set=1" in page.url


def test_card_and_weights_can_be_taken_home(visitor, tmp_path: Path):
    page = arrive(visitor, "?model=pca_d2&models=pca_d2")
    with page.expect_download() as card:
        page.locator(".st-key-zoo-card button").click()
    card.value.save_as(tmp_path / "card.json")
    assert json.loads((tmp_path / "card.json").read_text())["name"] == "pca_d2"
    with page.expect_download() as weights:
        page.locator(".st-key-zoo-weights button").click()
    assert weights.value.suggested_filename == "pca_d2.safetensors"


def test_on_a_phone_only_the_table_scrolls_sideways_and_a_press_leads_to_the_card(phone):
    page = arrive(phone)
    assert page.evaluate(SIDEWAYS) <= 0
    ten = page.locator(".ten[data-model] .xhat").evaluate_all(
        "d => d.slice(0, 10).map(e => e.getBoundingClientRect().y)"
    )
    assert len(set(ten)) == 1
    row(page, "pca_d2").locator("button").tap()
    heading = page.locator(".st-key-zoo_card").get_by_role("heading", name="PCA, 2-D")
    heading.wait_for()
    page.wait_for_timeout(900)
    assert 0 <= heading.bounding_box()["y"] < 844
    assert re.search("model=pca_d2", page.url)
    assert page.evaluate(SIDEWAYS) <= 0
