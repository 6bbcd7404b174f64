"""The map as one file: it works from disk, without a server."""

import numpy as np
import pytest
import torch

from tests.browser.conftest import MINUS, grey
from tests.support.map_visit import Map
from ui.components.latent_pad import Layers, Settings
from ui.features.latent_map import standalone
from ui.resources import latent_planes, models
from ui.visuals import class_names


@torch.inference_mode()
def test_the_map_taken_home_works_from_disk(visitor, browser, tmp_path):
    name = latent_planes.available()[-1]
    lab = Map(visitor, f"/latent_map?model={name}&z=0.5,-1")
    with lab.page.expect_download() as download:
        lab.page.get_by_role("button", name="Take the map home").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.stat().st_size < 4_000_000
    context = browser.new_context(offline=True)
    page = context.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: request.url.startswith("http") and problems.append(request.url))
    page.goto(file.as_uri())
    page.locator(".pad.ready").wait_for()
    box = page.locator("canvas.marks").bounding_box()
    page.mouse.move(box["x"] + 0.4 * box["width"], box["y"] + 0.6 * box["height"])
    page.wait_for_timeout(200)
    text = page.locator(".hover output").inner_text().translate(MINUS)
    z = torch.tensor([[float(v) for v in text[1:-1].split(",")]])
    shown = grey(page.locator(".hover canvas"))
    expected = models.model(name).decode(z).flatten().numpy() * 255
    # The coordinates on screen are rounded to two digits.
    assert np.abs(shown - expected).mean() < 2
    page.get_by_role("button", name="Off the data").click()
    page.wait_for_timeout(500)
    assert problems == []
    context.close()


@torch.inference_mode()
@pytest.mark.parametrize("name", ["ae_d2_fashion", "vae_d2_fashion"])
def test_a_map_of_clothes_taken_home_shows_them(browser, tmp_path, name):
    plane = latent_planes.plane(name)
    z, home = plane.code_of(5), plane.home
    found = Settings(
        blob=plane.blob,
        pinned=z,
        answered=0,
        answer="",
        layers=Layers(),
        home=home,
        area=plane.area,
        errors="none",
        prior=name.startswith("vae"),
        drawing=None,
        path=((home[0], home[2]), (home[1], home[3])),
        classes=class_names.names("fashion"),
    )
    file = tmp_path / "map.html"
    file.write_text(
        standalone.page("Map", "Hover.", found.as_data(), {plane.blob: plane.content}), encoding="utf-8"
    )
    expected = models.model(name).decode(torch.tensor([z])).flatten().numpy() * 255
    page = browser.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(file.as_uri())
    page.locator(".pad.ready").wait_for()
    page.locator(".strip").wait_for()
    assert np.abs(grey(page.locator(".hover canvas")) - expected).max() <= 1
    assert not page.get_by_role("button", name="My drawing").is_visible()
    assert page.get_by_role("button", name="Gaussian quantiles").is_visible() is name.startswith("vae")
    page.get_by_role("button", name="Neighbours' vote").click()
    page.wait_for_timeout(300)
    assert problems == []
    page.close()
