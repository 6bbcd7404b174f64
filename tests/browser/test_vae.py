"""Inside a VAE in a real Chromium: the draws are Python's, the numbers torch's, one by one and by hundreds."""

import numpy as np
import pytest
import torch
from playwright.sync_api import expect

from ae_core import data
from ae_core.latent import seeded_normal
from tests.browser.conftest import MINUS, grey
from ui import components
from ui.components.cloud import Chosen
from ui.features.vae import results
from ui.resources import models, variational

DRAWS = components.text("cloud/draws.js")


def test_the_browser_draws_what_python_draws(page):
    for seed in (0, 1, 42, seeded_normal.SEEDS - 1):
        got = page.evaluate(
            f"(seed) => {{ {DRAWS}; return Array.from({{ length: 1000 }}, (_, k) => epsilonAt(seed, k)); }}",
            seed,
        )
        assert np.abs(np.array(got) - seeded_normal.epsilons(seed, 1000, 2)).max() < 1e-12


def test_the_browsers_cross_entropy_is_torchs(page):
    logits, x = 20 * torch.randn(784), torch.rand(784)
    got = page.evaluate(
        f"([logits, x]) => {{ {DRAWS}; return crossEntropy(logits, x); }}", [logits.tolist(), x.tolist()]
    )
    oracle = torch.nn.functional.binary_cross_entropy_with_logits(
        logits.double(), x.double(), reduction="sum"
    )
    assert got == pytest.approx(oracle.item(), rel=1e-6)


class Cloud:
    """A visitor at the page."""

    def __init__(self, visitor, path: str) -> None:
        self.visitor, self.page = visitor, visitor.page
        visitor.open(path)
        self.root = self.page.locator(".cloud")
        self.page.locator(".cloud.ready").wait_for()

    def rests_at(self, count: int) -> None:
        expect(self.root).to_have_attribute("data-drawn", str(count), timeout=30_000)

    def cell(self, step: str, j: int) -> float:
        text = self.page.locator(f"td[data-step={step}][data-j='{j}']").inner_text()
        return float(text.translate(MINUS))

    def numbers(self, step: str) -> list[float]:
        return [self.cell(step, 0), self.cell(step, 1)]

    def pixels(self, name: str) -> np.ndarray:
        return grey(self.page.locator(f"canvas[data-digit={name}]"))


@torch.inference_mode()
def test_the_numbers_on_the_page_are_torchs(visitor):
    lab = Cloud(visitor, "/vae?digit=32&seed=5&draws=120")
    lab.rests_at(120)
    x = data.as_input(data.test_set("mnist")[0][32])
    terms = results.read(variational.variational(results.FLAT), x, Chosen(seed=5, count=120)).terms
    assert lab.numbers("mu") == pytest.approx(terms.mu.tolist(), abs=6e-5)
    assert lab.numbers("logvar") == pytest.approx(terms.logvar.tolist(), abs=6e-5)
    assert lab.numbers("sigma") == pytest.approx(terms.sigma.tolist(), abs=6e-5)
    assert lab.numbers("epsilon") == pytest.approx(terms.epsilon[-1].tolist(), abs=6e-5)
    assert lab.numbers("z") == pytest.approx(terms.z[-1].tolist(), abs=6e-5)
    assert lab.numbers("kl") == pytest.approx(terms.kl.tolist(), abs=6e-5)
    net = models.model(results.FLAT)
    decoded = net.decode(torch.tensor(terms.z).float())
    assert np.abs(lab.pixels("z") - 255 * decoded[-1].flatten().numpy()).max() < 1
    assert np.abs(lab.pixels("average") - 255 * decoded.mean(0).flatten().numpy()).max() < 1
    mean = net.decode(torch.tensor(terms.mu)[None]).flatten().numpy()
    assert np.abs(lab.pixels("mean") - 255 * mean).max() < 1
    # The newest hundred stand in the grid: draw 119 in the second row's last cell.
    grid = lab.pixels("grid").reshape(10, 28, 10, 28).transpose(0, 2, 1, 3).reshape(100, 784)
    assert np.abs(grid[19] - 255 * decoded[119].flatten().numpy()).max() < 1
    assert np.abs(grid[20] - 255 * decoded[20].flatten().numpy()).max() < 1
    assert float(lab.root.get_attribute("data-loss")) == pytest.approx(terms.cross_entropy, rel=1e-5)
    assert lab.page.locator(".total output").inner_text() == f"{terms.loss:.1f}"
    assert lab.page.locator(".key [data-part=floor] output").inner_text() == f"{terms.floor:.1f}"


def test_draws_come_one_by_one_and_by_hundreds_and_stay_in_the_link(visitor):
    lab = Cloud(visitor, "/vae?seed=5&draws=3")
    lab.rests_at(3)
    lab.page.get_by_role("button", name="Draw one").click()
    lab.rests_at(4)
    assert lab.numbers("epsilon") == pytest.approx(seeded_normal.epsilons(5, 4, 2)[-1].tolist(), abs=6e-5)
    lab.page.wait_for_url("**draws=4**")
    lab.page.get_by_role("button", name="Draw 100").click()
    lab.rests_at(104)
    assert lab.root.locator(".count").inner_text() == "104 draws"
    lab.page.wait_for_url("**draws=104**")
    lab.page.locator("[data-do=seed]").fill("77")
    lab.page.keyboard.press("Enter")
    lab.page.wait_for_url("**seed=77**")
    lab.rests_at(104)
    assert lab.numbers("epsilon") == pytest.approx(seeded_normal.epsilons(77, 104, 2)[-1].tolist(), abs=6e-5)
    lab.page.get_by_role("button", name="Start over").click()
    lab.rests_at(0)
    assert lab.numbers("z") == lab.numbers("mu")
    assert lab.pixels("grid").max() == 0
    lab.page.get_by_role("button", name="Draw one").click()
    lab.rests_at(1)
    assert lab.root.locator(".count").inner_text() == "1 draw"


def test_a_hundred_come_by_themselves_on_arrival(visitor):
    lab = Cloud(visitor, "/vae")
    lab.rests_at(100)
    assert lab.page.locator(".count").inner_text() == "100 draws"


def test_a_cell_of_the_grid_shows_its_draw(visitor):
    lab = Cloud(visitor, "/vae?draws=30&seed=2")
    lab.rests_at(30)
    grid = lab.page.locator("canvas[data-digit=grid]")
    grid.hover(position={"x": 4.5 * 28, "y": 1.5 * 28})
    expect(lab.page.locator(".which")).to_have_text("draw 15")
    assert lab.numbers("epsilon") == pytest.approx(seeded_normal.epsilons(2, 30, 2)[14].tolist(), abs=6e-5)
    lab.page.mouse.move(5, 5)
    expect(lab.page.locator(".which")).to_have_text("draw 30")
    grid.focus()
    lab.page.keyboard.press("ArrowUp")
    expect(lab.page.locator(".which")).to_have_text("draw 20")


def test_a_step_opens_to_its_formula_with_these_numbers(visitor):
    lab = Cloud(visitor, "/vae?draws=1")
    lab.rests_at(1)
    lab.page.locator("th button[data-step=kl]").click()
    line = lab.page.locator(".formula span").first
    expect(line).to_contain_text("KL₁ = ½")
    assert line.inner_text().translate(MINUS).endswith(f"{lab.cell('kl', 0):.4f}")


def test_the_cloud_follows_the_pen_with_the_same_draws(visitor):
    lab = Cloud(visitor, "/vae?digit=32&draws=5")
    lab.rests_at(5)
    before, epsilon = lab.numbers("mu"), lab.numbers("epsilon")
    canvas = lab.page.locator(".paper canvas")
    box = canvas.bounding_box()
    visitor.drag([(box["x"] + 60, box["y"] + 60), (box["x"] + 220, box["y"] + 200)], steps=6)
    expect(lab.page.locator("td[data-step=mu][data-j='0']")).not_to_have_text(
        f"{before[0]:.4f}".replace("-", "\N{MINUS SIGN}"), timeout=10_000
    )
    assert lab.numbers("epsilon") == epsilon
    lab.page.get_by_label("Clear", exact=True).click()
    expect(lab.page.locator(".cloud.nothing")).to_be_visible()
    lab.page.get_by_role("button", name="Another test digit").click()
    expect(lab.page.locator(".cloud.nothing")).to_have_count(0)


def test_a_phone_shows_all_in_its_width(phone):
    lab = Cloud(phone, "/vae?draws=20")
    lab.rests_at(20)
    assert lab.page.evaluate("document.documentElement.scrollWidth") <= 390
    box = lab.page.locator("canvas[data-digit=grid]").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
