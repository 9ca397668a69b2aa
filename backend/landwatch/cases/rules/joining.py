"""Does a report belong to a case that is open already, or is it a new one?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from landwatch.core.packs import Pack, Row, Words

JOIN, SUGGEST = "join", "suggest"
KIND_TESTS = ("same", "compatible", "any")


@dataclass(frozen=True)
class Candidate:
    """A case near the report: how far, and whether it lies on the same parcel."""

    case_id: int | str
    number: str
    kind: str
    distance_m: float
    same_parcel: bool
    opened_at: datetime
    state_final: bool


@dataclass(frozen=True)
class JoiningRow:
    """Within `radius_m` metres and `days` days, on the same parcel where asked: join, or suggest it to a person."""

    id: str
    action: str
    radius_m: float
    days: int
    same_parcel: bool
    closed: bool
    kinds: str
    because: Words


@dataclass(frozen=True)
class JoiningRules:
    """The rows, the groups of kinds that may be one matter, and the words for a new case."""

    rows: tuple[JoiningRow, ...]
    groups: tuple[frozenset[str], ...]
    new: Words

    @property
    def reach_m(self) -> float:
        """How far around a report candidates must be looked for."""
        return max(row.radius_m for row in self.rows)


@dataclass(frozen=True)
class Verdict:
    """The case to join, or None for a new one; `suggestions` are cases that a person should compare."""

    joins: int | str | None
    because: Words
    suggestions: tuple[Candidate, ...]


def judge(report_kind: str, seen_at: datetime, candidates: Sequence[Candidate], rows: JoiningRules) -> Verdict:
    """Join the nearest case that a row lets join; a case already closed is never joined, at most suggested."""
    judged = [(candidate, _row_for(report_kind, seen_at, candidate, rows)) for candidate in candidates]
    nearest_first = sorted(judged, key=lambda pair: (not pair[0].same_parcel, pair[0].distance_m, pair[0].opened_at))
    joining = [(case, row) for case, row in nearest_first if row and row.action == JOIN]
    suggested = tuple(case for case, row in nearest_first if row and (case, row) not in joining[:1])
    if not joining:
        return Verdict(None, rows.new, suggested)
    case, row = joining[0]
    because = row.because.format(number=case.number, metres=f"{case.distance_m:.0f}")
    return Verdict(case.case_id, because, suggested)


def _row_for(kind: str, seen_at: datetime, candidate: Candidate, rules: JoiningRules) -> JoiningRow | None:
    """The first row that fits a candidate."""
    return next((row for row in rules.rows if _fits(row, kind, seen_at, candidate, rules)), None)


def _fits(row: JoiningRow, kind: str, seen_at: datetime, candidate: Candidate, rules: JoiningRules) -> bool:
    return (
        candidate.distance_m <= row.radius_m
        and abs(seen_at - candidate.opened_at) <= timedelta(days=row.days)
        and (candidate.same_parcel or not row.same_parcel)
        and candidate.state_final == row.closed
        and _kinds_agree(row.kinds, kind, candidate.kind, rules)
    )


def _kinds_agree(test: str, one: str, other: str, rules: JoiningRules) -> bool:
    if test == "any" or one == other:
        return True
    return test == "compatible" and any({one, other} <= group for group in rules.groups)


def read(pack: Pack) -> JoiningRules:
    """The joining rules of a pack; PackError when a closed case could be joined or a kind does not exist."""
    kinds = pack.coded("kinds")
    for row in pack.rows("compatible"):
        if unknown := [name for name in row.names("kinds") if name not in kinds]:
            raise row.error("kinds", f"{', '.join(unknown)} is no kind")
    return JoiningRules(
        rows=tuple(_row(row) for row in pack.coded("joining", "id").values()),
        groups=tuple(frozenset(row.names("kinds")) for row in pack.rows("compatible")),
        new=pack.text("join.new"),
    )


def _row(row: Row) -> JoiningRow:
    closed, action = row.flag("closed"), row.one_of("action", (JOIN, SUGGEST))
    if closed and action == JOIN:
        raise row.error("action", "a closed case is never joined, only suggested")
    return JoiningRow(
        id=row.text("id"),
        action=action,
        radius_m=row.number("radius_m"),
        days=row.whole("days"),
        same_parcel=row.flag("same_parcel"),
        closed=closed,
        kinds=row.one_of("kinds", KIND_TESTS),
        because=row.words("because"),
    )
