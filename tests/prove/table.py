"""Tables of figures that a proof prints."""

from collections.abc import Mapping, Sequence
from typing import Any


def table(title: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows under their headings, columns as wide as they need."""
    headings = list(rows[0])
    lines = [headings, *([_shown(row[heading]) for heading in headings] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    drawn = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    return "\n".join(["", title, *(f"  {line.rstrip()}" for line in drawn)])


def _shown(value: Any) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
