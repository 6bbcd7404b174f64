"""The scatter in a real Chromium: hover, lasso, box, presets, three dimensions, CSV, a finger."""

import csv
import re

import numpy as np
import pytest
from playwright.sync_api import expect

from ae_core import data
from tests.browser.conftest import fingers, grey, visiting
from ui.features.scatter import results

MODEL = "pca_d2"
# Where a point of the first trace lies on screen.
PLACE = """
(index) => {
  const chart = document.querySelector('.js-plotly-plot');
  const { xaxis, yaxis } = chart._fullLayout;
  const { left, top } = chart.getBoundingClientRect();
  const trace = chart._fullData[0];
  return [left + xaxis._offset + xaxis.d2p(trace.x[index]), top + yaxis._offset + yaxis.d2p(trace.y[index])];
}
"""
MARKED = "() => document.querySelector('.js-plotly-plot')?.data?.[0]?.selectedpoints?.length ?? -1"
FILLED = "() => document.querySelector('.js-plotly-plot')?._fullData?.[1]?.x?.length ?? -1"


class Scatter:
    """A visitor at the scatter."""

    def __init__(self, visitor, path: str = f"/scatter?model={MODEL}") -> None:
        self.visitor, self.page = visitor, visitor.page
        visitor.open(path)
        self.page.locator(".js-plotly-plot .main-svg").first.wait_for()
        self.heading = self.page.locator("h4[data-selected]")
        self.heading.wait_for()

    def selected(self) -> int:
        return int(self.heading.get_attribute("data-selected"))

    def wait_until_marked(self, count: int, where: str = MARKED) -> None:
        self.page.wait_for_function(f"(count) => ({where})() === count", arg=count)

    def place(self, index: int) -> tuple[float, float]:
        x, y = self.page.evaluate(PLACE, index)
        return x, y

    def circle(self, x: float, y: float, radius: float) -> None:
        """Draw a lasso around a place on screen."""
        turns = np.linspace(0, 2 * np.pi, 16)
        spots = [(x + radius * np.cos(turn), y + radius * np.sin(turn)) for turn in turns]
        self.visitor.drag(spots)

    def counts(self) -> list[int]:
        bars = self.page.locator("g[data-class]")
        return [int(bar.get_attribute("data-count")) for bar in bars.all()]


def middle_of(digit: int) -> int:
    """A test digit in the middle of its class."""
    found = results.cloud(MODEL)
    own = np.flatnonzero(found.labels == digit)
    middle = np.median(found.codes[own], axis=0)
    return int(own[np.argmin(((found.codes[own] - middle) ** 2).sum(axis=1))])


def test_arrival_shows_a_selection_and_marks_it(visitor):
    lab = Scatter(visitor)
    wrong = len(results.cloud(MODEL).wrong)
    assert lab.selected() == wrong == sum(lab.counts())
    lab.wait_until_marked(wrong)
    shown = lab.page.locator("img[data-shown]")
    assert shown.get_attribute("data-shown") == "99"
    assert shown.evaluate("(i) => i.naturalWidth") == 330


def test_a_chart_that_is_plotted_anew_is_marked_anew(visitor):
    lab = Scatter(visitor)
    lab.wait_until_marked(lab.selected())
    unmark = "Plotly.restyle(document.querySelector('.js-plotly-plot'), { selectedpoints: [null] }, [0])"
    # Evaluates to what is marked right after the new plot: nothing.
    assert lab.page.evaluate(f"{unmark}.then({MARKED})") == -1
    lab.wait_until_marked(lab.selected())


def test_hovering_shows_the_digit_under_the_pointer_without_the_server(visitor):
    sent = visitor.sent()
    lab = Scatter(visitor)
    lab.wait_until_marked(lab.selected())
    lab.page.wait_for_timeout(500)
    sent.clear()
    lens = lab.page.locator(".lens")
    for digit in (0, 1):
        x, y = lab.place(middle_of(digit))
        lab.page.mouse.move(x - 3, y - 3)
        lab.page.mouse.move(x, y)
        expect(lens).to_be_visible()
        # Plotly looks for the point under the pointer a few times a second only.
        lab.page.wait_for_timeout(300)
        index = int(lens.get_attribute("data-index"))
        assert np.array_equal(grey(lens.locator("canvas")), data.test_set("mnist")[0][index].flatten())
        assert lens.locator("b").first.inner_text() == str(results.cloud(MODEL).labels[index])
        assert f"#{index}" in lens.inner_text()
        # The nearest point on screen, or one that lies as near.
        assert np.hypot(*np.subtract(lab.place(index), (x, y))) < 4
    lab.page.mouse.move(5, 5)
    expect(lens).to_be_hidden()
    assert sent == []


def test_a_lasso_selects_and_the_file_holds_the_selection(visitor, tmp_path):
    lab = Scatter(visitor)
    before = lab.selected()
    lab.wait_until_marked(before)
    lab.circle(*lab.place(middle_of(0)), 40)
    expect(lab.heading).to_contain_text("by hand")
    count = lab.selected()
    assert 0 < count != before
    assert sum(lab.counts()) == count
    assert np.argmax(lab.counts()) == 0
    lab.wait_until_marked(count)
    # What was caught can be looked at, inside the outline.
    x, y = lab.place(middle_of(0))
    lab.page.mouse.move(x - 3, y - 3)
    lab.page.mouse.move(x, y)
    expect(lab.page.locator(".lens")).to_be_visible()
    with lab.page.expect_download() as download:
        lab.page.get_by_role("button", name="Selection (CSV)").click()
    download.value.save_as(tmp_path / "codes.csv")
    rows = list(csv.DictReader((tmp_path / "codes.csv").read_text().splitlines()))
    found = results.cloud(MODEL)
    assert len(rows) == count
    assert [int(row["label"]) for row in rows] == found.labels[[int(row["index"]) for row in rows]].tolist()
    assert float(rows[0]["z2"]) == pytest.approx(found.codes[int(rows[0]["index"]), 1], rel=1e-4)


def test_a_preset_after_the_lasso_takes_it_away_and_a_double_click_gives_the_preset_back(visitor):
    lab = Scatter(visitor)
    lab.wait_until_marked(lab.selected())
    lab.page.get_by_role("radio", name="3", exact=True).click()
    lab.page.wait_for_url("**show=3**")
    threes = int((results.cloud(MODEL).labels == 3).sum())
    lab.wait_until_marked(threes)
    lab.circle(*lab.place(middle_of(0)), 40)
    expect(lab.heading).to_contain_text("by hand")
    assert lab.page.locator(".selectionlayer path").count() > 0
    x, y = lab.place(middle_of(1))
    lab.page.mouse.dblclick(x, y)
    expect(lab.heading).to_contain_text("of class 3")
    lab.wait_until_marked(threes)
    lab.circle(*lab.place(middle_of(0)), 40)
    expect(lab.heading).to_contain_text("by hand")
    lab.page.get_by_role("radio", name="1", exact=True).click()
    ones = int((results.cloud(MODEL).labels == 1).sum())
    lab.wait_until_marked(ones)
    expect(lab.page.locator(".selectionlayer path")).to_have_count(0)


def test_a_box_selects_as_well(visitor):
    lab = Scatter(visitor)
    lab.wait_until_marked(lab.selected())
    lab.page.locator(".modebar-btn[data-title='Box Select']").click()
    x, y = lab.place(middle_of(1))
    visitor.drag([(x - 25, y - 25), (x + 25, y + 25)], steps=5)
    expect(lab.heading).to_contain_text("by hand")
    assert np.argmax(lab.counts()) == 1


def test_the_selection_goes_with_the_visitor_into_three_dimensions(visitor):
    lab = Scatter(visitor, "/scatter?model=pca_d30")
    lab.wait_until_marked(lab.selected())
    lab.circle(*lab.place(0), 50)
    expect(lab.heading).to_contain_text("by hand")
    count = lab.selected()
    lab.page.get_by_role("radio", name="3-D").click()
    lab.page.wait_for_url("**view=3d**")
    lab.wait_until_marked(count, FILLED)
    assert lab.selected() == count
    # The flat chart stays for a moment beside the new one.
    expect(lab.page.locator(".js-plotly-plot")).to_have_count(1)
    lens = lab.page.locator(".lens")
    box = lab.page.locator(".js-plotly-plot").bounding_box()
    for step in range(40):
        lab.page.mouse.move(box["x"] + box["width"] * (0.35 + 0.008 * step), box["y"] + box["height"] / 2)
        lab.page.wait_for_timeout(50)
        if lens.is_visible():
            break
    index = int(lens.get_attribute("data-index"))
    assert np.array_equal(grey(lens.locator("canvas")), data.test_set("mnist")[0][index].flatten())
    # A press on a class fills the second trace anew and leaves the camera where the visitor turned it.
    lab.page.mouse.down()
    lab.page.mouse.move(box["x"] + 60, box["y"] + 200, steps=6)
    lab.page.mouse.up()
    camera = "() => JSON.stringify(document.querySelector('.js-plotly-plot')._fullLayout.scene.camera.eye)"
    turned = lab.page.evaluate(camera)
    lab.page.get_by_role("radio", name="4", exact=True).click()
    lab.wait_until_marked(int((results.cloud("pca_d30").labels == 4).sum()), FILLED)
    assert lab.page.evaluate(camera) == turned


def test_a_finger_selects_and_looks_and_the_page_keeps_its_width(phone):
    lab = Scatter(phone)
    assert lab.page.evaluate("document.documentElement.scrollWidth") <= 390
    lab.wait_until_marked(lab.selected())
    x, y = lab.place(middle_of(1))
    send = fingers(lab.page)
    turns = np.linspace(0, 2 * np.pi, 14)
    spots = [(x + 40 * np.cos(turn), y + 40 * np.sin(turn)) for turn in turns]
    send("touchStart", spots[0])
    for spot in spots[1:]:
        send("touchMove", spot)
    send("touchEnd")
    expect(lab.heading).to_contain_text("by hand")
    assert np.argmax(lab.counts()) == 1
    lab.page.touchscreen.tap(x, y)
    expect(lab.page.locator(".lens")).to_be_visible()


def test_the_scatter_speaks_korean_and_goes_dark(browser, address):
    inks = {}
    for scheme in ("light", "dark"):
        with visiting(browser, address, color_scheme=scheme) as visitor:
            lab = Scatter(visitor, f"/scatter?model={MODEL}&lang=ko")
            assert re.search("[가-힣]", lab.heading.inner_text())
            expect(lab.page.locator(".modebar-btn[data-title='올가미로 선택']")).to_be_visible()
            inks[scheme] = lab.page.locator(".js-plotly-plot .xtitle").evaluate(
                "e => getComputedStyle(e).fill"
            )
    assert inks["light"] != inks["dark"]
