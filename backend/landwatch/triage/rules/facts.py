"""What severity is weighed on: a report's answers and the land it lies on, in the pack's classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from landwatch.matching.rules import Part
from landwatch.triage.rules.land import approval_of, classes_of

if TYPE_CHECKING:
    from landwatch.triage.rules.table import Table


@dataclass(frozen=True)
class Land:
    """The part of a place that is of one land class: share 0..1, area in m² (of an outline; a point has none)."""

    share: float
    area_m2: float | None


@dataclass(frozen=True)
class Facts:
    """What is known of a report. `land` by class; `earlier_m2` by class is what was seen here in the last months."""

    activity: str
    danger: bool
    kind: str
    area_m2: float | None
    land: Mapping[str, Land]
    approval: str | None = None
    surveyed: bool = False
    earlier_m2: Mapping[str, float] = field(default_factory=dict)

    @property
    def point_only(self) -> bool:
        """Is there only a point, so that no area is known?"""
        return self.area_m2 is None


def facts(
    parts: Sequence[Part],
    answers: Mapping[str, object],
    kind: str,
    area_m2: float | None,
    seen_on: date,
    table: Table,
    earlier_m2: Mapping[str, float] | None = None,
) -> Facts:
    """The facts of a report: `parts` from matching, the reporter's `answers`, `area_m2` None for a point only.

    Activity that nobody could tell counts as ongoing: it is worse to come too late.
    """
    approval = approval_of(parts, kind, seen_on, table.land)
    classes = classes_of(parts, table.land)
    return Facts(
        activity="finished" if answers.get("activity") == "finished" else "ongoing",
        danger=answers.get("danger") is True,
        kind=kind,
        area_m2=area_m2,
        land={name: Land(share, area if area_m2 is not None else None) for name, (share, area) in classes.items()},
        approval=(approval.code or approval.name) if approval else None,
        surveyed=answers.get("surveyed") is True,
        earlier_m2=dict(earlier_m2 or {}),
    )
