"""The methods in one vocabulary: what each is told, and that a new one is one entry."""

import pytest
import torch

from ae_core import data, registry
from ae_core.checkpoints import CheckpointError
from ae_core.restoration import classical, curves, methods, table
from ae_core.restoration.classical import RidgeMap
from ae_core.restoration.corruptions import KINDS, Corruption
from ae_core.restoration.methods import CLASSICAL, NOTHING, Method

STRENGTHS = {"dropout": 0.5, "gaussian": 0.5, "salt_and_pepper": 0.3, "patch": 10, "downsample": 2}


@pytest.fixture(scope="module")
def x():
    return data.as_input(data.test_set()[0][:4])


def test_every_classical_method_is_found_by_its_key():
    assert all(methods.named(key) is method for key, method in CLASSICAL.items())
    assert (
        methods.named(NOTHING).restore(Corruption("gaussian", 1.0).corrupt(torch.ones(1, 1, 28, 28))).max()
        <= 1
    )


@pytest.mark.parametrize("kind", KINDS)
def test_what_suits_a_kind_restores_it(x, kind):
    given = Corruption(kind, STRENGTHS[kind], 1, (9, 9)).corrupt(x)
    assert methods.suiting(kind)
    for method in methods.suiting(kind):
        x_hat = method.restore(given)
        assert x_hat.shape == x.shape
        assert 0 <= x_hat.min() <= x_hat.max() <= 1


def test_each_method_gets_what_it_is_told(x):
    noisy, dropped, small = (
        Corruption(kind, STRENGTHS[kind]).corrupt(x) for kind in ("gaussian", "dropout", "downsample")
    )
    told = CLASSICAL["total_variation"].restore(noisy)
    assert torch.equal(told, classical.total_variation(noisy.y, 0.5))
    assert torch.equal(CLASSICAL["telea"].restore(dropped), classical.telea(dropped.y, dropped.missing))
    assert torch.equal(CLASSICAL["bicubic"].restore(small), classical.bicubic(small.small))


def test_told_that_there_is_no_noise_a_method_changes_nothing(x):
    given = Corruption("gaussian", 0.0).corrupt(x)
    assert torch.equal(CLASSICAL["non_local_means"].restore(given), x)


def test_an_inpainter_needs_to_be_told_what_is_gone(x):
    with pytest.raises(ValueError, match="telea fills pixels that are gone, and gaussian takes none away"):
        CLASSICAL["telea"].restore(Corruption("gaussian", 0.3).corrupt(x))


def test_a_net_is_a_method_made_of_its_model(x):
    given = Corruption("dropout", 0.5, 3).corrupt(x)
    for name, seen in (("dae_nyu_d500", given.lecture), ("ae_conv_d30", given.y)):
        model = methods.load_on_cpu(name)
        method = methods.of_net(model, registry.get(name))
        assert (method.key, method.row, method.told) == (name, registry.get(name).label, "nothing")
        with torch.inference_mode():
            torch.testing.assert_close(method.restore(given), model(seen).x_hat)
            assert torch.equal(methods.named(name).restore(given), method.restore(given))


def test_pca_is_a_projection_in_the_table(x):
    model = methods.load_on_cpu("pca_d64")
    method = methods.projection(model, registry.get("pca_d64"))
    assert method.row == "PCA projection, 64-D"
    given = Corruption("gaussian", 0.3).corrupt(x)
    torch.testing.assert_close(method.restore(given), model.decode(model.encode(given.y)))


def test_the_ridge_map_is_the_one_fitted_for_the_corruption(x):
    one = Corruption("gaussian", 0.3)
    fitted = RidgeMap(one.apply(x), x)
    given = one.corrupt(x)
    assert torch.equal(methods.ridge({one: fitted}).restore(given), fitted(given.y))


def test_a_net_that_cannot_be_used_says_so():
    def refuse(name):
        raise CheckpointError("missing", name, "it is not there")

    with pytest.raises(CheckpointError, match="it is not there"):
        methods.named("pca_d30", refuse)


def test_a_new_method_is_one_entry_for_curves_and_table(x, monkeypatch):
    toy = Method("toy", "Toy", "toy method", torch.zeros_like, milliseconds=0.3)
    monkeypatch.setitem(CLASSICAL, "toy", toy)
    assert all("toy" in curves.methods(kind) for kind in curves.STRENGTHS)
    assert curves.methods("gaussian").index("toy") == curves.methods("gaussian").index("median") + 1
    assert ("dropout", "toy") in curves.missing({})
    assert curves.fingerprint("toy") == ""
    monkeypatch.setattr(table, "IMAGES", 5)
    monkeypatch.setattr(table, "COLUMNS", {"dropout 50 %": Corruption("dropout", 0.5)})
    text = table.table(list(table.compare([m for m in table.at_hand() if m.key in ("median", "toy")])))
    assert [line.split(" | ")[0] for line in text.splitlines()[2:]] == ["| median 3x3", "| toy method"]
