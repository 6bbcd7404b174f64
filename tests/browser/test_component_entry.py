"""A component whose call was overtaken, without a page: Streamlit calls for both runs and ends the former call."""

import pytest

from ui import components

# Two runs come while the script loads. Streamlit ends the former call as soon as it returns, which may be on either
# side of the latter call.
CALLS = """async ([script, first, second, endsFirst]) => {
  const { default: call } = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  globalThis.sent = [];
  const given = { parentElement: document.body, setStateValue: (...message) => sent.push(message) };
  const end = call({ ...given, data: first });
  if (endsFirst) end();
  globalThis.end = call({ ...given, data: second });
  if (!endsFirst) end();
}"""
orders = pytest.mark.parametrize("ends_first", [True, False])


@orders
def test_the_pair_still_hears_the_keys(page, ends_first):
    page.set_content(components.text("pair/pair.html"))
    labels = {"task": "", "sides": ["", ""], "next": ""}
    data = {"pictures": ["data:,", "data:,"], "number": 1, "answer": None, "answered": 0, "labels": labels}
    page.evaluate(CALLS, [components.text("pair/pair.js"), data, {**data, "number": 2}, ends_first])
    page.keyboard.press("ArrowRight")
    assert page.evaluate("sent") == [["act", {"sequence": 1, "number": 2, "kind": "guess", "side": 1}]]
    page.evaluate("end()")
    page.evaluate("sent.length = 0")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("sent") == []


@orders
def test_the_style_pad_still_paints_and_takes_the_decoder(page, ends_first):
    page.set_content(components.text("style_pad/style_pad.html"))
    labels = dict.fromkeys(("plane", "row", "asked", "choose"), "") | {"style": "s = {style}"}
    data = {"style": [0, 0], "digit": None, "answered": 0, "blob": "b", "note": "", "labels": labels}
    second = {**data, "style": [1, -1], "answered": 1}
    page.evaluate(CALLS, [components.text("style_pad/style_pad.js"), data, second, ends_first])
    page.wait_for_function(
        "document.querySelector('output').textContent === 's = (1.00, −1.00)'", timeout=5000
    )
    # Whether it still looks for its blob.
    page.evaluate("globalThis.labBlobs = { get: (name) => { globalThis.asked = name; } }")
    page.evaluate("dispatchEvent(new CustomEvent('lab-blob'))")
    assert page.evaluate("asked") == "b"
