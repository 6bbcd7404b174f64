"""How much noise is too much, in a real browser: the strength by keyboard, a cell by press and by arrows, a phone."""

import csv
import re
from pathlib import Path

from tests.browser.conftest import SIDEWAYS, sources


def arrive(visitor, query: str = ""):
    visitor.open(f"/noise{query}")
    visitor.page.locator(".few img").first.wait_for()
    visitor.page.locator(".js-plotly-plot .scatterlayer .trace").first.wait_for()
    visitor.page.locator("button[data-cell]").first.wait_for()
    visitor.settle()
    return visitor.page


def test_a_stronger_noise_moves_the_mark_and_spoils_the_digits(visitor):
    page = arrive(visitor, "?methods=pca_d30,median")
    noisy = page.locator(".few .noise img")
    before = sources(noisy)
    mark = page.locator(".js-plotly-plot .annotation-text", has_text="σ = 0.5")
    mark.wait_for()
    slider = page.get_by_role("slider").first
    slider.focus()
    slider.press("ArrowRight")
    page.locator(".js-plotly-plot .annotation-text", has_text="σ = 0.6").wait_for()
    visitor.settle()
    assert "strength=0.6" in page.url
    after = sources(noisy)
    assert len(after) == len(before)
    assert after[:4] != before[:4]
    names = page.locator(".js-plotly-plot .annotation-text").all_text_contents()
    assert {"Nothing done", "PCA, 30-D", "Median, 3 × 3"} <= {re.sub("^[━ ]+", "", name) for name in names}


def test_a_cell_is_chosen_by_a_press_and_by_arrows_and_enter(visitor):
    page = arrive(visitor, "?cell=nothing,gaussian,0.1")
    chosen = page.locator("button[data-cell][aria-pressed=true]")
    assert chosen.get_attribute("data-cell") == "nothing,gaussian,0.1"
    page.locator("button[data-cell='nothing,gaussian,0.3']").click()
    page.get_by_text(re.compile(r"^Nothing done, tested on σ.=.0\.3: ")).wait_for()
    assert "cell=nothing" in page.url
    # From the chosen cell on by keyboard.
    chosen.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_text(re.compile(r"^Nothing done, tested on σ.=.0\.5: ")).wait_for()
    assert chosen.get_attribute("data-cell") == "nothing,gaussian,0.5"
    chosen.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_text(re.compile(r"^Trained on .+, tested on σ.=.0\.5: ")).wait_for()
    assert page.locator("button[data-cell][tabindex='0']").count() >= 1


def test_the_curves_can_be_taken_home(visitor, tmp_path: Path):
    page = arrive(visitor)
    page.get_by_role("button", name="Keep").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Curves (CSV)").click()
    download.value.save_as(tmp_path / "curves.csv")
    rows = list(csv.DictReader((tmp_path / "curves.csv").open()))
    assert {row["noise"] for row in rows} == {"gaussian", "dropout", "salt_and_pepper"}


def test_on_a_phone_nothing_scrolls_sideways_and_a_cell_answers_a_tap(phone):
    page = arrive(phone)
    assert page.evaluate(SIDEWAYS) <= 0
    cell = page.locator("button[data-cell='nothing,dropout,0.5']")
    cell.scroll_into_view_if_needed()
    cell.tap()
    page.get_by_text(re.compile(r"^Nothing done, tested on 50.%: ")).wait_for()
    assert page.evaluate(SIDEWAYS) <= 0
