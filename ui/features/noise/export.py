"""What one may want to take home from the page on noise: every curve and every cell as CSV."""

from ae_core.restoration import mismatch
from ae_core.restoration.curves import STRENGTHS, Curves
from ui.visuals.tables import as_csv

_LINE_END = "\r\n"


def curves_csv(measured: Curves) -> str:
    """All curves: kind, strength, method, mean PSNR in dB."""
    rows = [
        (kind, strength, method, value)
        for (kind, method), curve in measured.items()
        for strength, value in zip(STRENGTHS[kind], curve.psnr, strict=True)
    ]
    return as_csv(("noise", "strength", "method", "psnr_mean_per_image_db"), rows, _LINE_END)


def matrix_csv(measured: Curves) -> str:
    """The matrix: model, tested noise and strength, mean PSNR in dB."""
    rows = [
        (cell.row, cell.kind, cell.strength, mismatch.value(measured, cell))
        for cell in mismatch.cells(measured).values()
    ]
    return as_csv(("model", "tested_on", "strength", "psnr_mean_per_image_db"), rows, _LINE_END)
