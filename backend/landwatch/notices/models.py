"""Lines in inboxes, and what reporter and office wrote to each other."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Mapped, mapped_column

from landwatch.core.db import db
from landwatch.core.models import Moment

SCHEMA = "notices"


class Notice(db.Model):
    """One thing one person was told, once per event."""

    __tablename__ = "notices"
    __table_args__ = (UniqueConstraint("event_id", "person_id"), Index(None, "person_id", "id"), {"schema": SCHEMA})

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    event_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("core.events.id"))
    person_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("accounts.people.id"))
    key: Mapped[str] = mapped_column(Text)
    params: Mapped[dict[str, Any]] = mapped_column(JSONB)
    link: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Moment)
    read_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    mailed_at: Mapped[dt.datetime | None] = mapped_column(Moment)


class Message(db.Model):
    """What a reporter added or was told. Free text: here, never in an event."""

    __tablename__ = "messages"
    __table_args__ = (
        CheckConstraint("sender in ('reporter', 'office')", name="sender"),
        Index(None, "report_id", "id"),
        {"schema": SCHEMA},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("reports.reports.id"))
    sender: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Moment)
