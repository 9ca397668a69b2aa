"""Long work as rows of `core.jobs`: what it is, how far it got, how it ended. Always committed apart from the data.

Progress must be seen while the work's own transaction is still open, and must stay when that one is rolled back: so
every change here is a short transaction on a connection of its own. `carried_out` is what long work wraps itself in.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, insert, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql.dml import Update

from landwatch.core import clock, log
from landwatch.core.db import db
from landwatch.core.models import Job

SILENCE = dt.timedelta(seconds=60)
"""A job that was not seen alive for so long has lost its process."""
BEAT_SECONDS = 15.0
"""Four chances within SILENCE to be seen alive, also while one step of the work takes an hour."""
ABANDONED = "abandoned"
"""The `error` of a job whose process ended without a word: killed, out of memory, power cut."""
_log = log.get(__name__)


def begin(
    kind: str,
    arguments: Mapping[str, Any],
    *,
    person: UUID | None = None,
    total: int | None = None,
    engine: Engine | None = None,
) -> UUID:
    """Write down that long work of a kind begins, and for whom; answers the id to ask after it."""
    now, id = clock.now(), uuid4()
    row = {"id": id, "kind": kind, "state": "running", "arguments": dict(arguments), "person": person, "total": total}
    with (engine or db.engine).begin() as connection:
        connection.execute(insert(Job).values(**row, created_at=now, started_at=now, seen_alive_at=now))
    return id


def progress(job_id: UUID, done: int, total: int | None = None, *, engine: Engine | None = None) -> None:
    """Say how many of how many pieces are done; also a sign of life."""
    known = {} if total is None else {"total": total}
    _change(_running(job_id).values(done=done, seen_alive_at=clock.now(), **known), engine)


def seen_alive(job_id: UUID, *, engine: Engine | None = None) -> None:
    """A sign of life from work that has nothing new to tell."""
    _change(_running(job_id).values(seen_alive_at=clock.now()), engine)


def finish(job_id: UUID, result: Mapping[str, Any] | None = None, *, engine: Engine | None = None) -> bool:
    """The work is done. False when the job had been given up meanwhile: that word stands."""
    ended = {"state": "done", "finished_at": clock.now(), "result": dict(result) if result is not None else None}
    return _change(_running(job_id).values(**ended), engine) == 1


def fail(job_id: UUID, error: str, *, engine: Engine | None = None) -> bool:
    """The work ended without being done, and why, in words without personal data."""
    return _change(_running(job_id).values(state="failed", finished_at=clock.now(), error=error), engine) == 1


def abandoned(now: dt.datetime, *, engine: Engine | None = None) -> int:
    """Give up on jobs not seen alive for SILENCE: they have failed, the reason is `ABANDONED`. Answers how many."""
    silent = update(Job).where(Job.state == "running", Job.seen_alive_at < now - SILENCE)
    return _change(silent.values(state="failed", finished_at=now, error=ABANDONED), engine)


def by_id(job_id: UUID) -> Job | None:
    """A job as it stands, read in the caller's session."""
    return db.session.get(Job, job_id, populate_existing=True)


@contextmanager
def carried_out(
    kind: str, arguments: Mapping[str, Any], *, person: UUID | None = None, engine: Engine | None = None
) -> Iterator[UUID]:
    """Long work from beginning to end: kept alive inside the block, done when it ends, failed when it raises."""
    ground = engine or db.engine  # the thread below has no application to ask
    job_id = begin(kind, arguments, person=person, engine=ground)
    stop = threading.Event()
    heart = threading.Thread(target=_beat, args=(job_id, stop, ground), name=f"job {kind}", daemon=True)
    heart.start()
    try:
        yield job_id
    except BaseException as error:
        fail(job_id, _said(error), engine=ground)
        raise
    else:
        finish(job_id, engine=ground)
    finally:
        stop.set()
        heart.join()


def _beat(job_id: UUID, stop: threading.Event, engine: Engine) -> None:
    """Tell that the process lives until the work is over. A database that is away for a moment is asked again."""
    while not stop.wait(BEAT_SECONDS):
        try:
            seen_alive(job_id, engine=engine)
        except SQLAlchemyError as error:
            _log.warning("job could not be seen alive", job=str(job_id), error=type(error).__name__)


def _said(error: BaseException) -> str:
    """The first line of an error, cut: what SQL was about may be personal and stands in the lines after it."""
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0][:300]}" if lines else type(error).__name__


def _running(job_id: UUID) -> Update:
    return update(Job).where(Job.id == job_id, Job.state == "running")


def _change(statement: Update, engine: Engine | None) -> int:
    with (engine or db.engine).begin() as connection:
        return connection.execute(statement).rowcount
