"""What is asked of cases: the queue, one case, what lies near, the counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Integer, Select, Text, and_, case, cast, func, or_, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import selectinload

from landwatch.accounts.models import Person
from landwatch.accounts.queries import Caller
from landwatch.cases.models import Case, CaseReport, MoveRow
from landwatch.cases.rules.joining import Candidate
from landwatch.core.db import db
from landwatch.core.geo import lon_lat
from landwatch.core.models import Event
from landwatch.core.numbers import normalised
from landwatch.reports.models import DeclaredPhoto, Report

Chosen = TypeVar("Chosen", bound=Select[*tuple[Any, ...]])
FAR_AHEAD = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


def visible(found: Chosen, caller: Caller) -> Chosen:
    """Only cases at desks that this person may see. Every list goes through here."""
    return found.where(Case.desk_id == func.any(cast(list(caller.desks), ARRAY(Integer))))


def by_number(number: str, caller: Caller, *, lock: bool = False) -> Case | None:
    """A case that this person may see, by its number."""
    found = visible(select(Case).where(Case.number == normalised(number)), caller)
    if lock:
        found = found.with_for_update(of=Case)
    return db.session.scalars(found).one_or_none()


_NEAR = text("""
    select id, number, kind, opened_at, closed_at is not null as closed, parcels && cast(:parcels as text[])
           as same_parcel, ST_Distance(location::geography, cast(:place as geometry)::geography) as metres
    from cases.cases
    where merged_into is null
      and ST_DWithin(location, cast(:place as geometry), :degrees)
      and ST_Distance(location::geography, cast(:place as geometry)::geography) <= :reach_m
    order by metres limit 20
""")
METRES_A_DEGREE = 60_000
"""A degree is longer than this between 57° S and 57° N: wide enough for the index, the exact distance decides."""


def near(report: Report, parcels: Sequence[str], reach_m: float) -> list[Candidate]:
    """Cases around a report, nearest first."""
    lon, lat = lon_lat(report.location)
    values = {
        "place": f"SRID=4326;POINT({lon} {lat})",
        "parcels": list(parcels),
        "reach_m": reach_m,
        "degrees": reach_m / METRES_A_DEGREE,
    }
    rows = db.session.execute(_NEAR, values)
    return [Candidate(r.id, r.number, r.kind, r.metres, r.same_parcel, r.opened_at, r.closed) for r in rows]


SORTS: Mapping[str, tuple[Any, bool, Callable[[str], Any]]] = {
    "due": (func.coalesce(Case.next_due_at, FAR_AHEAD), False, dt.datetime.fromisoformat),
    "opened": (Case.opened_at, True, dt.datetime.fromisoformat),
    "severity": (Case.severity, False, str),
}
"""By what the queue can be sorted: the key, whether downwards, and how a cursor's key is read again."""


SHOWN = (selectinload(Case.clocks), selectinload(Case.desk), selectinload(Case.assignee))
"""What a row of the queue shows beside the case itself, each in one query for the whole page."""


def queue(
    asked: Mapping[str, Any], caller: Caller, now: dt.datetime, day_end: dt.datetime, after: list[Any] | None
) -> list[Any]:
    """A page of the queue and one row more: (case, sort key), as this person may see it."""
    key, descending, read = SORTS[asked["sort"]]
    found = visible(select(Case, key.label("key")), caller).where(Case.merged_into.is_(None))
    found = _filtered(found, asked, caller, now, day_end)
    if after:
        place, seen = (key, Case.id), (read(after[0]), UUID(after[1]))
        found = found.where(_before(place, seen) if descending else _behind(place, seen))
    order = (key.desc(), Case.id.desc()) if descending else (key, Case.id)
    return list(db.session.execute(found.order_by(*order).limit(asked["limit"] + 1).options(*SHOWN)).all())


def _behind(place: tuple[Any, Any], seen: tuple[Any, UUID]) -> Any:
    return or_(place[0] > seen[0], and_(place[0] == seen[0], place[1] > seen[1]))


def _before(place: tuple[Any, Any], seen: tuple[Any, UUID]) -> Any:
    return or_(place[0] < seen[0], and_(place[0] == seen[0], place[1] < seen[1]))


def _filtered(
    found: Select[Any], asked: Mapping[str, Any], caller: Caller, now: dt.datetime, day_end: dt.datetime
) -> Select[Any]:
    same = {"state": Case.state, "severity": Case.severity, "kind": Case.kind, "desk": Case.desk_id}
    for name, column in same.items():
        if asked.get(name) is not None:
            found = found.where(column == asked[name])
    if asked.get("assignee"):
        found = found.where(Case.assignee_id == (caller.id if asked["assignee"] == "me" else UUID(asked["assignee"])))
    if asked.get("district"):
        found = found.where(Case.district.startswith(asked["district"], autoescape=True))
    if asked.get("due_before"):
        found = found.where(Case.next_due_at < asked["due_before"])
    if asked.get("overdue"):
        found = found.where(Case.next_due_at < now)
    if asked.get("bbox"):
        found = found.where(Case.location.op("&&")(func.ST_MakeEnvelope(*asked["bbox"], 4326)))
    if asked.get("q"):
        found = found.where(_matches(asked["q"]))
    view = VIEWS.get(asked.get("view") or "")
    if view is not None:
        return found.where(*view(caller, now, day_end))
    return found if asked.get("state") or asked.get("q") else found.where(Case.closed_at.is_(None))


def _mine(caller: Caller, _now: dt.datetime, _end: dt.datetime) -> list[Any]:
    desk = caller.desk.id if caller.desk else None
    return [Case.closed_at.is_(None), or_(Case.assignee_id == caller.id, Case.desk_id == desk)]


VIEWS: Mapping[str, Any] = {
    "mine": _mine,
    "today": lambda _who, _now, end: [Case.closed_at.is_(None), Case.next_due_at < end],
    "overdue": lambda _who, now, _end: [Case.closed_at.is_(None), Case.next_due_at < now],
    "unassigned": lambda _who, _now, _end: [Case.closed_at.is_(None), Case.assignee_id.is_(None)],
    "waiting": lambda _who, _now, _end: [Case.closed_at.is_(None), Case.state.in_(["rectifying", "referred", "filed"])],
    "closed": lambda _who, _now, _end: [Case.closed_at.is_not(None)],
}


def _matches(said: str) -> Any:
    """Case and report numbers, places, parcel codes."""
    number, words = normalised(said), said.strip()
    of_report = (
        select(CaseReport.case_id).join(Report, Report.id == CaseReport.report_id).where(Report.number == number)
    )
    return or_(
        Case.number == number,
        Case.id.in_(of_report),
        Case.place["zh"].astext.icontains(words, autoescape=True),
        Case.place["en"].astext.icontains(words, autoescape=True),
        Case.parcels.contains(cast([words], ARRAY(Text))),
    )


def counts(case_ids: list[UUID]) -> dict[UUID, tuple[int, int, int]]:
    """Reports, declared photos and photos here, by case."""
    joined = (
        select(
            CaseReport.case_id,
            func.count(func.distinct(CaseReport.report_id)),
            func.count(DeclaredPhoto.id),
            func.count(DeclaredPhoto.arrived_at),
        )
        .outerjoin(DeclaredPhoto, DeclaredPhoto.report_id == CaseReport.report_id)
        .where(CaseReport.case_id.in_(case_ids))
        .group_by(CaseReport.case_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in db.session.execute(joined)}


def summary(caller: Caller, now: dt.datetime, day_end: dt.datetime) -> dict[str, Any]:
    """Counts over all open cases this person may see, in one pass."""
    late, today = case((Case.next_due_at < now, 1), else_=0), case((Case.next_due_at < day_end, 1), else_=0)
    free = case((Case.assignee_id.is_(None), 1), else_=0)
    grouped = visible(
        select(Case.state, Case.severity, Case.desk_id, func.count(), func.sum(late), func.sum(today), func.sum(free)),
        caller,
    ).where(Case.closed_at.is_(None), Case.merged_into.is_(None))
    rows = db.session.execute(grouped.group_by(Case.state, Case.severity, Case.desk_id)).all()
    return _summed(rows)


def _summed(rows: Sequence[Any]) -> dict[str, Any]:
    by_state: dict[str, int] = {}
    by_severity: dict[str, int] = {}
    desks: dict[int, dict[str, int]] = {}
    for state, severity, desk, count, late, _, _ in rows:
        by_state[state] = by_state.get(state, 0) + count
        by_severity[severity] = by_severity.get(severity, 0) + count
        mine = desks.setdefault(desk, {"open": 0, "overdue": 0})
        mine["open"] += count
        mine["overdue"] += int(late)
    totals = {
        name: sum(int(row[place]) for row in rows)
        for name, place in (("overdue", 4), ("due_today", 5), ("unassigned", 6))
    }
    return {
        "by_state": by_state,
        "by_severity": by_severity,
        "desks": desks,
        "total_open": sum(by_state.values()),
        **totals,
    }


def mine_count(caller: Caller) -> int:
    """How many open cases lie at the person's desk or with the person."""
    now = FAR_AHEAD
    return (
        db.session.scalar(visible(select(func.count()).select_from(Case), caller).where(*_mine(caller, now, now))) or 0
    )


def history(case_id: UUID) -> list[tuple[Event, MoveRow | None, str | None]]:
    """The events of a case, oldest first, each with its move and the name of who acted."""
    found = (
        select(Event, MoveRow, Person.name)
        .outerjoin(MoveRow, MoveRow.event_id == Event.id)
        .outerjoin(Person, Person.id == Event.person)
        .where(Event.stream == f"case:{case_id}")
        .order_by(Event.seq)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(found)]


def reports_of(case_id: UUID) -> list[tuple[CaseReport, Report]]:
    """The reports of a case with their declared photos, in the order they joined."""
    found = (
        select(CaseReport, Report)
        .join(Report, Report.id == CaseReport.report_id)
        .where(CaseReport.case_id == case_id)
        .order_by(CaseReport.joined_at, Report.received_at)
        .options(selectinload(Report.photos))
    )
    return [(row[0], row[1]) for row in db.session.execute(found)]


def revisits(number: str) -> list[Report]:
    """Committed reports that are about a case: on-site photos, after-photos."""
    found = (
        select(Report)
        .where(Report.about == number, Report.committed_at.is_not(None))
        .options(selectinload(Report.photos))
    )
    return list(db.session.scalars(found.order_by(Report.received_at)))


def on_parcels(one: Case, caller: Caller) -> list[Case]:
    """Other cases on the same parcels, newest first."""
    found = visible(select(Case).where(Case.parcels.overlap(one.parcels), Case.id != one.id), caller)
    return list(db.session.scalars(found.order_by(Case.opened_at.desc()).limit(10))) if one.parcels else []


def of_report(report_id: UUID) -> Case | None:
    """The case that a report belongs to."""
    found = select(Case).join(CaseReport, CaseReport.case_id == Case.id).where(CaseReport.report_id == report_id)
    return db.session.scalars(found).one_or_none()


def next_unclaimed(caller: Caller) -> Case | None:
    """The most urgent case nobody has claimed at the person's desk; two officers at once get two cases."""
    found = visible(select(Case), caller).where(
        Case.closed_at.is_(None), Case.assignee_id.is_(None), Case.desk_id == (caller.desk.id if caller.desk else None)
    )
    return db.session.scalars(
        found.order_by(Case.next_due_at, Case.id).limit(1).with_for_update(of=Case, skip_locked=True)
    ).one_or_none()


def may_see_photo(report_id: UUID, caller: Caller) -> bool:
    """Whether this person may see the photos of a report: through a case at a desk in sight, or as who filed it."""
    of_case = visible(
        select(Case.id).join(CaseReport, CaseReport.case_id == Case.id).where(CaseReport.report_id == report_id), caller
    )
    about = visible(select(Case.id).join(Report, Report.about == Case.number).where(Report.id == report_id), caller)
    own = select(Report.id).where(Report.id == report_id, Report.person == caller.id)
    return any(db.session.scalar(found.limit(1)) for found in (of_case, about, own))
