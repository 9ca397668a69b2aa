"""What a benchmark found: one row each, as a table for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Row:
    """One finding: rates a second, measured and at the limit; the ratio that it has to reach."""

    name: str
    what: str
    measured: float
    limit: float
    reach: float

    @property
    def ratio(self) -> float:
        """How much of the limit was reached."""
        return self.measured / self.limit if self.limit else 0.0

    @property
    def holds(self) -> bool:
        """Whether the ratio is what it has to be."""
        return self.ratio >= self.reach

    def plain(self) -> dict[str, Any]:
        """The row for `--json`."""
        rounded = {"measured": round(self.measured, 1), "limit": round(self.limit, 1), "ratio": round(self.ratio, 3)}
        return {**asdict(self), **rounded, "holds": self.holds}


def compared(name: str, what: str, measured: Sequence[float], limit: Sequence[float], reach: float) -> Row:
    """A row from the rates of interleaved slices: their medians, so that one slow disk write decides nothing."""
    return Row(name, what, median(measured), median(limit), reach)


def table(rows: Sequence[Row]) -> str:
    """The rows for people; what each one is stands below its figures."""
    lines = [f"{'name':<12} {'measured/s':>11} {'limit/s':>10} {'ratio':>7} {'reach':>7}"]
    for row in rows:
        said = "holds" if row.holds else "FALLS SHORT"
        lines += [
            f"{row.name:<12} {row.measured:>11.1f} {row.limit:>10.1f} {row.ratio:>7.2f} {row.reach:>7.2f}  {said}",
            f"  {row.what}",
        ]
    return "\n".join(lines)
