"""Cases, the reports that joined them, their clocks and the moves that were made."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from landwatch.accounts.models import Desk, Person
from landwatch.core.db import db
from landwatch.core.models import Moment

SCHEMA = "cases"


class Case(db.Model):
    """One place and one suspected act (线索). `version` rises with every move and is the ETag."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("number"),
        Index(None, "location", postgresql_using="gist"),
        Index(None, "parcels", postgresql_using="gin"),
        Index("ix_cases_queue", "desk_id", "next_due_at", "id", postgresql_where=text("closed_at is null")),
        {"schema": SCHEMA},
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    number: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    activity: Mapped[str] = mapped_column(Text)
    severity: Mapped[str] = mapped_column(Text)
    because: Mapped[dict[str, Any]] = mapped_column(JSONB)
    row: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    provisional: Mapped[bool]
    state: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    desk_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.desks.id"))
    desk_because: Mapped[dict[str, Any]] = mapped_column(JSONB)
    alarm: Mapped[bool]
    assignee_id: Mapped[UUID | None] = mapped_column(Uuid, ForeignKey("accounts.people.id"))
    place: Mapped[dict[str, Any]] = mapped_column(JSONB)
    district: Mapped[str | None] = mapped_column(Text)
    parcels: Mapped[list[str]] = mapped_column(ARRAY(Text))
    location: Mapped[WKBElement] = mapped_column(Geometry("POINT", srid=4326, spatial_index=False), nullable=False)
    pack: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(server_default="1")
    opened_at: Mapped[dt.datetime] = mapped_column(Moment)
    closed_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    next_due_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    merged_into: Mapped[UUID | None] = mapped_column(Uuid)

    desk: Mapped[Desk | None] = relationship()
    assignee: Mapped[Person | None] = relationship()
    clocks: Mapped[list[ClockRow]] = relationship(order_by="ClockRow.due_at", viewonly=True)


class CaseReport(db.Model):
    """A report that belongs to a case, with the reason, and the head of the report's chain at that moment."""

    __tablename__ = "case_reports"
    __table_args__ = (Index(None, "case_id", "joined_at"), {"schema": SCHEMA})

    report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("reports.reports.id"), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("cases.cases.id"))
    joined_at: Mapped[dt.datetime] = mapped_column(Moment)
    because: Mapped[dict[str, Any]] = mapped_column(JSONB)
    suggestions: Mapped[list[str]] = mapped_column(ARRAY(Text))
    chain_head: Mapped[str | None] = mapped_column(Text)


class ClockRow(db.Model):
    """A clock of a case as last worked out from its events: never the truth, only what the queue sorts by."""

    __tablename__ = "clocks"
    __table_args__ = (
        UniqueConstraint("case_id", "key"),
        CheckConstraint("state in ('running', 'met', 'missed', 'paused')", name="state"),
        Index("ix_clocks_due", "due_at", postgresql_where=text("stopped_at is null and told_at is null")),
        {"schema": SCHEMA},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("cases.cases.id"))
    key: Mapped[str] = mapped_column(Text)
    rule: Mapped[str] = mapped_column(Text)
    label: Mapped[dict[str, Any]] = mapped_column(JSONB)
    state: Mapped[str] = mapped_column(Text)
    started_at: Mapped[dt.datetime] = mapped_column(Moment)
    due_at: Mapped[dt.datetime] = mapped_column(Moment)
    stopped_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    provisional: Mapped[bool]
    statutory: Mapped[bool]
    length: Mapped[int]
    unit: Mapped[str] = mapped_column(Text)
    trace: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    told_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class MoveRow(db.Model):
    """A move with what was filled in. Free text lives here, not in the event."""

    __tablename__ = "moves"
    __table_args__ = (Index(None, "case_id", "at"), {"schema": SCHEMA})

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    case_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("cases.cases.id"))
    event_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("core.events.id"))
    move: Mapped[str] = mapped_column(Text)
    from_state: Mapped[str] = mapped_column(Text)
    to_state: Mapped[str] = mapped_column(Text)
    person: Mapped[UUID | None] = mapped_column(Uuid)
    note: Mapped[str] = mapped_column(Text)
    fields: Mapped[dict[str, Any]] = mapped_column(JSONB)
    at: Mapped[dt.datetime] = mapped_column(Moment)
