"""Severity: the first row of the table that fits the facts, with its reason in words that an officer can repeat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from landwatch.core.packs import Words, joined
from landwatch.matching.rules import percent
from landwatch.triage.rules.facts import Facts
from landwatch.triage.rules.table import SeverityRow, Table, Threshold

__all__ = ["SeverityRow", "Verdict", "weigh"]

NEEDS_SURVEY = "needs_survey"


@dataclass(frozen=True)
class Verdict:
    """How serious, why, by which row. `provisional`: only a point is known, an outline may change it."""

    severity: str
    because: Words
    row: str
    flags: tuple[str, ...]
    provisional: bool


def weigh(facts: Facts, table: Table) -> Verdict:
    """Severity of a report by the first row that fits."""
    row = next(row for row in table.rows if _fits(row, facts, table))
    place = _place(row, facts, table)
    flags = row.flags + ((NEEDS_SURVEY,) if _near_a_threshold(facts, table) else ())
    return Verdict(
        severity=row.severity,
        because=row.because.format(place=place, approval=facts.approval or ""),
        row=row.id,
        flags=tuple(dict.fromkeys(flags)),
        provisional=row.provisional,
    )


def _fits(row: SeverityRow, facts: Facts, table: Table) -> bool:
    if (row.danger and not facts.danger) or (row.approved and facts.approval is None):
        return False
    if row.activity not in (None, facts.activity) or row.point_only not in (None, facts.point_only):
        return False
    needs_land = row.land or row.from_m2 is not None or row.over_threshold
    return not needs_land or bool(_fitting_land(row, facts, table))


def _fitting_land(row: SeverityRow, facts: Facts, table: Table) -> list[str]:
    """The land classes by which a row fits, the largest share first."""
    candidates = [name for name in facts.land if not row.land or name in row.land]
    fitting = [name for name in candidates if _large_enough(name, row, facts, table)]
    return sorted(fitting, key=lambda name: -facts.land[name].share)


def _large_enough(name: str, row: SeverityRow, facts: Facts, table: Table) -> bool:
    area = facts.land[name].area_m2
    if row.from_m2 is not None and (area is None or Fraction(area) < row.from_m2):
        return False
    if not row.over_threshold:
        return True
    # The red line has no figure of its own: there the class of the land beneath decides.
    judged = [name] if any(name == threshold.land for threshold in table.thresholds) else list(facts.land)
    return any(
        _area(land, threshold, facts) >= threshold.area_m2 for land, threshold in _applying(judged, facts, table)
    )


def _applying(names: Iterable[str], facts: Facts, table: Table) -> Iterable[tuple[str, Threshold]]:
    act = table.acts.get(facts.kind, "other")
    for threshold in table.thresholds:
        if act in threshold.acts and not facts.point_only:
            yield from ((name, threshold) for name in names if name == threshold.land)


def _area(name: str, threshold: Threshold, facts: Facts) -> Fraction:
    now = Fraction(facts.land[name].area_m2 or 0)
    return now + (Fraction(facts.earlier_m2.get(name, 0)) if threshold.cumulative else 0)


def _near_a_threshold(facts: Facts, table: Table) -> bool:
    """Is an area so near to a figure that drawing errors could tip it, and nobody has surveyed it?"""
    if facts.surveyed or facts.point_only or facts.approval is not None:
        return False
    figures = [(_area(name, t, facts), t.area_m2) for name, t in _applying(facts.land, facts, table)]
    figures += [
        (Fraction(facts.land[name].area_m2 or 0), row.from_m2)
        for row in table.rows
        for name in row.land & facts.land.keys()
        if row.from_m2 is not None and row.activity in (None, facts.activity)
    ]
    return any(abs(area / figure - 1) <= Fraction(str(table.tolerance)) for area, figure in figures)


def _place(row: SeverityRow, facts: Facts, table: Table) -> Words:
    """Where it lies: the land that decided, else all land there is, with share and area in the local unit."""
    names = _fitting_land(row, facts, table) if row.land else sorted(facts.land, key=lambda n: -facts.land[n].share)
    if not names:
        return table.texts["because.nothing"]
    return joined((_land_words(name, facts, table) for name in names), table.texts["because.joiner"])


def _land_words(name: str, facts: Facts, table: Table) -> Words:
    land = facts.land[name]
    label, share = table.land.labels[name], percent(land.share)
    if land.area_m2 is None:
        return table.texts["because.point"].format(land=label, share=share)
    area = table.unit.of(land.area_m2)
    return table.texts["because.land"].format(land=label, share=share, area=area, unit=table.unit.label)
