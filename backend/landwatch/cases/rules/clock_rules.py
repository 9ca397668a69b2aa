"""The rows of `clocks.toml`, read and checked against the machine and the texts of the pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from landwatch.cases.rules import machine as machines
from landwatch.core.packs import Pack, Row, Words

UNITS = ("minute", "hour", "day", "month", "working_day")
KINDS = ("statutory", "ministerial", "local_example", "product")

# What a case tells its clocks beside `state.<entered>` and `move.<made>` (see happenings.py).
CASE_HAPPENINGS = (
    "case.opened",
    "case.assigned",
    "case.onsite_check",
    "case.concluded",
    "case.concluded_unlawful",
    "case.closed",
    "case.reopened",
)

TRACE_TEXTS = (
    *(f"trace.{key}" for key in ("start", "skip", "skip_day", "weekend", "joiner", "roll", "provisional", "due")),
    *("trace.stop_met", "trace.stop_missed"),
    *(f"period.{unit}{number}" for unit in UNITS for number in ("", ".one")),
    "date.day",
    *(f"happening.{name}" for name in CASE_HAPPENINGS),
)


@dataclass(frozen=True)
class ClockRule:
    """A row of `clocks.toml`: what starts and stops it, and how long it runs by severity (`length`, `unit`)."""

    id: str
    label: Words
    start: tuple[str, ...]
    stop: tuple[str, ...]
    by_severity: Mapping[str, tuple[int, str]]
    kind: str
    source: str
    verified: str
    warn_at: tuple[float, ...]
    words: Mapping[str, Words] = field(repr=False, compare=False, default_factory=dict)

    @property
    def is_statutory(self) -> bool:
        """Is the length set by law, so that an office may not edit it?"""
        return self.kind == "statutory"


def read(pack: Pack) -> tuple[ClockRule, ...]:
    """The clocks of a pack; every happening they name is one that a case tells."""
    machine = machines.read(pack)
    for key in TRACE_TEXTS:
        pack.text(key)
    named = _happenings(machine)
    words = {key: value for key, value in pack.texts.items() if key in TRACE_TEXTS}
    words |= {f"happening.{name}": value for name, value in named.items()}
    words |= {f"holiday.{row.words('name').in_(pack.locale)}": row.words("name") for row in pack.rows("holidays")}
    severities = tuple(pack.coded("severities"))
    return tuple(
        _clock(row, severities, {*named, *CASE_HAPPENINGS}, words) for row in pack.coded("clocks", "id").values()
    )


def _happenings(machine: machines.Machine) -> dict[str, Words]:
    """Happenings that follow from the machine, with what they are called."""
    return {
        **{f"state.{code}": state.label for code, state in machine.states.items()},
        **{f"move.{move.code}": move.label for move in machine.moves},
    }


def _clock(row: Row, severities: tuple[str, ...], happenings: set[str], words: Mapping[str, Words]) -> ClockRule:
    warn_at = row.numbers("warn_at")
    if list(warn_at) != sorted(warn_at) or not all(0 < share < 1 for share in warn_at):
        raise row.error("warn_at", "expected rising shares between 0 and 1")
    return ClockRule(
        id=row.text("id"),
        label=row.words("label"),
        start=_named(row, "start", happenings),
        stop=_named(row, "stop", happenings),
        by_severity={code: _length(row, code) for code in severities},
        kind=row.one_of("kind", KINDS),
        source=row.text("source"),
        verified=row.text("verified"),
        warn_at=warn_at,
        words=words,
    )


def _named(row: Row, field: str, known: set[str]) -> tuple[str, ...]:
    names = row.names(field)
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise row.error(field, f"{', '.join(unknown)} never happens to a case" if unknown else "is empty")
    return names


def _length(row: Row, severity: str) -> tuple[int, str]:
    """`length` and `unit` for all severities, unless the severity has its own."""
    own = row.get("by_severity", {})
    if not isinstance(own, dict):
        raise row.error("by_severity", "expected a table by severity")
    part = Row(row.file, f"{row.name}/{severity}", own[severity]) if severity in own else row
    length, unit = part.whole("length"), part.one_of("unit", UNITS)
    if length < 1:
        raise part.error("length", "expected at least 1")
    return length, unit
