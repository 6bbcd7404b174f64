"""One translated sentence for each thing that can be wrong with what a visitor gives us, by its code."""

from ae_core import CheckpointError
from ui.shell.language import N_, _

_DRAWING = {
    "empty": N_("There is nothing drawn yet. Draw a digit, or take another test digit."),
    "not_an_image": N_("The file is not a picture that can be read. Choose a PNG or JPEG."),
    "format": N_("Only PNG and JPEG pictures are read. Save it as one of them and try again."),
    "truncated": N_("The picture is broken or cut off. Save it again and try once more."),
    "too_large_file": N_("The file is larger than 5 MB. Choose a smaller one."),
    "too_many_pixels": N_("The picture is larger than 4096 x 4096 pixels. Scale it down and try again."),
    "blank": N_("The picture is one even colour: there is no digit in it."),
}
_CHECKPOINT = N_("This model cannot be shown: its checkpoint is missing or damaged.")


def sentence(error: Exception) -> str:
    """What to tell the visitor about a DrawingError or a CheckpointError."""
    if isinstance(error, CheckpointError):
        return _(_CHECKPOINT)
    known = _DRAWING.get(getattr(error, "code", ""))
    return _(known) if known else _("This picture cannot be used. Try another one.")
