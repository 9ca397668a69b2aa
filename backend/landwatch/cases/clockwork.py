"""The clocks of a case, worked out anew from its events, and what is overdue."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from landwatch.cases.models import Case, ClockRow
from landwatch.cases.rules import reader
from landwatch.cases.rules.clocks import Clock, clocks
from landwatch.cases.rules.happenings import happenings
from landwatch.core import clock, outbox, rulebook
from landwatch.core.db import db
from landwatch.core.models import Event

_FRESH = ("state", "started_at", "due_at", "stopped_at", "provisional", "length", "unit", "trace", "label")
_NEW = insert(ClockRow.__table__)  # rows are given when it runs: a statement that holds them is compiled every time
_WRITE = _NEW.on_conflict_do_update(
    index_elements=["case_id", "key"], set_={name: _NEW.excluded[name] for name in _FRESH}
)


def stream_of(case_id: UUID) -> str:
    """The name of a case's chain of events."""
    return f"case:{case_id}"


def wind(case: Case) -> None:
    """Work out every clock of a case from its events and write down what the queue sorts by."""
    running = _running(case)
    if running:
        db.session.connection().execute(_WRITE, [_row(case, one) for one in running])
    open_dues = [one.due_at for one in running if one.stopped_at is None]
    case.next_due_at = min(open_dues) if open_dues and case.closed_at is None else None
    db.session.flush()
    db.session.expire(case, ["clocks"])


def _running(case: Case) -> tuple[Clock, ...]:
    pack = rulebook.of(case.pack)
    book = rulebook.read(reader.read, pack)
    told = select(Event.name, Event.at, Event.data).where(Event.stream == stream_of(case.id)).order_by(Event.seq)
    events = [(row.name, row.at, row.data) for row in db.session.execute(told)]
    told_so_far = happenings(events, book.machine)
    return clocks(book.clocks, case.severity, told_so_far, rulebook.calendar(), rulebook.zone(), clock.now())


def _row(case: Case, one: Clock) -> dict[str, Any]:
    return {
        "case_id": case.id,
        "key": one.key,
        "rule": one.rule.id,
        "label": asdict(one.rule.label),
        "state": one.state,
        "started_at": one.started_at,
        "due_at": one.due_at,
        "stopped_at": one.stopped_at,
        "provisional": one.provisional,
        "statutory": one.rule.is_statutory,
        "length": one.length,
        "unit": one.unit,
        "trace": [{"at": line.at.isoformat(), "kind": line.kind, "words": asdict(line.words)} for line in one.trace],
    }


def tell_overdue(limit: int = 200) -> int:
    """Write an event for every clock that has run out and was not told yet; exactly once, whoever asks how often."""
    now = clock.now()
    due = (
        select(ClockRow.id)
        .where(ClockRow.due_at < now, ClockRow.stopped_at.is_(None), ClockRow.told_at.is_(None))
        .order_by(ClockRow.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    late = update(ClockRow).where(ClockRow.id.in_(due)).values(told_at=now, state="missed")
    rows = db.session.execute(late.returning(ClockRow.case_id, ClockRow.rule, ClockRow.due_at)).all()
    for row in rows:
        outbox.record("clock.overdue", stream_of(row.case_id), clock=row.rule, due_at=row.due_at.isoformat())
    return len(rows)
