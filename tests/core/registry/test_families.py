"""What a family of models must show together, read from the cards that the other tests recompute."""

from ae_core import checkpoints, registry
from ae_core.registry.denoising import SIGMAS
from ae_core.registry.generative import BETA_DIAL
from ae_core.registry.reconstruction import BOTTLENECK_DIAL


def _metric(entries, metric):
    return [checkpoints.read_card(entry.name).metrics[metric] for entry in entries]


def test_a_heavier_kl_term_lowers_the_rate_and_raises_the_distortion():
    rates = _metric(BETA_DIAL, "kl_per_image")
    distortions = _metric(BETA_DIAL, "binary_cross_entropy_per_image")
    assert rates == sorted(rates, reverse=True)
    assert distortions == sorted(distortions)


def test_every_number_more_in_the_code_brings_the_digits_nearer():
    errors = _metric(BOTTLENECK_DIAL, "squared_error_per_image")
    assert errors == sorted(errors, reverse=True)


def test_a_denoiser_wins_where_it_was_taught():
    """The mismatch matrix: in the column of each sigma, the net trained at that sigma has the highest PSNR."""
    nets = [registry.get(f"dae_s{sigma:.1f}".replace(".", "")) for sigma in SIGMAS]
    for column, sigma in enumerate(SIGMAS):
        psnr = _metric(nets, f"psnr_mean_per_image_gaussian_{sigma:.1f}")
        assert psnr.index(max(psnr)) == column
