"""Whether a rule pack holds together: every room reads it, and its own examples come out as it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from zoneinfo import ZoneInfo

from landwatch.cases.rules import clocks, reader
from landwatch.core import rulebook, workdays
from landwatch.core.packs import Pack, PackError, Row, Words, check
from landwatch.matching import rules as matching
from landwatch.triage import rules as triage
from landwatch.triage.rules.facts import Facts, Land
from landwatch.triage.rules.table import Table, read_units

READERS: tuple[Callable[[Pack], object], ...] = (
    triage.read,
    triage.read_routing,
    reader.read,
    matching.words,
    workdays.calendar,
)
"""What each room makes of a pack; a room that reads more adds its reader here."""


def faults(pack: Pack) -> list[PackError]:
    """What does not hold together, none when all does. Examples are asked only of a pack that every room can read."""
    unread = check(pack, [partial(rulebook.read, read) for read in READERS])
    return unread or [
        fault for table in EXAMPLES for row in pack.tables.get(table, ()) for fault in tried(pack, table, row)
    ]


def tried(pack: Pack, table: str, row: Row) -> list[PackError]:
    """What one example says beside what comes out; also a fault when the example itself cannot be read."""
    try:
        return list(EXAMPLES[table](pack, row))
    except PackError as error:
        return [error]
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        return [row.error("-", f"the example cannot be tried: {type(error).__name__}: {error}")]


def _differing(row: Row, said: Mapping[str, object], found: Mapping[str, object]) -> Iterator[PackError]:
    for field, value in found.items():
        if said[field] != value:
            yield row.error(field, f"the example says {said[field]}, the pack answers {value}")


def _unfilled(row: Row, because: Words) -> Iterator[PackError]:
    """The reason must be words that an officer can repeat: in both languages, no place left open."""
    if not because.zh or not because.en or "{" in because.zh + because.en:
        yield row.error("because", f"the reason is not whole: {because.zh!r}, {because.en!r}")


def _severity(pack: Pack, row: Row) -> Iterator[PackError]:
    table = rulebook.read(triage.read, pack)
    verdict = triage.weigh(_facts(pack, row, table), table)
    said = {**row, "provisional": row.flag("provisional"), "flags": sorted(row.names("flags"))}
    found = {
        "severity": verdict.severity,
        "row": verdict.row,
        "provisional": verdict.provisional,
        "flags": sorted(verdict.flags),
    }
    yield from _differing(row, said, found)
    yield from _unfilled(row, verdict.because)


def _facts(pack: Pack, row: Row, table: Table) -> Facts:
    """The facts an example describes: areas in the example's unit, or half the place each when it is a point."""
    m2 = read_units(pack)[row.text("unit")].m2
    areas = {name: float(Fraction(str(amount)) * m2) for name, amount in row["land"].items()}
    point, total = row.flag("point"), sum(areas.values()) or 1.0
    return Facts(
        activity="finished" if row["activity"] == "finished" else "ongoing",
        danger=row.flag("danger"),
        kind=row.text("kind"),
        area_m2=None if point else total,
        land={name: Land(0.5 if point else area / total, None if point else area) for name, area in areas.items()},
        approval=row.get("approval"),
        earlier_m2={name: float(amount * m2) for name, amount in row.get("earlier", {}).items()},
    )


def _deadline(pack: Pack, row: Row) -> Iterator[PackError]:
    words = rulebook.read(reader.read, pack).clocks[0].words
    length = {"S1": (row.whole("length"), row.text("unit"))}
    rule = clocks.ClockRule(
        "example", pack.text("trace.due"), ("case.opened",), ("case.closed",), length, "product", "", "", (), words
    )
    happened = [clocks.Happening("case.opened", row["start"])]
    calendar = rulebook.read(workdays.calendar, pack)
    (clock,) = clocks.clocks([rule], "S1", happened, calendar, ZoneInfo(pack.timezone), row["start"])
    said = {"due": row["due"], "provisional": row.flag("provisional")}
    yield from _differing(row, said, {"due": clock.due_at, "provisional": clock.provisional})


def _routing(pack: Pack, row: Row) -> Iterator[PackError]:
    rows = pack.rows("desks_of_examples")
    desks = [triage.DeskRef(n, r["code"], r["authority"], r["level"], r["district"]) for n, r in enumerate(rows)]
    routed = triage.route(row["kind"], row["district"] or None, desks, rulebook.read(triage.read_routing, pack))
    desk = desks[routed.desk_id].code if routed.desk_id is not None else None
    said = {"desk": row["desk"], "alarm": row.flag("alarm")}
    yield from _differing(row, said, {"desk": desk, "alarm": routed.alarm})
    yield from _unfilled(row, routed.because)


EXAMPLES: Mapping[str, Callable[[Pack, Row], Iterator[PackError]]] = {
    "severity_examples": _severity,
    "deadline_examples": _deadline,
    "routing_examples": _routing,
}
"""The tables of `examples.toml` and how each is tried."""
