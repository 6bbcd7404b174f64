"""The draw page, without a browser: what each drawing, upload, choice and broken checkpoint shows."""

import io
import re

import numpy as np
import pytest
from PIL import Image

from tests.support.component_data import component_data
from tests.support.sending import send_drawing
from tests.support.strokes import rendered
from ui.components.canvas import SIDE
from ui.visuals.png import data_uri

CHOICE = "ae_nyu_d30,pca_d2"


def bench(at) -> str:
    return component_data(at, "draw_bench")["html"]


def rows(at) -> dict[str, str]:
    """HTML of each model's row."""
    return dict(
        re.findall(r'<article class="row[^>]*data-model="(\w+)">(.*?)</article>', bench(at), re.DOTALL)
    )


def votes(at) -> dict[str, int]:
    return {name: int(re.search(r'data-vote="(\d)"', html)[1]) for name, html in rows(at).items()}


def send(at, pixels: np.ndarray | None, token: str = "", **more) -> None:
    """What the browser does when the drawing changes."""
    send_drawing(at, "draw_canvas", pixels, token, **more)


def png(image: Image.Image, kind: str = "PNG", **options) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def test_a_test_digit_and_its_reconstructions_are_there_on_arrival(visit):
    at = visit("draw", models=CHOICE, digit="32")
    assert list(rows(at)) == ["ae_nyu_d30", "pca_d30", "pca_d2"]
    assert component_data(at, "draw_canvas")["start"]["token"] == "test:32"
    assert "labelled 3" in component_data(at, "draw_input")["html"]
    assert votes(at)["ae_nyu_d30"] == 3


def test_pca_at_the_same_dimension_is_always_among_them(visit):
    assert set(rows(visit("draw", models="ae_nyu_d30"))) == {"ae_nyu_d30", "pca_d30"}


def test_a_drawing_is_read_and_answered(visit):
    at = visit("draw", models=CHOICE)
    before = bench(at)
    send(at, rendered(0))
    assert bench(at) != before
    assert votes(at)["ae_nyu_d30"] == 0
    assert component_data(at, "draw_canvas")["answered"] == 1
    assert "digit" not in at.query_params


def test_undo_back_to_the_test_digit_restores_its_numbers(visit):
    at = visit("draw", models=CHOICE, digit="32")
    first = bench(at)
    send(at, rendered(8))
    send(at, None, token="test:32")
    assert bench(at) == first
    assert at.query_params["digit"] == "32"


def test_a_digit_in_a_corner_needs_the_preparation(visit):
    at = visit("draw", models=CHOICE)
    send(at, rendered(3, "tiny"))
    assert votes(at)["ae_nyu_d30"] == 3
    prepared = component_data(at, "draw_input")["html"]
    at.toggle(key="draw_prepare").set_value(False).run()
    assert component_data(at, "draw_input")["html"] != prepared
    assert at.query_params["raw"] == "1"


@pytest.mark.parametrize("pixels", [None, np.zeros((SIDE, SIDE), np.uint8)], ids=["blank", "black"])
def test_an_empty_canvas_gets_a_sentence(visit, pixels):
    at = visit("draw", models=CHOICE)
    send(at, pixels)
    assert rows(at) == {}
    assert "nothing drawn yet" in bench(at)
    send(at, rendered(1))
    assert votes(at)["ae_nyu_d30"] == 1


def test_one_dot_and_a_white_canvas_give_a_sensible_result(visit):
    at = visit("draw", models=CHOICE)
    dot = np.zeros((SIDE, SIDE), np.uint8)
    dot[100:103, 60:63] = 255
    for pixels in (dot, np.full((SIDE, SIDE), 255, np.uint8)):
        send(at, pixels)
        assert len(rows(at)) == 3
        assert "nan" not in bench(at)


@pytest.mark.parametrize(
    "payload",
    [
        {"png": "data:image/png;base64,AAAA"},
        {"png": "data:image/png;base64," + "A" * 1_000_000},
        {"png": "javascript:alert(1)"},
        {"png": data_uri(np.zeros((5, 5), np.uint8))},
        {"token": "test:99999999"},
        {"token": "test:x"},
        {"sequence": "one"},
        {"png": None},
    ],
)
def test_what_no_canvas_of_ours_sends_changes_nothing(visit, payload):
    at = visit("draw", models=CHOICE, digit="32")
    before = bench(at)
    send(at, None, **{"token": "test:x", **payload} if "png" not in payload else payload)
    assert not at.exception
    assert not at.error
    assert bench(at) == before


def test_another_test_digit_replaces_the_drawing(visit):
    at = visit("draw", models=CHOICE)
    send(at, rendered(5))
    old = component_data(at, "draw_canvas")["start"]["id"]
    at.button[0].click().run()
    data = component_data(at, "draw_canvas")
    assert data["start"]["id"] != old
    assert data["start"]["token"] == f"test:{at.query_params['digit']}"


def test_the_drawing_and_the_choices_survive_a_change_of_page(visit):
    at = visit("draw", models=CHOICE)
    send(at, rendered(0))
    at.toggle(key="draw_prepare").set_value(False).run()
    before, memory = bench(at), component_data(at, "draw_canvas")["memory"]
    at.switch_page("pages/home.py").run()
    at.switch_page("pages/draw.py").run()
    assert bench(at) == before
    assert component_data(at, "draw_canvas")["memory"] == memory
    assert at.toggle(key="draw_prepare").value is False


def test_choosing_no_model_asks_for_one(visit):
    at = visit("draw", models=CHOICE)
    at.multiselect(key="draw_models_en").set_value([]).run()
    assert not at.exception
    assert "Choose a model" in bench(at)


def test_the_choice_of_models_survives_a_change_of_language(visit):
    at = visit("draw", models=CHOICE, lang="en")
    at.sidebar.button_group(key="language_choice").set_value("ko").run()
    assert set(rows(at)) == {"ae_nyu_d30", "pca_d30", "pca_d2"}
    assert at.multiselect(key="draw_models_ko").value == CHOICE.split(",")


def test_an_open_step_shows_todays_numbers(visit):
    at = visit("draw", models=CHOICE, digit="32")
    error = re.search(r"error ([\d.]+)", rows(at)["ae_nyu_d30"])[1]
    at.session_state["draw-step-3"] = True
    at.run()
    assert error in at.expander[3].markdown[0].value
    assert "{{" not in at.expander[3].markdown[0].value


GOOD_UPLOADS = {
    "digit.png": png(Image.fromarray(rendered(4))),
    "ink on paper.jpg": png(Image.fromarray(255 - rendered(4)), "JPEG"),
    "transparent.png": png(Image.merge("LA", [Image.new("L", (SIDE, SIDE)), Image.fromarray(rendered(4))])),
    "cmyk.jpg": png(Image.fromarray(255 - rendered(4)).convert("CMYK"), "JPEG"),
    "16 bit.png": png(Image.fromarray(rendered(4).astype(np.uint16) * 257)),
    "animated.png": png(
        Image.fromarray(rendered(4)),
        save_all=True,
        append_images=[Image.fromarray(rendered(0))],
        duration=100,
    ),
}


@pytest.mark.parametrize("name", GOOD_UPLOADS)
def test_an_uploaded_four_lands_on_the_canvas(visit, name):
    at = visit("draw", models=CHOICE)
    at.file_uploader(key="draw_upload").upload(name, GOOD_UPLOADS[name]).run()
    assert not at.error
    assert votes(at)["ae_nyu_d30"] == 4
    assert component_data(at, "draw_canvas")["start"]["image"].startswith("data:image/png;base64,")


BAD_UPLOADS = {
    "text.png": b"this is no picture",
    "empty.png": b"",
    "cut off.png": GOOD_UPLOADS["digit.png"][:-200],
    "grey.png": png(Image.new("L", (50, 50), 128)),
    "one pixel.png": png(Image.new("L", (1, 1), 255)),
    "huge.png": png(Image.new("1", (5000, 5000))),
    "gif.png": png(Image.fromarray(rendered(4)), "GIF"),
}


@pytest.mark.parametrize("name", BAD_UPLOADS)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_bad_upload_gets_one_sentence_and_the_drawing_stays(visit, name, language):
    at = visit("draw", models=CHOICE, lang=language)
    send(at, rendered(0))
    before = bench(at)
    at.file_uploader(key="draw_upload").upload(name, BAD_UPLOADS[name]).run()
    assert not at.exception
    assert len(at.error) == 1
    assert bool(re.search("[가-힣]", at.error[0].value)) is (language == "ko")
    assert bench(at) == before


@pytest.mark.parametrize("harm", ["missing", "no card", "truncated", "altered", "other schema"])
def test_a_broken_checkpoint_costs_its_row_only(visit, checkpoints, harm):
    weights, card = (checkpoints / f"ae_nyu_d30.{suffix}" for suffix in ("safetensors", "json"))
    good = weights.read_bytes()
    if harm == "missing":
        weights.unlink()
    elif harm == "no card":
        card.unlink()
    elif harm == "truncated":
        weights.write_bytes(good[: len(good) // 2])
    elif harm == "altered":
        weights.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    else:
        card.write_text(re.sub(r'("schema\w*": )\S+', r"\g<1>999,", card.read_text()))
    at = visit("draw", models=CHOICE)
    assert not at.exception
    assert not at.error
    shown = rows(at)
    assert "cannot be shown" in shown["ae_nyu_d30"]
    assert 'data-vote="' in shown["pca_d30"]
