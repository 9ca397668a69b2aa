"""Photos that are here: where they are kept and what was read from them."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Mapped, mapped_column

from landwatch.core.db import db
from landwatch.core.models import Moment

SCHEMA = "evidence"


class Photo(db.Model):
    """A photo whose bytes are here and are those that were declared."""

    __tablename__ = "photos"
    __table_args__ = (
        CheckConstraint("state in ('arrived', 'examined', 'unreadable')", name="state"),
        {"schema": SCHEMA},
    )

    id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("reports.photos.id"), primary_key=True)
    report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("reports.reports.id"), index=True)
    sha256: Mapped[str] = mapped_column(Text, index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    type: Mapped[str] = mapped_column(Text)
    original: Mapped[str] = mapped_column(Text)
    arrived_at: Mapped[dt.datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(Text, server_default="arrived")
    examined_at: Mapped[dt.datetime | None] = mapped_column(Moment)
    width: Mapped[int | None]
    height: Mapped[int | None]
    exif: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    dhash: Mapped[int | None] = mapped_column(BigInteger, index=True)
    fault: Mapped[str | None] = mapped_column(Text)


class OriginalReading(db.Model):
    """Who looked at an original, when and why."""

    __tablename__ = "original_readings"
    __table_args__ = ({"schema": SCHEMA},)

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    photo_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    person: Mapped[UUID | None] = mapped_column(Uuid)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Moment)
