"""What is measured: the name of each metric, its unit, which way is better, and what was averaged over what."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Metric:
    """One figure of a card.

    key: its name on cards and in targets. label: what people read. unit: "" for a number without one. better: "lower",
    "higher", or "" where neither is, as for a rate. protocol: what was computed and averaged over what. variant: of
    several figures with one label, which this is, in the words of its key.
    """

    key: str
    label: str
    better: Literal["lower", "higher", ""]
    protocol: str
    unit: str = ""
    variant: str = ""


def _restored(kind: str, strength: str, protocol: str) -> Metric:
    key = f"psnr_mean_per_image_{kind}_{strength}"
    return Metric(key, "PSNR", "higher", protocol, "dB", f"{kind} {strength}".replace("_", " "))


_ALL = (
    Metric(
        "squared_error_per_image",
        "squared error",
        "lower",
        "sum over 784 pixels in [0, 1], mean over the test images; x_hat as decode gives it",
    ),
    Metric(
        "squared_error_per_image_unclipped",
        "squared error, unclipped",
        "lower",
        "the same with the affine map's values outside [0, 1] kept: textbook PCA",
    ),
    Metric(
        "mse_per_pixel",
        "mean squared error per pixel",
        "lower",
        "mean over pixels and test images: squared_error_per_image / 784",
    ),
    Metric(
        "psnr_mean_per_image",
        "PSNR",
        "higher",
        "dB for a peak of 1, computed for each image, then averaged",
        "dB",
    ),
    Metric(
        "ssim_mean_per_image",
        "SSIM",
        "higher",
        "7x7 uniform window, sample covariance, data range 1, mean over images",
    ),
    Metric(
        "knn5_accuracy",
        "5-NN accuracy",
        "higher",
        "5 nearest codes of the test set by Euclidean distance, leave-one-out, majority vote",
    ),
    Metric(
        "trustworthiness12",
        "trustworthiness",
        "higher",
        "Venna & Kaski 2001, 12 neighbours, pixels against codes, first 2,000 test images",
    ),
    Metric(
        "binary_cross_entropy_per_image",
        "binary cross-entropy",
        "lower",
        "nats, sum over pixels, one posterior sample an image (seed 0)",
        "nats",
    ),
    Metric(
        "kl_per_image",
        "KL divergence",
        "",
        "nats, KL(q(z|x) || N(0, I)) summed over dimensions, mean over images",
        "nats",
    ),
    Metric(
        "negative_elbo_per_image",
        "BCE + KL",
        "lower",
        "binary_cross_entropy_per_image + kl_per_image, greyscale pixels",
        "nats",
    ),
    Metric(
        "squared_error_over_pca",
        "squared error over PCA's",
        "lower",
        "squared_error_per_image over that of PCA at the same dimension, unclipped",
    ),
    _restored(
        "gaussian", "0.1", "x + 0.1 n, not clipped, seed 0; dB of the restored image, mean over images"
    ),
    _restored("gaussian", "0.3", "the same at sigma 0.3"),
    _restored("gaussian", "0.5", "the same at sigma 0.5"),
    _restored("gaussian", "1.0", "the same at sigma 1"),
    _restored("dropout", "0.5", "half of the pixels set to 0, seed 0; dB of the restored image"),
    _restored("dropout", "0.8", "the same with 80 % set to 0"),
    _restored("lecture_dropout", "0.5", "what nn.Dropout(0.5) on a mask of ones makes of images in [-1, 1]"),
    _restored("downsample", "2", "14x14 means shown at 28x28; dB of the restored image, mean over images"),
    _restored("downsample", "4", "7x7 means shown at 28x28; dB of the restored image, mean over images"),
    Metric(
        "mean_activation",
        "mean activation",
        "",
        "mean over units and test images of the sigmoid activation",
    ),
    Metric(
        "active_share",
        "share of active units",
        "",
        "share of units, over test images, whose activation is above 0 (ReLU) or 1/2 (sigmoid)",
    ),
    Metric(
        "active_units",
        "active units",
        "",
        "active_share times the number of units; for KL sparsity, mean_activation times that number",
    ),
    Metric(
        "squared_error_over_pca_of_active_count",
        "squared error over PCA's at as many active units",
        "lower",
        "squared_error_per_image over PCA's at round(active_units) dimensions",
    ),
    Metric(
        "jacobian_norm",
        "Jacobian norm, squared",
        "lower",
        "||dh/dx||_F^2 of the encoder, mean over the test images",
    ),
    Metric(
        "jacobian_norm_over_plain_twin",
        "Jacobian norm over the plain twin's",
        "lower",
        "jacobian_norm over that of the same net trained without the penalty",
    ),
    Metric(
        "squared_error_over_plain_twin",
        "squared error over the plain twin's",
        "lower",
        "squared_error_per_image over that of the same net trained without the penalty",
    ),
    Metric(
        "classifier_agreement",
        "agreement with a classifier",
        "higher",
        "share an independent classifier reads as asked: 1,000 styles from N(0, I), ten digits",
    ),
    Metric(
        "discriminator_accuracy",
        "a fresh discriminator's accuracy",
        "lower",
        "fresh MLP d-128-128-1, codes against N(0, I): every other test image to learn from, the "
        "rest to judge; 1/2 is guessing",
    ),
    Metric(
        "own_discriminator_accuracy",
        "its own discriminator's accuracy",
        "lower",
        "the same with the discriminator the net was trained against, all test codes",
    ),
    Metric(
        "smallest_subspace_cosine",
        "smallest cosine to PCA's subspace",
        "higher",
        "cosine of the largest principal angle between the rows of W and PCA's subspace",
    ),
    Metric(
        "kernel_noise_outside_digits",
        "kernel noise outside the digits",
        "lower",
        "rms encoder weight on pixels that are 0 in every test image, over that on others",
    ),
)

METRICS: dict[str, Metric] = {metric.key: metric for metric in _ALL}
