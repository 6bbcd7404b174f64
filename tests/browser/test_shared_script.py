"""What several components share, run in a real Chromium without a page: the same numbers as Python's."""

from typing import Any

import numpy as np
import pytest
import torch
from scipy import special

from ae_core.images import corruption
from ae_core.latent.interpolation import evenly
from ui import components


def run(page, scripts: tuple[str, ...], body: str, *given: Any) -> Any:
    """What `body` returns, a function's that knows these scripts and `given`."""
    return page.evaluate(f"(given) => {{ {components.text(*scripts)}\n{body} }}", list(given))


def test_every_half_is_widened_as_numpy_does(page):
    got = run(
        page,
        ("shared/blobs.js",),
        "return Array.from(widen(Uint16Array.from({ length: 65536 }, (_, i) => i)), String);",
    )
    expected = np.arange(65536, dtype=np.uint16).view(np.float16).astype(np.float32)
    np.testing.assert_array_equal(np.array([float(value) for value in got], np.float32), expected)


def test_places_along_a_line_are_pythons(page):
    chance = torch.Generator().manual_seed(0)
    lines = [torch.randn(k, 2, generator=chance, dtype=torch.float64) for k in (2, 3, 7, 30)]
    lines.append(torch.tensor([[0, 0], [0, 0], [1, 2], [1, 2], [3, 1]], dtype=torch.float64))
    for line in lines:
        got = run(page, ("shared/evenly.js",), "return evenly(given[0], given[1]);", line.tolist(), 24)
        assert np.abs(np.array(got) - evenly(line, 24).numpy()).max() < 1e-9


def test_the_bent_plane_is_the_normal_distributions(page):
    values = np.linspace(-3.7, 3.7, 400)
    shares = np.linspace(2e-4, 1 - 2e-4, 400)
    got = run(
        page,
        ("shared/warps.js",),
        "return [given[0].map(WARPS.gauss.bend), given[1].map(WARPS.gauss.unbend)];",
        values.tolist(),
        shares.tolist(),
    )
    np.testing.assert_allclose(got[0], special.ndtr(values), rtol=2e-7)
    np.testing.assert_allclose(got[1], special.ndtri(shares), rtol=2e-9, atol=2e-9)


@pytest.mark.parametrize(
    ("warp", "home"), [("straight", [-6, 9, -4, 7]), ("gauss", [-0.02, 1.02, -0.02, 1.02])]
)
def test_a_code_is_found_where_it_is_seen(page, warp, home):
    """And what is under the pointer stays there when one zooms."""
    body = """
      const [home, warp, codes] = given;
      const view = makeView(home, WARPS[warp]);
      view.resize(700, 500);
      const back = codes.map((z) => view.toCode(...view.toScreen(z)));
      const [left, top] = view.toScreen(codes[0]);
      view.zoom(2.5, left, top);
      return { back, seen: [left, top], after: view.toScreen(codes[0]), home: view.atHome() };"""
    codes = np.random.default_rng(0).uniform(-2, 2, (50, 2)).tolist()
    got = run(page, ("shared/warps.js", "shared/plane.js"), body, home, warp, codes)
    np.testing.assert_allclose(got["back"], codes, atol=1e-5)
    np.testing.assert_allclose(got["after"], got["seen"], atol=1e-6)
    assert not got["home"]


def test_classes_are_named_at_their_median_and_the_reach_holds_all(page):
    chance = np.random.default_rng(0)
    codes, labels = chance.normal(0, 4, (501, 2)).astype(np.float32), chance.integers(0, 10, 501)
    home = [-3.0, 3.0, -3.0, 3.0]
    body = """
      const coded = { codes: Float32Array.from(given[0].flat()), labels: Uint8Array.from(given[1]) };
      const view = makeView(given[2], WARPS.straight);
      view.resize(400, 400);
      return [classPlaces(coded), reachOf(coded, given[2]), countBeyond({ places: coded.codes }, view)];"""
    places, reach, beyond = run(
        page, ("shared/warps.js", "shared/plane.js"), body, codes.tolist(), labels.tolist(), home
    )
    for label, place in enumerate(places):
        own = np.sort(codes[labels == label], axis=0)
        assert place == pytest.approx(own[len(own) // 2].tolist())
    (left, bottom), (right, top) = codes.min(0), codes.max(0)
    assert reach == pytest.approx([left, right, bottom, top])
    assert beyond == int((np.abs(codes) > 3).any(1).sum())


def test_discs_are_moved_apart(page):
    places = np.random.default_rng(1).uniform(0, 120, (6, 2)).tolist()
    got = np.array(run(page, ("shared/marks.js",), "return apart(given[0], 20);", places))
    gaps = np.linalg.norm(got[:, None] - got[None], axis=2)[np.triu_indices(6, 1)]
    assert gaps.min() > 19


def test_a_simplified_path_has_few_corners_and_stays_near(page):
    turns = np.linspace(0, 12, 600)
    path = np.stack([30 * turns, 80 * np.sin(turns)], 1)
    body = "return simplified(given[0], (z) => z);"
    got = np.array(run(page, ("latent_pad/paths.js",), body, path.tolist()))
    assert len(got) <= 32
    assert got[0].tolist() == path[0].tolist()
    assert got[-1].tolist() == path[-1].tolist()
    fine = evenly(torch.from_numpy(got), 3000).numpy()
    assert np.linalg.norm(path[:, None] - fine[None], axis=2).min(1).max() < 8


@pytest.mark.parametrize(
    ("kind", "strength"),
    [("dropout", 0.4), ("gaussian", 0.7), ("salt_and_pepper", 0.3), ("patch", 9), ("downsample", 4)],
)
def test_the_browser_spoils_as_python_does(page, kind, strength):
    chance = torch.Generator().manual_seed(3)
    x = torch.rand(1, 1, 28, 28, generator=chance)
    uniform = torch.rand(2, 1, 1, 28, 28, generator=chance)
    normal = torch.randn(1, 1, 28, 28, generator=chance)
    inside = torch.zeros(28, 28, dtype=torch.bool)
    inside[5 : 5 + int(strength), 11 : 11 + int(strength)] = True
    fields, expected = {
        "dropout": lambda: ([uniform[0]], x * (uniform[0] >= strength)),
        "gaussian": lambda: ([normal], x + strength * normal),
        "salt_and_pepper": lambda: (
            list(uniform),
            torch.where(uniform[0] < strength, (uniform[1] < 0.5).float(), x),
        ),
        "patch": lambda: ([], torch.where(inside, torch.zeros_like(x), x)),
        "downsample": lambda: ([], corruption.downsample(x, int(strength))),
    }[kind]()
    body = """
      const [kind, x, fields, spoil] = given;
      return Array.from(SPOILS[kind](Float32Array.from(x), fields.map((f) => Float32Array.from(f)), spoil));"""
    got = run(
        page,
        ("spoiler/spoils.js",),
        body,
        kind,
        x.flatten().tolist(),
        [field.flatten().tolist() for field in fields],
        {"kind": kind, "strength": strength, "seed": 0, "top": 5, "left": 11},
    )
    np.testing.assert_allclose(got, expected.flatten().numpy(), atol=1e-6)


def test_numbers_are_written_with_a_minus_and_counted_texts_have_two_forms(page):
    body = "return [withMinus((-1.5).toFixed(2)), ...[0, 1, 2].map((n) => formFor(['one', 'several'], n))];"
    assert run(page, ("shared/numbers.js",), body) == ["\N{MINUS SIGN}1.50", "several", "one", "several"]
