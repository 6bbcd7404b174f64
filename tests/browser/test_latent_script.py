"""The latent pad's arithmetic, run in a real Chromium without a page: the same numbers as torch."""

import base64

import numpy as np
import pytest
import torch

from ae_core import latent
from ui import components
from ui.resources import latent_planes, models

DECODER, FIELDS = (
    components.text("shared/blobs.js", "shared/decoder.js"),
    components.text("latent_pad/fields.js"),
)


@pytest.mark.parametrize("name", latent_planes.available())
@torch.inference_mode()
def test_the_browser_decodes_what_torch_decodes(page, name):
    """1,000 codes over the whole range of the data: no pixel differs by as much as one grey level."""
    space = models.code_space(name)
    chance = torch.Generator().manual_seed(0)
    low, high = torch.tensor(space.low), torch.tensor(space.high)
    codes = (low + (high - low) * torch.rand(1000, 2, generator=chance)).float()
    expected = models.model(name).decode(codes).flatten(1).numpy()
    got = page.evaluate(
        f"""([blob, codes]) => {{
          {DECODER}
          const bytes = Uint8Array.from(atob(blob), (c) => c.charCodeAt(0));
          const decode = makeDecoder(readBlobs(bytes)[0]);
          const out = new Float32Array(784 * codes.length);
          codes.forEach((z, i) => out.set(decode(z), 784 * i));
          let text = '';
          new Uint8Array(out.buffer).forEach((byte) => {{ text += String.fromCharCode(byte); }});
          return btoa(text);
        }}""",
        [base64.b64encode(latent_planes.plane(name).content).decode(), codes.tolist()],
    )
    decoded = np.frombuffer(base64.b64decode(got), np.float32).reshape(expected.shape)
    assert np.abs(decoded - expected).max() < 1 / 255


def test_the_browsers_neighbours_vote_as_torchs_do(page):
    """Also far outside, where whole rings of bins are empty."""
    name = latent_planes.available()[-1]
    space, home = models.code_space(name), latent_planes.home(name)
    left, right, bottom, top = latent_planes.plane(name).area
    chance = torch.Generator().manual_seed(0)
    places = torch.rand(400, 2, generator=chance) * torch.tensor([right - left, top - bottom])
    places = (places + torch.tensor([left, bottom])).float()
    _distances, found = latent.nearest(places, space.codes, 5)
    votes = page.evaluate(
        f"""([codes, labels, home, places]) => {{
          {FIELDS}
          const ask = makeNeighbours({{ codes: Float32Array.from(codes), labels }}, home);
          return places.map((z) => ask(z).label);
        }}""",
        [space.codes.flatten().tolist(), space.labels.tolist(), home, places.tolist()],
    )
    assert votes == latent.vote(space.labels[found]).tolist()
