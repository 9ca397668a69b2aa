"""The severity table of a pack, read and checked: units, thresholds and rows, none of them shadowed by another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from landwatch.core.packs import Pack, PackError, Row, Words
from landwatch.triage.rules.land import LandBook, read_land
from landwatch.triage.rules.order import ACTIVITIES, fits_always, never_first


@dataclass(frozen=True)
class Unit:
    """A unit of area: its name and its exact size in m², a fraction (10000/15, never 666.67)."""

    code: str
    label: Words
    m2: Fraction

    def of(self, area_m2: float) -> str:
        """An area in this unit, two decimals."""
        return f"{float(Fraction(area_m2) / self.m2):.2f}"


@dataclass(frozen=True)
class Threshold:
    """The area of a land class from which a criminal review is due, for kinds of violation whose act is listed."""

    id: str
    land: str
    acts: frozenset[str]
    area_m2: Fraction
    cumulative: bool


@dataclass(frozen=True)
class SeverityRow:
    """One row of the table. What is None or empty does not matter for the row."""

    id: str
    severity: str
    because: Words
    land: frozenset[str]
    activity: str | None
    point_only: bool | None
    from_m2: Fraction | None
    over_threshold: bool
    danger: bool
    approved: bool
    provisional: bool
    flags: tuple[str, ...]
    row: Row


@dataclass(frozen=True)
class Table:
    """Everything that `weigh` decides by."""

    rows: tuple[SeverityRow, ...]
    thresholds: tuple[Threshold, ...]
    tolerance: float
    unit: Unit
    land: LandBook
    acts: Mapping[str, str]
    texts: Mapping[str, Words]


def read(pack: Pack) -> Table:
    """The severity table of a pack; PackError names a row that can never fit or names what does not exist."""
    land, units = read_land(pack), read_units(pack)
    rows = tuple(_severity_row(pack, row, land, units) for row in pack.rows("severity"))
    _check_order(rows, land)
    return Table(
        rows=rows,
        thresholds=tuple(_threshold(row, land, units) for row in pack.rows("thresholds")),
        tolerance=pack.row("tolerance").number("share"),
        unit=_local(pack, units),
        land=land,
        acts={code: row.text("act") for code, row in pack.coded("kinds").items()},
        texts={key: pack.text(key) for key in ("because.land", "because.point", "because.nothing", "because.joiner")},
    )


def read_units(pack: Pack) -> dict[str, Unit]:
    """Units of area by code."""
    return {
        code: Unit(code, row.words("label"), Fraction(row.whole("m2_numerator"), row.whole("m2_denominator")))
        for code, row in pack.coded("units").items()
    }


def _local(pack: Pack, units: Mapping[str, Unit]) -> Unit:
    local = [row for row in pack.rows("units") if row.flag("local")]
    if len(local) != 1:
        raise PackError("units.toml", "-", "local", "exactly one unit must be the local one")
    return units[local[0].text("code")]


def _area(row: Row, field: str, units: Mapping[str, Unit]) -> Fraction:
    unit = units[row.one_of("unit", tuple(units))]
    return Fraction(str(row.number(field))) * unit.m2


def _threshold(row: Row, land: LandBook, units: Mapping[str, Unit]) -> Threshold:
    return Threshold(
        id=row.text("id"),
        land=row.one_of("class", tuple(land.labels)),
        acts=frozenset(row.names("acts")),
        area_m2=_area(row, "area", units),
        cumulative="cumulative_months" in row,
    )


def _severity_row(pack: Pack, row: Row, land: LandBook, units: Mapping[str, Unit]) -> SeverityRow:
    unknown = [name for name in row.names("land") if name not in land.labels]
    if unknown:
        raise row.error("land", f"{', '.join(unknown)} is no land class")
    return SeverityRow(
        id=row.text("id"),
        severity=row.one_of("severity", tuple(pack.coded("severities"))),
        because=_because(row),
        land=frozenset(row.names("land")),
        activity=row.one_of("activity", ACTIVITIES) if "activity" in row else None,
        point_only=row.flag("point_only") if "point_only" in row else None,
        from_m2=_area(row, "from_area", units) if "from_area" in row else None,
        over_threshold=row.flag("over_threshold"),
        danger=row.flag("danger"),
        approved=row.flag("approved"),
        provisional=row.flag("provisional"),
        flags=row.names("flags"),
        row=row,
    )


def _because(row: Row) -> Words:
    try:
        row.words("because").format(place="", approval="")
    except (KeyError, IndexError, ValueError) as error:
        raise row.error("because", f"may only use {{place}} and {{approval}}: {error}") from error
    return row.words("because")


def _check_order(rows: tuple[SeverityRow, ...], land: LandBook) -> None:
    """Every row decides something, its name is its own, and the last one always fits."""
    for row in rows:
        if [one.id for one in rows].count(row.id) > 1:
            raise row.row.error("id", "is given twice")
    if shadowed := never_first(rows, land.labels):
        raise shadowed[0].row.error("id", "can never fit: the rows before it take everything")
    if not fits_always(rows[-1], land.labels):
        raise rows[-1].row.error("id", "the last row must fit always")
