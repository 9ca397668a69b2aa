"""What is asked of weighings."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from landwatch.core.db import db
from landwatch.triage.models import Weighing


def latest(report_id: UUID) -> Weighing | None:
    """The newest weighing of a report."""
    return db.session.scalars(
        select(Weighing).where(Weighing.report_id == report_id).order_by(Weighing.id.desc()).limit(1)
    ).one_or_none()
