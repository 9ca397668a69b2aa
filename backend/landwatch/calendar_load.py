"""The working-day calendar from a CSV, as a yearly notice brings it, and the clocks of open cases worked out anew.

The file is checked whole before anything is written. Clocks follow in batches, one commit each: a case is held only
while its batch runs, and a load that was cut short is simply done again. A due time that moved is told in the chain of
its case, with before and after.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from uuid import UUID

from sqlalchemy import Row, select, text, update

from landwatch.cases.clockwork import stream_of, wind
from landwatch.cases.models import Case, ClockRow
from landwatch.core import clock, outbox, rulebook
from landwatch.core.calendar_file import Dated, read
from landwatch.core.db import Actor, acting, db

BATCH = 100
"""Cases held at once: about half a second of work."""
DAYS_AT_ONCE = 5000
"""PostgreSQL takes 65,535 values in one statement; a day has five."""
# The clockwork tells what is overdue under this lock and skips a round when it is taken: two that write the clocks and
# chains of many cases in different order would wait for each other.
_CLOCKWORK_RESTS = text("select pg_advisory_xact_lock(hashtextextended('clockwork', 0))")

Told = Row[str, str, dt.datetime]
"""Key, rule and due time of a clock."""


def load(file: Path) -> tuple[int, int]:
    """Load days and work out the clocks of every open case anew: how many days, how many cases.

    Raises CalendarFaults naming every faulty line; then nothing was written.
    """
    days = read(file)
    with acting(Actor(person=None, system=True)):
        _put(days, file.name)
        return len(days), _wind_all()


def _put(days: Sequence[Dated], file: str) -> None:
    """All days in one transaction: readers see the old calendar or the new one."""
    by_source = sorted(days, key=lambda one: one.source)
    for source, found in groupby(by_source, key=lambda one: one.source):
        same = [one.day for one in found]
        for start in range(0, len(same), DAYS_AT_ONCE):
            rulebook.load_calendar(same[start : start + DAYS_AT_ONCE], source or file)
    db.session.commit()


def _wind_all() -> int:
    """Every open case in the order of ids, a batch a transaction."""
    count, last = 0, UUID(int=0)
    while cases := _next_batch(last):
        for case in cases:
            _wind_and_tell(case)
        count, last = count + len(cases), cases[-1].id
        db.session.commit()
        db.session.expunge_all()
    db.session.rollback()
    return count


def _next_batch(last: UUID) -> Sequence[Case]:
    db.session.execute(_CLOCKWORK_RESTS)
    held = select(Case).where(Case.closed_at.is_(None), Case.id > last).order_by(Case.id).limit(BATCH).with_for_update()
    return db.session.scalars(held).all()


def _wind_and_tell(case: Case) -> None:
    """Work out a case's clocks; what moved is told in its chain and, when due again, will be told as overdue again."""
    before = _dues(case.id)
    wind(case)
    after = _dues(case.id)
    moved = [_moved(key, before[key], after[key]) for key in before if before[key].due_at != after[key].due_at]
    if moved:
        outbox.record("case.clocks_moved", stream_of(case.id), clocks=moved)
        _owe_the_alarm_again(case.id, [one["key"] for one in moved])


def _moved(key: str, before: Told, after: Told) -> dict[str, str]:
    due_at, due_now = (one.due_at.astimezone(dt.UTC).isoformat() for one in (before, after))
    return {"key": key, "clock": after.rule, "before": due_at, "after": due_now}


def _dues(case_id: UUID) -> dict[str, Told]:
    """When each clock of a case is due, by its key."""
    asked = select(ClockRow.key, ClockRow.rule, ClockRow.due_at).where(ClockRow.case_id == case_id)
    return {row.key: row for row in db.session.execute(asked.order_by(ClockRow.id))}


def _owe_the_alarm_again(case_id: UUID, keys: Iterable[str]) -> None:
    """A clock told as overdue that now has time left must be told once more when this runs out."""
    given_time = (ClockRow.case_id == case_id, ClockRow.key.in_(keys), ClockRow.due_at > clock.now())
    db.session.execute(update(ClockRow).where(*given_time, ClockRow.told_at.is_not(None)).values(told_at=None))
