"""A page's opening, its end, what follows while a step is open, and its downloads."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ui.shell import downloads, layout, router
from ui.shell.downloads import Download


def run(script) -> AppTest:
    at = AppTest.from_function(script, default_timeout=30).run()
    assert not at.exception
    return at


def test_the_opening_has_the_tools_beside_the_title():
    def script():
        import streamlit as st

        from ui.shell import layout

        with layout.opening("draw"):
            st.button("a tool")

    at = run(script)
    row = at.main.children[0]
    assert [child.type for child in row.children.values()] == ["flex_container", "button"]
    assert row.children[0].children[0].type == "title"


def test_a_page_without_tools_has_no_row():
    def script():
        from ui.shell import layout

        layout.title("draw")

    box = run(script).main.children[0]
    assert [child.type for child in box.children.values()] == ["title", "markdown"]


@pytest.fixture
def rerun(monkeypatch) -> list:
    monkeypatch.setattr(st, "session_state", {})
    reruns: list = []
    monkeypatch.setattr(st, "rerun", reruns.append)
    return reruns


@pytest.mark.parametrize("opened", ["draw-step-1", "draw-map"])
def test_what_lies_below_follows_only_while_a_fold_is_open(rerun, opened):
    taken = []
    st.session_state["language"] = "en"
    layout.follow_open_steps(
        "draw", ("draw_stage", "draw_steps"), lambda: taken.append(1), folds=["draw-map"]
    )
    assert (taken, rerun) == ([], [])
    st.session_state[opened] = True
    layout.follow_open_steps(
        "draw", ("draw_stage", "draw_steps"), lambda: taken.append(1), folds=["draw-map"]
    )
    assert (taken, rerun) == ([1], [["draw_stage", "draw_steps"]])


def test_the_end_says_where_the_page_comes_from_and_leads_on(monkeypatch):
    said = []
    monkeypatch.setattr(layout.lessons, "show_source", lambda page: said.append(f"source {page}"))
    monkeypatch.setattr(router, "next_link", lambda page: said.append(f"next {page}"))
    layout.closing("vae")
    assert said == ["source vae", "next vae"]


def test_a_download_says_its_kind_by_its_ending_and_is_made_when_pressed(monkeypatch):
    given = []
    monkeypatch.setattr(st, "download_button", lambda *args, **more: given.append((args, more)))
    made = []
    one = Download("All (PNG)", lambda: made.append(1) or b"", "all.png", "all-png", help="all of it")
    downloads.button(one)
    (label, make, name, mime), more = given[0]
    assert (label, name, mime) == ("All (PNG)", "all.png", "image/png")
    assert made == []
    assert make() == b""
    assert (more["key"], more["on_click"], more["help"]) == ("all-png", "ignore", "all of it")
    assert (more["icon"], more["width"]) == (":material/image:", "content")


@pytest.mark.parametrize("ending", ["png", "gif", "csv", "json", "html", "safetensors"])
def test_every_kind_of_file_is_known(monkeypatch, ending):
    monkeypatch.setattr(st, "download_button", lambda *args, **more: None)
    downloads.button(Download("a", b"", f"a.{ending}", "a", icon=":material/download:"))
