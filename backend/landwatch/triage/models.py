"""How a report was weighed: severity, the row that decided, the desk and why, under which pack."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.dialects.postgresql import UUID as Uuid
from sqlalchemy.orm import Mapped, mapped_column

from landwatch.core.db import db
from landwatch.core.models import Moment

SCHEMA = "triage"


class Weighing(db.Model):
    """One weighing of one match; a later one stands beside it, not in its place."""

    __tablename__ = "weighings"
    __table_args__ = (Index(None, "report_id", "id"), {"schema": SCHEMA})

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    report_id: Mapped[UUID] = mapped_column(Uuid, ForeignKey("reports.reports.id"))
    match_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("matching.matches.id"))
    weighed_at: Mapped[dt.datetime] = mapped_column(Moment)
    severity: Mapped[str] = mapped_column(Text)
    because: Mapped[dict[str, Any]] = mapped_column(JSONB)
    row: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(ARRAY(Text))
    provisional: Mapped[bool]
    desk_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.desks.id"))
    desk_because: Mapped[dict[str, Any]] = mapped_column(JSONB)
    alarm: Mapped[bool]
    pack: Mapped[str] = mapped_column(Text)
