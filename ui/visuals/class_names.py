"""What the classes of a data set are called: digits by their number, clothes by their name."""

from ui.shell.language import N_, _

# The order of Fashion-MNIST's labels (Xiao, Rasul & Vollgraf 2017).
_CLOTHES = (
    N_("T-shirt"),
    N_("Trouser"),
    N_("Pullover"),
    N_("Dress"),
    N_("Coat"),
    N_("Sandal"),
    N_("Shirt"),
    N_("Sneaker"),
    N_("Bag"),
    N_("Ankle boot"),
)


def names(data: str) -> tuple[str, ...]:
    """The ten classes of "mnist" or "fashion" in the order of their labels, in this visitor's language."""
    return tuple(_(text) for text in _CLOTHES) if data == "fashion" else tuple(map(str, range(10)))
