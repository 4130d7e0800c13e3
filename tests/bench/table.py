"""The table: each piece of work beside its baseline, the goal, and whether it is met."""

from collections.abc import Sequence
from dataclasses import dataclass

HEAD = ("work", "ours", "baseline", "ratio", "goal", "")


@dataclass(frozen=True)
class Goal:
    """What a figure must reach: as a share of the baseline, or, ``own``, by itself in the line's unit."""

    bound: float
    own: bool = False
    at_least: bool = False

    def met(self, figure: float) -> bool:
        return figure >= self.bound if self.at_least else figure <= self.bound

    def words(self, unit: str) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.bound:g}{' ' + unit if self.own else ''}"


@dataclass(frozen=True)
class Line:
    """One measured piece of work: medians of ours and of the baseline, in ``unit``."""

    work: str
    ours: float
    baseline: float
    unit: str
    goal: Goal | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.baseline

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        return "met" if self.goal.met(self.ours if self.goal.own else self.ratio) else "MISSED"

    def cells(self) -> tuple[str, ...]:
        """The line as the table shows it."""
        goal = self.goal.words(self.unit) if self.goal else "-"
        ours, baseline = (f"{amount(value)} {self.unit}" for value in (self.ours, self.baseline))
        return self.work, ours, baseline, f"{self.ratio:.2f}", goal, self.verdict


def amount(value: float) -> str:
    """A figure with three digits that say something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def drawn(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows in columns of equal width: words to the left, figures to the right."""
    every = [HEAD, *rows]
    widths = [max(len(row[column]) for row in every) for column in range(len(HEAD))]
    lines = [
        " | ".join(
            cell.ljust(width) if column in {0, 5} else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in every
    ]
    lines.insert(1, "-+-".join("-" * width for width in widths))
    return "\n".join(lines)
