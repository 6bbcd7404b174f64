"""One suite that every entry of the registry must pass, with fresh random weights, whatever its domain takes in.

A new domain adds itself to `DOMAINS` and passes all that follows.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
import torch

from ae_core import registry
from ae_core.models import FAMILIES, Output

NAMES = [entry.name for entry in registry.ENTRIES]


@dataclass(frozen=True)
class Domain:
    """What the models of a domain take and give. inputs: so many at random. low, high: bounds of what is decoded."""

    inputs: Callable[[int, torch.Generator], torch.Tensor]
    low: float
    high: float


DOMAINS = {
    "images": Domain(lambda count, generator: torch.rand(count, 1, 28, 28, generator=generator), 0.0, 1.0),
}


@pytest.fixture(params=NAMES)
def built(request):
    torch.manual_seed(0)
    return registry.get(request.param), registry.build(request.param).eval()


@pytest.fixture
def domain(built) -> Domain:
    return DOMAINS[built[0].domain]


@pytest.fixture
def x(domain) -> torch.Tensor:
    return domain.inputs(3, torch.Generator().manual_seed(1))


def test_verbs_shapes_and_range(built, domain, x):
    entry, model = built
    z = model.encode(x)
    x_hat = model.decode(z)
    out = model(x)
    assert z.shape == (3, entry.latent_dim) == (3, model.latent_dim)
    assert x_hat.shape == x.shape
    assert x_hat.min() >= domain.low
    assert x_hat.max() <= domain.high
    assert isinstance(out, Output)
    torch.testing.assert_close(out.z, z)
    torch.testing.assert_close(out.x_hat, x_hat)


def test_decode_stays_in_range_far_from_any_code(built, domain):
    entry, model = built
    x_hat = model.decode(torch.randn(4, entry.latent_dim) * 50)
    assert torch.isfinite(x_hat).all()
    assert x_hat.min() >= domain.low
    assert x_hat.max() <= domain.high


def test_rows_of_a_batch_do_not_see_each_other(built, x):
    _, model = built
    torch.testing.assert_close(model(x).x_hat[1:2], model(x[1:2]).x_hat, atol=1e-5, rtol=1e-4)


def test_accepts_values_outside_the_range(built, x):
    _, model = built
    assert torch.isfinite(model(x * 3 - 1).x_hat).all()


def test_loss_is_a_scalar_that_reaches_every_weight(built, x):
    _, model = built
    model.train()
    with torch.no_grad():
        # A fresh residual block ends in zeros, which hold back the gradient of what comes before for one step.
        for parameter in model.parameters():
            parameter.add_(0.01 * torch.randn_like(parameter))
    loss = model.loss(x, x + 0.1 * torch.randn_like(x))["loss"]
    loss.backward()
    assert loss.ndim == 0
    for name, parameter in model.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.abs().sum() > 0, name


def test_a_few_steps_lower_the_loss(built, x):
    _, model = built
    optimiser = torch.optim.Adam(model.parameters(), 1e-3)
    torch.manual_seed(0)
    first = model.loss(x)["loss"].item()
    for _ in range(30):
        loss = model.loss(x)["loss"]
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert loss.item() < first


def test_entry_is_complete(built):
    entry, _ = built
    assert entry.family in FAMILIES
    assert entry.idea.endswith(".")
    assert f"{entry.config.get('style_dim', entry.latent_dim)}-D" in entry.label
    assert entry.lecture in {"000", "001", "002", "003", "004"}
    assert entry.recipe.closed_form or entry.recipe.epochs > 0
    if entry.baseline:
        assert registry.get(entry.baseline).latent_dim == entry.latent_dim


def test_listing_keeps_order_and_filters():
    assert registry.list_models()[:2] == ["pca_d2", "pca_d30"]
    shipped = [entry.name for entry in registry.ENTRIES if entry.shown and entry.domain == "images"]
    assert registry.list_models() == shipped
    assert registry.list_models(task="generate") == [n for n in shipped if registry.get(n).task == "generate"]
    assert registry.list_models(data="no such data") == []
    with pytest.raises(KeyError, match="there is no model 'nonsense'"):
        registry.get("nonsense")


def test_other_domains_and_hidden_models_are_listed_only_when_asked_for(monkeypatch):
    pca = registry.get("pca_d2")
    hidden, tune = replace(pca, name="hidden", shown=False), replace(pca, name="tune", domain="melodies")
    monkeypatch.setattr(registry, "ENTRIES", (pca, hidden, tune))
    assert registry.list_models() == ["pca_d2"]
    assert registry.list_models(domain="melodies") == ["tune"]
