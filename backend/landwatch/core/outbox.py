"""Events and the work they owe: written together with the change itself, carried after the commit.

`record` writes an event and one delivery per step that `flow.py` names for it, in the caller's transaction.
`carry` does one delivery: the step, its follow-on events and "done" commit together. A crash leaves the delivery
owed; the relay in `clockwork` finds it again. PostgreSQL is the truth, the queue in Valkey only a nudge.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session, SessionTransaction

from landwatch.core import clock, log
from landwatch.core.db import Actor, acting, actor, db

RELAY_GRACE = dt.timedelta(seconds=30)
"""So long the carrier is left alone before the relay looks after a delivery."""
LAST_ATTEMPT = 8
"""With the back-off below, parked about half a day after the first failure."""


@dataclass(frozen=True)
class Event:
    """What a step is told: something that happened, by reference. Never contact details or free text."""

    id: int
    stream: str
    seq: int
    name: str
    at: dt.datetime
    person: UUID | None
    data: Mapping[str, Any]

    @property
    def subject(self) -> UUID:
        """The id of the thing the stream is about: `report:<uuid>` → uuid."""
        return UUID(self.stream.partition(":")[2])


@dataclass(frozen=True)
class Owed:
    """A delivery waiting for its carrier."""

    id: int
    alone: bool


Step = Callable[[Event], None]
_flow: dict[str, list[tuple[str, Step, bool]]] = {}
_steps: dict[str, Step] = {}
_log = log.get(__name__)


def alone(step: Step) -> Step:
    """Mark a step that handles hostile bytes or talks to the outside: it gets a forked job of its own."""
    step.alone = True  # type: ignore[attr-defined]
    return step


def name_of(step: Step) -> str:
    """How a step is written in a delivery: `room.step`."""
    return f"{step.__module__.split('.')[1]}.{step.__name__}"


def wire(flow: Mapping[str, Sequence[Step]]) -> None:
    """Tell the outbox which steps follow which event. Called once, by `app.py`."""
    _flow.clear()
    _steps.clear()
    for name, steps in flow.items():
        _flow[name] = [(name_of(step), step, getattr(step, "alone", False)) for step in steps]
        _steps.update({name_of(step): step for step in steps})


def digest_of(
    stream: str, seq: int, name: str, at: dt.datetime, person: UUID | None, data: Mapping[str, Any], prev: bytes | None
) -> bytes:
    """SHA-256 over the canonical JSON of an event and the digest before it: the link of the chain."""
    link = {
        "stream": stream,
        "seq": seq,
        "name": name,
        "at": at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "person": str(person) if person else None,
        "data": data,
        "prev": prev.hex() if prev else None,
    }
    return hashlib.sha256(json.dumps(link, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).digest()


WRITE_EVENT = """
    insert into core.events (stream, seq, name, at, person, data, prev_digest, digest)
    values (:stream, :seq, :event, :at, :person, :data, :prev_digest, :digest) returning id
"""
WRITE_DELIVERIES = """
    insert into core.deliveries (event_id, step, alone, not_before)
    select event.id, owed.step, owed.alone, :not_before
    from event, unnest(cast(:steps as text[]), cast(:alones as boolean[])) as owed(step, alone)
    returning id, alone
"""
_LOCK = text("select pg_advisory_xact_lock(hashtextextended(:stream, 0))")
_HEAD = text("select seq, digest from core.events where stream = :stream order by seq desc limit 1")
_RECORD = text(
    f"with event as ({WRITE_EVENT}), owed as ({WRITE_DELIVERIES}) "  # noqa: S608 - both parts are constants above
    "select event.id, owed.id, owed.alone from event left join owed on true order by owed.id"
).bindparams(bindparam("data", type_=JSONB))


def parameters(
    stream: str, seq: int, name: str, data: Mapping[str, Any], prev: bytes | None, at: dt.datetime
) -> dict[str, Any]:
    """The bind values for WRITE_EVENT and WRITE_DELIVERIES, also used by the one-statement intake."""
    who = actor()
    person = who.person if who else None
    steps = _flow.get(name, ())
    return {
        "stream": stream,
        "seq": seq,
        "event": name,
        "at": at,
        "person": person,
        "data": dict(data),
        "prev_digest": prev,
        "digest": digest_of(stream, seq, name, at, person, data, prev),
        "not_before": at + RELAY_GRACE,
        "steps": [step for step, _, _ in steps],
        "alones": [apart for _, _, apart in steps],
    }


def record(name: str, stream: str, **data: Any) -> Event:
    """Write down that something happened, in the caller's transaction, with the work it owes."""
    db.session.flush()
    connection, heads = db.session.connection(), db.session.info.setdefault("heads", {})
    last, prev = heads.get(stream) or _locked_head(connection, stream)
    seq = last + 1
    values = parameters(stream, seq, name, data, prev, clock.now())
    rows = connection.execute(_RECORD, values).all()
    heads[stream] = (seq, values["digest"])
    note_owed([Owed(row[1], row[2]) for row in rows if row[1] is not None])
    return Event(rows[0][0], stream, seq, name, values["at"], values["person"], values["data"])


def _locked_head(connection: Connection, stream: str) -> tuple[int, bytes | None]:
    """The end of a chain, ours to go on with until this transaction ends: two writers wait for each other."""
    connection.execute(_LOCK, {"stream": stream})
    head = connection.execute(_HEAD, {"stream": stream}).first()
    return (head.seq, bytes(head.digest)) if head else (0, None)


@event.listens_for(Session, "after_transaction_end")
def _forget_heads(session: Session, transaction: SessionTransaction) -> None:
    """What was written may be undone (a savepoint too), and the lock is gone: chains are read again."""
    if transaction.nested or transaction.parent is None:
        session.info.pop("heads", None)


def head_of(stream: str) -> str | None:
    """The digest of the last event of a stream, in hex: what another chain records when the two meet."""
    head = db.session.execute(_HEAD, {"stream": stream}).first()
    return bytes(head.digest).hex() if head else None


def note_owed(owed: Sequence[Owed]) -> None:
    """Remember deliveries of this transaction, to be nudged when it has committed."""
    db.session.info.setdefault("owed", []).extend(owed)


def take_owed() -> list[Owed]:
    """The deliveries written since the last call; the caller has committed or will."""
    return db.session.info.pop("owed", [])


_CLAIM = text("""
    with mine as (
        select id, event_id from core.deliveries where id = :id and state = 'owed' for update skip locked
    ), done as (
        update core.deliveries set state = 'done', done_at = :at, error = null from mine where deliveries.id = mine.id
        returning deliveries.step
    )
    select done.step, event.id, event.stream, event.seq, event.name, event.at, event.person, event.data
    from mine join core.events event on event.id = mine.event_id, done
""")
_FAILED = text("""
    update core.deliveries set attempts = attempts + 1, error = :error,
        state = case when attempts + 1 >= :last then 'parked' else 'owed' end,
        not_before = cast(:at as timestamptz) + least(power(2, attempts) * 10, 3600) * interval '1 second'
    where id = :id and state = 'owed' returning state, step
""")


def carry(delivery: int) -> bool:
    """Do one owed step and commit. False when it was done already, is in other hands, or failed (kept for later)."""
    with acting(Actor(person=None, system=True)):
        try:
            return _carry(delivery)
        except Exception as error:  # noqa: BLE001 - whatever a step fails with is kept on its delivery, for a person to see
            db.session.rollback()
            take_owed()
            _keep(delivery, error)
            return False


def _carry(delivery: int) -> bool:
    row = db.session.execute(_CLAIM, {"id": delivery, "at": clock.now()}).first()
    if row is None:
        db.session.rollback()
        return False
    _steps[row.step](Event(row.id, row.stream, row.seq, row.name, row.at, row.person, row.data))
    db.session.commit()
    return True


def _keep(delivery: int, error: Exception) -> None:
    """Keep the error on the delivery, without the values it was about: they may be personal."""
    said = f"{type(error).__name__}: {str(error).splitlines()[0][:300] if str(error) else ''}"
    values = {"id": delivery, "error": said, "last": LAST_ATTEMPT, "at": clock.now()}
    row = db.session.execute(_FAILED, values).first()
    db.session.commit()
    _log.error(
        "step failed",
        delivery=delivery,
        step=row.step if row else None,
        state=row.state if row else None,
        exc_info=error,
    )


def carry_all(deliveries: Sequence[int]) -> list[Owed]:
    """Carry deliveries and everything light that follows from them; answers those that want a job of their own."""
    waiting, apart = list(deliveries), list[Owed]()
    while waiting:
        carry(waiting.pop(0))
        for owed in take_owed():
            (apart if owed.alone else waiting).append(owed if owed.alone else owed.id)  # type: ignore[arg-type]
    return apart


_OVERDUE = text("""
    update core.deliveries
    set not_before = cast(:at as timestamptz) + least(power(2, attempts) * 30, 3600) * interval '1 second'
    where id in (
        select id from core.deliveries where state = 'owed' and not_before <= :at
        order by not_before, id limit :limit for update skip locked
    )
    returning id, alone
""")


def forgotten(limit: int = 500) -> list[Owed]:
    """Deliveries that a crash left behind, oldest first, pushed back so that two relays do not nudge them twice."""
    rows = db.session.execute(_OVERDUE, {"at": clock.now(), "limit": limit}).all()
    db.session.commit()
    return [Owed(row.id, row.alone) for row in sorted(rows)]


def retry_parked() -> int:
    """Owe every parked delivery again, from its first attempt; answers how many."""
    again = text(
        "update core.deliveries set state = 'owed', attempts = 0, not_before = :at where state = 'parked' returning id"
    )
    found = db.session.execute(again, {"at": clock.now()}).all()
    db.session.commit()
    return len(found)
