"""Tables as text: CSV to take home, Markdown for a lesson."""

import csv
import io
from collections.abc import Iterable, Sequence


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[object]], line_end: str = "\n") -> str:
    """CSV with a line of heads; a float is written with all its digits."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()


def as_markdown(heads: Sequence[str], rows: Iterable[Sequence[str]], texts: int = 1) -> str:
    """Markdown; the first `texts` columns stand to the left, the rest are numbers and stand to the right."""
    lines = [heads, *rows]
    drawn = [f"| {' | '.join(line)} |" for line in lines]
    rule = "|" + "---|" * texts + "---:|" * (len(heads) - texts)
    return "\n".join([drawn[0], rule, *drawn[1:]])
