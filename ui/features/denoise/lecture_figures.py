"""The lecture's figures 24 to 27 again, with its own nets, its own dropout and its own scaling."""

from dataclasses import dataclass
from html import escape

import numpy as np
import streamlit as st
import torch

from ae_core import CheckpointError, data, latent, metrics
from ae_core.images import corruption
from ui.components.live import live
from ui.features.denoise import choices
from ui.features.models import view
from ui.resources import models
from ui.shell import errors
from ui.shell.language import N_, _
from ui.visuals import digits

FOLD = "denoise-lecture"
RATE = 0.5
SEED = 7
_PLAIN, _DENOISER = "ae_nyu_d30", "dae_nyu_d500"


@dataclass(frozen=True)
class Row:
    """One figure: its name, what a method made of ten digits (10, 28, 28), and PSNR of each (10,), None for x."""

    name: str
    pictures: np.ndarray
    psnr: np.ndarray | None
    kind: str


@st.cache_resource(show_spinner=False)
@torch.inference_mode()
def rows() -> list[Row]:
    """All rows, from figure 24 on.

    The lecture inpaints its [-1, 1] images as bytes of image / 4 + 1 / 2: kept pixels, which its mask has doubled,
    come out as they are in [0, 1]. So both inpainters get the clean picture's kept pixels here, byte for byte the same.

    Raises:
        ae_core.CheckpointError: one of the lecture's nets cannot be loaded.
    """
    x = data.as_input(data.test_set("mnist")[0][view.indices("mnist", 0)])
    y = corruption.lecture_dropout(x, RATE, torch.Generator().manual_seed(SEED))
    missing = corruption.dropout(torch.ones_like(x), RATE, torch.Generator().manual_seed(SEED)) == 0
    made = {name: latent.reconstruct_all(models.model(name), y).cpu() for name in (_PLAIN, _DENOISER)}
    inpainted = {
        key: choices.CLASSICAL[key].restore(x, choices.Spoil(), missing) for key in ("telea", "navier_stokes")
    }

    def row(name: str, pictures: torch.Tensor, kind: str = "xhat", measured: bool = True) -> Row:
        psnr = metrics.psnr_per_image(pictures.clamp(0, 1), x).numpy() if measured else None
        return Row(name, pictures[:, 0].numpy(), psnr, kind)

    return [
        row(N_("Digits"), x, "x", measured=False),
        row(N_("Figure 24: half of each dropped"), y, "noise"),
        row(N_("The standard autoencoder, 30-D"), made[_PLAIN]),
        row(N_("Figure 25: denoising autoencoder, 500-D"), made[_DENOISER]),
        row(N_("Figure 26: Telea"), inpainted["telea"]),
        row(N_("Figure 27: Navier-Stokes"), inpainted["navier_stokes"]),
    ]


def _html(found: list[Row]) -> str:
    html = ""
    for row in found:
        mean = "" if row.psnr is None else _("mean {value} dB").format(value=f"{row.psnr.mean():.1f}")
        captions = [""] * 10 if row.psnr is None else [f"{value:.1f}" for value in row.psnr]
        cells = "".join(
            digits.figure(digits.to_pixels(picture), alt=_(row.name), caption=caption, kind=row.kind)
            for picture, caption in zip(row.pictures, captions, strict=True)
        )
        html += (
            f'<article class="ten"><div class="name"><b>{escape(_(row.name))}</b><small>{escape(mean)}</small></div>'
            f"{cells}</article>"
        )
    return f'<section class="tens">{html}</section>'


def show() -> None:
    """A fold with the figures."""
    fold = st.expander(_("The lecture's figures 24 to 27, made again"), key=FOLD, on_change="rerun")
    if not fold.open:
        return
    with fold:
        try:
            found = rows()
        except CheckpointError as error:
            st.info(errors.sentence(error))
            return
        live(_html(found), key="denoise_lecture")
        st.caption(
            _(
                "Images in [-1, 1] and a mask from nn.Dropout(0.5): a dropped pixel is mid-grey. PSNR in dB under each."
                " Telea and Navier-Stokes are told the mask, the networks are not."
            )
        )
