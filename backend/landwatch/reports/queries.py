"""What is asked of reports: one with its secret, one's own, what is still missing."""

from __future__ import annotations

import hmac
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import selectinload

from landwatch.core.db import db
from landwatch.reports.models import Contact, DeclaredPhoto, Report
from landwatch.reports.rules import secret_digest


def by_id(id: UUID) -> Report | None:
    """A report with its declared photos."""
    return db.session.scalars(select(Report).where(Report.id == id).options(selectinload(Report.photos))).one_or_none()


def by_number(number: str) -> Report | None:
    """A report by the number people read aloud."""
    return db.session.scalars(select(Report).where(Report.number == number)).one_or_none()


def opens(report: Report | None, secret: str | None) -> bool:
    """Whether this secret is the report's."""
    return (
        report is not None and secret is not None and hmac.compare_digest(report.secret_digest, secret_digest(secret))
    )


def filed_by(person: UUID, before: tuple[Any, Any] | None, limit: int) -> list[Report]:
    """A person's own reports, newest first."""
    found = select(Report).where(Report.person == person).options(selectinload(Report.photos))
    if before:
        found = found.where(tuple_(Report.received_at, Report.id) < before)
    return list(db.session.scalars(found.order_by(Report.received_at.desc(), Report.id.desc()).limit(limit)))


def declared(photo: UUID) -> DeclaredPhoto | None:
    """A photo that some report has declared."""
    return db.session.get(DeclaredPhoto, photo)


def taken_elsewhere(report_id: UUID, photos: list[UUID]) -> list[UUID]:
    """Which of these photo ids another report has declared."""
    if not photos:
        return []
    found = select(DeclaredPhoto.id).where(DeclaredPhoto.id.in_(photos), DeclaredPhoto.report_id != report_id)
    return list(db.session.scalars(found))


def has_contact(report_id: UUID) -> bool:
    """Whether the reporter left a way to be reached."""
    return bool(db.session.scalar(select(func.count()).select_from(Contact).where(Contact.report_id == report_id)))
