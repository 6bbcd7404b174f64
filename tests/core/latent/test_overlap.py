"""Votes and purity by their definition, against the cards and against scikit-learn."""

import numpy as np
import pytest
import torch
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

import ae_core
from ae_core import data, latent
from ae_core.latent.overlap import Overlap, overlap, projected

COUNT = 2000


@pytest.fixture(scope="module")
def digits() -> tuple[torch.Tensor, torch.Tensor]:
    images, labels = data.test_set("mnist")
    model = ae_core.load_model("pca_d30", device="cpu")
    codes = latent.encode_all(model, data.as_input(images[:COUNT]))
    return codes, torch.from_numpy(labels[:COUNT].astype(np.int64))


@pytest.fixture(scope="module")
def found(digits) -> Overlap:
    return overlap(*digits)


def test_votes_and_purity_are_those_of_the_five_nearest_others(found):
    near = NearestNeighbors(n_neighbors=6).fit(found.codes.astype(np.float64))
    others = near.kneighbors(found.codes.astype(np.float64), return_distance=False)[:, 1:]
    said = found.labels[others]
    assert found.purity == pytest.approx((said == found.labels[:, None]).mean(axis=1))
    for row, vote in zip(said.tolist(), found.votes.tolist(), strict=True):
        assert row.count(vote) == max(map(row.count, row))
    assert found.wrong.tolist() == [i for i in range(COUNT) if found.votes[i] != found.labels[i]]


def test_confusions_count_both_directions_and_worst_come_first(found):
    pairs = found.confusions(45)
    counts = [count for _one, _other, count in pairs]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == len(found.wrong)
    for one, other, count in pairs:
        assert one < other
        mixed = (found.labels == one) & (found.votes == other) | (found.labels == other) & (
            found.votes == one
        )
        assert count == mixed.sum() > 0
    assert found.confusions() == pairs[:3]


def test_classes_that_do_not_touch_are_not_confused():
    codes = torch.arange(20.0)[:, None] + torch.tensor([0.0] * 10 + [100.0] * 10)[:, None]
    apart = overlap(codes, torch.tensor([2] * 10 + [7] * 10))
    assert apart.confusions() == []
    assert not len(apart.wrong)
    assert (apart.purity == 1).all()


def test_a_projection_is_pca_and_has_its_own_purity(digits, found):
    view = projected(found, 3)
    pca = PCA(3, svd_solver="full").fit(found.codes.astype(np.float64))
    assert view.explained == pytest.approx(pca.explained_variance_ratio_, rel=1e-4)
    theirs = pca.transform(found.codes.astype(np.float64))
    np.testing.assert_allclose(np.abs(view.points), np.abs(theirs), atol=1e-3)
    assert view.purity == pytest.approx(
        overlap(torch.from_numpy(view.points), digits[1]).purity.mean(), abs=1e-3
    )
    assert view.purity < found.purity.mean()


def test_a_code_of_as_many_numbers_is_shown_as_it_is(digits):
    plane = overlap(digits[0][:, :2].contiguous(), digits[1])
    view = projected(plane, 2)
    assert view.explained is None
    assert view.points is plane.codes
    assert view.purity == pytest.approx(plane.purity.mean())
    with pytest.raises(ValueError, match="components"):
        projected(plane, 3)


def test_the_spans_of_a_view_hold_its_crowd(found):
    view = projected(found, 2)
    for axis, (low, high) in enumerate(view.spans):
        inner, outer = np.quantile(view.points[:, axis], [0.05, 0.95])
        assert low <= inner < outer <= high
