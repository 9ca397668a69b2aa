"""Reports that have walked to the queue, without HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import text

from landwatch.cases.queries import of_report
from landwatch.core import outbox
from landwatch.core.db import db
from landwatch.reports import steps
from landwatch.reports.schemas import ReportIn
from tests.factories.reports import a_report, a_secret


@dataclass(frozen=True)
class FiledCase:
    """A case by its number, with the one report that opened it."""

    number: str
    id: UUID
    report: UUID
    secret: str


def a_case(app: Flask, *place: float, **report: Any) -> FiledCase:
    """A case in the queue, from one report without photos; place (lon, lat) and the rest are those of `a_report`."""
    secret = a_secret()
    with app.app_context():
        arrival, _ = steps.receive(uuid4(), secret, ReportIn().load(a_report(*place, **report)), None)
        db.session.commit()
        outbox.take_owed()
    worked(app)
    with app.app_context():
        case = of_report(arrival.id)
        assert case is not None
        return FiledCase(case.number, case.id, arrival.id, secret)


def worked(app: Flask) -> int:
    """Carry everything that is owed, as the workers would; answers how many deliveries there were."""
    carried = 0
    with app.app_context():
        while owed := _owed():
            tried = [outbox.carry(delivery) for delivery in owed]
            outbox.take_owed()
            assert any(tried), "nothing of what is owed can be carried"
            carried += sum(tried)
    return carried


def _owed() -> list[int]:
    """What is owed now; the transaction that asked ends, since a worker begins each step in one of its own."""
    found = list(db.session.scalars(text("select id from core.deliveries where state = 'owed' order by id")))
    db.session.rollback()
    return found
