"""Tables that every room stands on: events, the work they owe, long jobs, repeated calls, the calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Identity,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import UserDefinedType

from landwatch.core.db import db

Moment = TIMESTAMP(timezone=True)
SCHEMA = "core"


class Xid8(UserDefinedType[str]):
    """PostgreSQL's 64-bit transaction id: what a reader needs to follow an append-only table without missing rows."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "xid8"


class Event(db.Model):
    """Something that happened; append-only, chained by digests per stream. No contact, no free text."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("stream", "seq"), Index(None, "at"), {"schema": SCHEMA})

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    xid: Mapped[str] = mapped_column(Xid8, server_default=text("pg_current_xact_id()"))
    stream: Mapped[str] = mapped_column(Text)
    seq: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    person: Mapped[UUID | None] = mapped_column(Uuid)
    data: Mapped[dict[str, Any]] = mapped_column(JSONB)
    prev_digest: Mapped[bytes | None] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class Delivery(db.Model):
    """One step owed because of one event: written with the event, done with the step."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("event_id", "step"),
        CheckConstraint("state in ('owed', 'done', 'parked')", name="state"),
        Index("ix_deliveries_owed", "not_before", postgresql_where=text("state = 'owed'")),
        {"schema": SCHEMA},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    event_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("core.events.id"))
    step: Mapped[str] = mapped_column(Text)
    alone: Mapped[bool]
    state: Mapped[str] = mapped_column(Text, server_default="owed")
    attempts: Mapped[int] = mapped_column(server_default="0")
    not_before: Mapped[dt.datetime] = mapped_column(Moment)
    done_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    error: Mapped[str | None] = mapped_column(Text)


class Job(db.Model):
    """Long work with its progress: import, publish, re-match, export, verify, backup."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("state in ('waiting', 'running', 'done', 'failed')", name="state"),
        {"schema": SCHEMA},
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, server_default="waiting")
    done: Mapped[int] = mapped_column(server_default="0")
    total: Mapped[int | None]
    arguments: Mapped[dict[str, Any]] = mapped_column(JSONB)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    error: Mapped[str | None] = mapped_column(Text)
    person: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[dt.datetime] = mapped_column(Moment)
    started_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    seen_alive_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    finished_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class Repeat(db.Model):
    """The answer once given to a call with an Idempotency-Key, so that a repeat gets the same one."""

    __tablename__ = "repeats"
    __table_args__ = ({"schema": SCHEMA},)

    person: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    request: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int]
    body: Mapped[dict[str, Any]] = mapped_column(JSONB)
    at: Mapped[dt.datetime] = mapped_column(Moment)


class CalendarDay(db.Model):
    """Whether a day is worked, and how sure that is. Never asked of a library at request time."""

    __tablename__ = "calendar_days"
    __table_args__ = (
        CheckConstraint("status in ('official', 'provisional')", name="status"),
        {"schema": SCHEMA},
    )

    date: Mapped[dt.date] = mapped_column(primary_key=True)
    is_workday: Mapped[bool]
    name: Mapped[str] = mapped_column(Text, server_default="")
    status: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)


class Version(db.Model):
    """A number that rises whenever something cached has changed, such as the calendar."""

    __tablename__ = "versions"
    __table_args__ = ({"schema": SCHEMA},)

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    number: Mapped[int]


class StoredPack(db.Model):
    """A rule pack as it once judged: running cases keep theirs when a new version is put in place."""

    __tablename__ = "packs"
    __table_args__ = ({"schema": SCHEMA},)

    digest: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    stored_at: Mapped[dt.datetime] = mapped_column(Moment)
