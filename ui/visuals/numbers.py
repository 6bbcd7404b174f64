"""How numbers are written, on any page."""

import math

NO_BREAK = "\N{NO-BREAK SPACE}"
NONE = "–"  # where there is no number


def minus(text: str) -> str:
    """A number's text with a real minus sign."""
    return text.replace("-", "\N{MINUS SIGN}")


def fixed(value: float, decimals: int = 2) -> str:
    """So many decimals, with a real minus sign."""
    return minus(f"{value:.{decimals}f}")


def percent(share: float) -> str:
    """A share as people read it: "64 %"; one decimal where it is close to all or nothing, but not quite."""
    close = 0.0005 <= share < 0.01 or 0.99 < share < 0.9995
    return percentage(share, int(close))


def percentage(share: float, decimals: int) -> str:
    """A share with so many decimals: "97.25 %"."""
    return f"{share:.{decimals}%}".replace("%", " %")


def decibels(value: float, perfect: str, ceiling: float = math.inf, unit: str = "") -> str:
    """A PSNR: "21.3". `perfect` is said where it reaches the ceiling: the picture came back as it was."""
    return perfect if value >= ceiling else f"{value:.1f}{unit}"


def level(kind: str, strength: float) -> str:
    """The strength of a kind of noise: "σ = 0.5", "50 %"."""
    if kind == "gaussian":
        return f"σ = {strength:g}".replace(" ", NO_BREAK)
    return f"{100 * strength:g}{NO_BREAK}%"


def significant(value: float) -> str:
    """Two decimals, or three significant digits where that says more."""
    if abs(value) >= 1:
        return f"{value:.2f}" if abs(value) < 100 else f"{value:.1f}"
    return f"{value:.3f}" if abs(value) >= 0.1 or value == 0 else f"{value:.3g}"


def short_count(count: int) -> str:
    """2837314 -> "2.84 M", 24304 -> "24.3 k"."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if count >= size:
            return f"{count / size:.3g}{NO_BREAK}{letter}"
    return str(count)
