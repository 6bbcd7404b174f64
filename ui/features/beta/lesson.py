"""Today's numbers for the steps of the page."""

import math

from ae_core.data import test_set
from ae_core.generation.rate_distortion import Setting


def values(here: Setting, there: list[Setting], floor: float) -> dict[str, str]:
    """Of the setting that the dial is at, and of the ends of the dial. floor: the least distortion there can be."""
    first, last = there[0], there[-1]
    least = min(there, key=lambda setting: setting.loss)
    return {
        "beta": f"{here.beta:g}",
        "rate": f"{here.rate:.1f}",
        "distortion": f"{here.distortion:.1f}",
        "weighted": f"{here.distortion + here.beta * here.rate:.1f}",
        "loss": f"{here.loss:.1f}",
        "floor": f"{floor:.1f}",
        "bits": f"{here.rate / math.log(2):.1f}",
        "active": str(here.active),
        "dimensions": str(len(here.mean_kl)),
        "first_beta": f"{first.beta:g}",
        "first_rate": f"{first.rate:.1f}",
        "first_distortion": f"{first.distortion:.1f}",
        "last_beta": f"{last.beta:g}",
        "last_rate": f"{last.rate:.1f}",
        "last_distortion": f"{last.distortion:.1f}",
        "last_active": str(last.active),
        "least_beta": f"{least.beta:g}",
        "least_loss": f"{least.loss:.1f}",
        "images": f"{len(test_set('mnist')[1]):,}",
    }
