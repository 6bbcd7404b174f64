"""The lecture's figures 24 to 27 again, with its own nets, its own dropout and its own scaling."""

import streamlit as st

from ae_core import CheckpointError
from ui.components.live import live
from ui.features.denoise import results
from ui.features.denoise.results import LectureRow
from ui.shell import errors
from ui.shell.language import _
from ui.visuals import digit_rows, digits

FOLD = "denoise-lecture"


def _row(row: LectureRow) -> digit_rows.Row:
    mean = "" if row.psnr is None else _("mean {value} dB").format(value=f"{row.psnr.mean():.1f}")
    captions = [""] * 10 if row.psnr is None else [f"{value:.1f}" for value in row.psnr]
    name = _(row.name)
    figures = [
        digits.figure(digits.to_pixels(picture), alt=name, caption=caption, kind=row.kind)
        for picture, caption in zip(row.pictures, captions, strict=True)
    ]
    return digit_rows.Row(name, figures, below=mean)


def show() -> None:
    """A fold with the figures."""
    fold = st.expander(_("The lecture's figures 24 to 27, made again"), key=FOLD, on_change="rerun")
    if not fold.open:
        return
    with fold:
        try:
            rows = results.lecture_rows()
        except CheckpointError as error:
            st.info(errors.sentence(error))
            return
        live(digit_rows.of_ten(map(_row, rows)), key="denoise_lecture")
        st.caption(
            _(
                "Images in [-1, 1] and a mask from nn.Dropout(0.5): a dropped pixel is mid-grey. PSNR in dB under each."
                " Telea and Navier-Stokes are told the mask, the networks are not."
            )
        )
