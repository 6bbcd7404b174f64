"""The bottleneck dial's pictures and figures: the same ten digits at every notch, by nets and by PCA."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
import torch

from ae_core import Autoencoder, CheckpointError, data, latent, metrics
from ae_core.browser import pack
from ae_core.checkpoints import read_card, sha256
from ae_core.generation.sampling import gaussian_fit, noise
from ae_core.models import LinearAutoencoder
from ui.components.bottleneck_dial import Dial
from ui.features.models import view
from ui.resources import models
from ui.shell import errors, url
from ui.shell.language import _, ngettext
from ui.visuals import code_figure, digits

NOTCHES = (1, 2, 4, 8, 16, 32, 64)
_USUAL = 8
PCA = "pca_d64"
_EXTRA = "ae_conv_d30"  # a larger net: a notch of its own as long as none of the dial's nets is there
_STATE = "bottleneck"
_FITTED = 2000  # test digits that the Gaussians are fitted to
_ERROR = "squared_error_per_image"


@dataclass
class State:
    """One visitor's dial: where it rests, which ten digits, and the number of the browser's last word."""

    d: int
    number: int
    sequence: int = 0


def net_at(d: int) -> str:
    """The model of a notch."""
    return f"ae_conv_d{d}"


def _error(d: int) -> float | None:
    """Squared error of a notch's net on the test set, from its card; None where it cannot be used."""
    try:
        models.model(net_at(d))
        return float(read_card(net_at(d), models.CHECKPOINTS).metrics[_ERROR])
    except (CheckpointError, KeyError):
        return None


@st.cache_resource(show_spinner=False)
def net_errors() -> dict[int, float]:
    """Squared error on the test set by notch, of the nets that can be loaded."""
    found = {d: error for d in NOTCHES if (error := _error(d)) is not None}
    extra = models.entry(_EXTRA).latent_dim
    if not found and (error := _error(extra)) is not None:
        return {extra: error}
    return found


def notches() -> list[int]:
    """The numbers of dimensions on the dial."""
    return sorted({*NOTCHES, *net_errors()})


def start() -> int:
    """Where the dial stands on arrival: where there is a net to see."""
    have = net_errors()
    return max(have) if have and _USUAL not in have else _USUAL


def _whole_pca() -> LinearAutoencoder:
    whole = models.model(PCA)
    if not isinstance(whole, LinearAutoencoder):
        raise TypeError(f"{PCA} is not linear")
    return whole


@st.cache_resource(show_spinner=False)
def pca_errors() -> list[float]:
    """Squared error of PCA on the test set at 1, 2, ... 64 dimensions. Raises CheckpointError."""
    images = data.as_input(data.test_set("mnist")[0])
    whole = _whole_pca()
    return whole.errors_by_dimension(images.to(whole.weight.device)).tolist()


@torch.inference_mode()
def _samples(net: Autoencoder) -> np.ndarray:
    """Ten digits decoded from a Gaussian fitted to codes of test digits; nets of one width get the same noise."""
    some = data.as_input(data.test_set("mnist")[0][:_FITTED])
    mean, root = gaussian_fit(latent.encode_all(net, some))
    drawn = mean + noise(view.CLASSES, net.latent_dim, seed=0).to(mean) @ root
    decoded = net.decode(drawn).cpu()
    return np.stack([digits.to_pixels(one) for one in decoded])


@st.cache_resource(show_spinner=False)
def _all_samples() -> tuple[np.ndarray, np.ndarray]:
    """Samples at every notch, of the nets and of PCA: two of (K, 10, 28, 28) uint8, black where there is no net."""
    black = np.zeros((view.CLASSES, 28, 28), np.uint8)
    have = net_errors()
    conv = [_samples(models.model(net_at(d))) if d in have else black for d in notches()]
    return np.stack(conv), np.stack([_samples(_whole_pca().leading(d)) for d in notches()])


def _through(net: Autoencoder, x: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    x_hat = latent.reconstruct_all(net, x).cpu()
    of_each = metrics.squared_error_per_image(x_hat, x).numpy()
    return np.stack([digits.to_pixels(one) for one in x_hat]), of_each


@st.cache_resource(show_spinner=False, max_entries=64)
@torch.inference_mode()
def content(number: int) -> tuple[str, bytes]:
    """Name and bytes of the blob with a set of ten digits at every notch.

    Arrays: "inputs" (10, 28, 28) uint8; by notch "conv", "pca", "conv_samples", "pca_samples" (K, 10, 28, 28) uint8,
    black where there is no net; "conv_errors", "pca_errors" (K, 10) float32.

    Raises:
        CheckpointError: PCA cannot be loaded.
    """
    inputs = data.test_set("mnist")[0][view.indices("mnist", number)]
    x, have = data.as_input(inputs), net_errors()
    black = np.zeros_like(inputs), np.zeros(len(inputs), np.float32)
    conv = [_through(models.model(net_at(d)), x) if d in have else black for d in notches()]
    pca = [_through(_whole_pca().leading(d), x) for d in notches()]
    conv_samples, pca_samples = _all_samples()
    arrays = {
        "inputs": inputs,
        "conv": np.stack([pictures for pictures, _errors in conv]),
        "conv_errors": np.stack([of_each for _pictures, of_each in conv]),
        "pca": np.stack([pictures for pictures, _errors in pca]),
        "pca_errors": np.stack([of_each for _pictures, of_each in pca]),
        "conv_samples": conv_samples,
        "pca_samples": pca_samples,
    }
    # Named by the weights, not by the bytes: the last bit of an error may differ from one process to the next.
    weights = " ".join(map(models.fingerprint, [PCA, *(net_at(d) for d in notches() if d in have)]))
    return f"bottleneck-{number}-{sha256(weights.encode())[:12]}", pack({"kind": "bottleneck"}, arrays)


def state() -> State:
    """This visitor's dial; at first as the URL says."""
    if _STATE not in st.session_state:
        asked = url.names("d", map(str, notches()))
        number = url.whole_number("ten", 0, view.sets("mnist") - 1)
        st.session_state[_STATE] = State(int(asked[0]) if asked else start(), number or 0)
    return st.session_state[_STATE]


def receive(now: State, turned: tuple[int, int] | None) -> None:
    """Take over where the browser says that the dial rests, once."""
    if turned is not None and turned[0] > now.sequence:
        now.sequence, now.d = turned


def put_in_url(now: State) -> None:
    """What restores this screen, as far as it is not what everybody begins with."""
    url.put(d=now.d if now.d != start() else None, ten=now.number or None)


def settings(now: State) -> Dial:
    """What the dial shows. Raises CheckpointError where PCA cannot be loaded."""
    have = net_errors()
    sentence = errors.sentence(CheckpointError("missing", PCA, ""))
    return Dial(
        blob=content(now.number)[0],
        d=now.d,
        sequence=now.sequence,
        notches=notches(),
        conv=[have.get(d) for d in notches()],
        missing=["" if d in have else sentence for d in notches()],
        pca=pca_errors(),
        indices=view.indices("mnist", now.number),
    )


def pca_needs(error: float) -> int | None:
    """The fewest dimensions at which PCA's error is no larger than this; None where 64 do not suffice."""
    return next((d for d, of_pca in enumerate(pca_errors(), start=1) if of_pca <= error), None)


def _needed(error: float | None) -> str:
    if error is None:
        return "–"
    needed = pca_needs(error)
    return _("more than {count}").format(count=NOTCHES[-1]) if needed is None else str(needed)


def table() -> str:
    """Every notch's figures as Markdown."""
    heads = [_("Numbers"), _("Error of the net"), _("Error of PCA"), _("Net over PCA"), _("PCA needs")]
    lines = [f"| {' | '.join(heads)} |", "|---:|---:|---:|---:|---:|"]
    for d in notches():
        error, base = net_errors().get(d), pca_errors()[d - 1]
        ratio = "–" if error is None else f"{error / base:.2f}"
        ours = "–" if error is None else f"{error:.2f}"
        lines.append(f"| {d} | {ours} | {base:.2f} | {ratio} | {_needed(error)} |")
    return "\n".join(lines)


def figures_csv() -> bytes:
    """The curve as a CSV file: dimensions, squared error of the net (empty where there is none), of PCA."""
    have = net_errors()
    lines = ["dimensions,error_net,error_pca"]
    for d, error in enumerate(pca_errors(), start=1):
        lines.append(f"{d},{have[d]:.4f},{error:.4f}" if d in have else f"{d},,{error:.4f}")
    return ("\n".join(lines) + "\n").encode()


def verdict(d: int) -> str:
    """What the net's error says beside PCA's at a notch, in a sentence."""
    error, base = net_errors().get(d), pca_errors()[d - 1]
    if error is None:
        return _("There is no net at this notch, so only PCA is shown.")
    if error > base:
        return _("Here PCA does better: the net's error is {ratio} times PCA's.").format(
            ratio=f"{error / base:.2f}"
        )
    needed = pca_needs(error)
    if needed is None:
        return _(
            "For the error that the net reaches with {d}, {count} components of PCA are not enough."
        ).format(d=d, count=NOTCHES[-1])
    return ngettext(
        "For the error that the net reaches with {d}, PCA needs {needed} component.",
        "For the error that the net reaches with {d}, PCA needs {needed} components.",
        needed,
    ).format(d=d, needed=needed)


def lesson_values(now: State) -> dict[str, str]:
    """Today's numbers for the steps."""
    error = net_errors().get(now.d)
    first, last = pca_errors()[0], pca_errors()[-1]
    return {
        "d": str(now.d),
        "share": f"{now.d / 784:.1%}",
        "fitted": f"{_FITTED:,}",
        "net_error": "–" if error is None else f"{error:.2f}",
        "pca_error": f"{pca_errors()[now.d - 1]:.2f}",
        "pca_first": f"{first:.1f}",
        "pca_last": f"{last:.1f}",
        "verdict": code_figure.minus(verdict(now.d)),
        "table": table(),
    }
