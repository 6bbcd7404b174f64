"""What a family of models must show together, read from the cards that the other tests recompute."""

from ae_core import checkpoints, registry
from ae_core.registry import BETA_DIAL, BOTTLENECK_DIAL, ENLARGERS, ONE_SIGMA


def _metric(entries, metric):
    return [checkpoints.read_card(entry.name).metrics[metric] for entry in entries]


def test_a_heavier_kl_term_lowers_the_rate_and_raises_the_distortion():
    rates = _metric(BETA_DIAL.values(), "kl_per_image")
    distortions = _metric(BETA_DIAL.values(), "binary_cross_entropy_per_image")
    assert rates == sorted(rates, reverse=True)
    assert distortions == sorted(distortions)


def test_every_number_more_in_the_code_brings_the_digits_nearer():
    errors = _metric(BOTTLENECK_DIAL.values(), "squared_error_per_image")
    assert errors == sorted(errors, reverse=True)


def test_a_denoiser_wins_where_it_was_taught():
    """The mismatch matrix: in the column of each sigma, the net trained at that sigma has the highest PSNR."""
    for column, sigma in enumerate(ONE_SIGMA):
        psnr = _metric(ONE_SIGMA.values(), f"psnr_mean_per_image_gaussian_{sigma:.1f}")
        assert psnr.index(max(psnr)) == column


def test_a_dial_is_turned_by_the_number_it_is_named_for():
    assert all(entry.config["beta"] == beta for beta, entry in BETA_DIAL.items())
    assert all(entry.latent_dim == d for d, entry in BOTTLENECK_DIAL.items())
    assert all(entry.recipe.strength == sigma for sigma, entry in ONE_SIGMA.items())
    assert all(entry.recipe.strength == factor for factor, entry in ENLARGERS.items())


def test_a_family_says_what_is_true_of_all_its_models():
    def families(attribute):
        return {entry.family for entry in registry.ENTRIES if getattr(entry.model_class, attribute)}

    assert families("has_prior") == {"variational", "conditional", "adversarial"}
    assert families("told_the_label") == {"conditional"}
    assert families("sees_lecture_dropout") == {"tanh"}
