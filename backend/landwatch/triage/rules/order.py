"""Does every row of a severity table have a case in which it decides, and does some row always fit?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from landwatch.triage.rules.table import SeverityRow

ACTIVITIES = ("ongoing", "finished")


@dataclass(frozen=True)
class Situation:
    """One land and all that a row may ask of it. Several lands need no look of their own: a row that takes one of
    them takes them together."""

    activity: str
    danger: bool
    approved: bool
    land: str | None
    area_m2: Fraction | None
    over_threshold: bool


def takes(row: SeverityRow, situation: Situation) -> bool:
    """Does a row fit a situation?"""
    point_only = situation.area_m2 is None
    asks_land = bool(row.land) or row.from_m2 is not None or row.over_threshold
    return (
        row.danger <= situation.danger
        and row.approved <= situation.approved
        and row.activity in (None, situation.activity)
        and row.point_only in (None, point_only)
        and (not asks_land or situation.land is not None)
        and (not row.land or situation.land in row.land)
        and (row.from_m2 is None or (situation.area_m2 or 0) >= row.from_m2)
        and row.over_threshold <= situation.over_threshold
    )


def never_first(rows: Sequence[SeverityRow], land: Iterable[str]) -> list[SeverityRow]:
    """Rows that others before them leave nothing for."""
    winners = {_first(rows, situation) for situation in _situations(rows, land)}
    return [row for number, row in enumerate(rows) if number not in winners]


def fits_always(row: SeverityRow, land: Iterable[str]) -> bool:
    """Does a row fit whatever is known?"""
    return all(takes(row, situation) for situation in _situations([row], land))


def _first(rows: Sequence[SeverityRow], situation: Situation) -> int | None:
    return next((number for number, row in enumerate(rows) if takes(row, situation)), None)


def _situations(rows: Sequence[SeverityRow], land: Iterable[str]) -> Iterator[Situation]:
    """Everything that makes a difference: below and at each area that a row names, over a threshold or not."""
    areas = sorted({Fraction(0), *(row.from_m2 for row in rows if row.from_m2 is not None)})
    yesno = (False, True)
    for activity, danger, approved in product(ACTIVITIES, yesno, yesno):
        yield Situation(activity, danger, approved, None, None, False)
        yield Situation(activity, danger, approved, None, areas[0], False)
        for name in land:
            yield Situation(activity, danger, approved, name, None, False)
            for area, over in product(areas, yesno):
                yield Situation(activity, danger, approved, name, area, over)
