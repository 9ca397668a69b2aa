"""People are told: at their desk, by mail, and reporters who left an address."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from landwatch.accounts.models import Person
from landwatch.accounts.queries import at_desk
from landwatch.cases.clockwork import stream_of as case_stream
from landwatch.cases.models import Case, CaseReport, ClockRow
from landwatch.core import clock, keys, outbox
from landwatch.core.db import db
from landwatch.core.installation import settings
from landwatch.core.packs import Words
from landwatch.core.wording import say
from landwatch.notices import post
from landwatch.notices.models import Message, Notice
from landwatch.reports.models import Contact, Report
from landwatch.reports.steps import stream_of as report_stream


def tell_desk(event: outbox.Event) -> None:
    """A case was opened: the people of its desk find it in their inbox; without a desk of its own, dispatchers do."""
    case = db.session.get_one(Case, event.subject)
    key = "opened-alarm" if case.alarm else "opened"
    _tell(event, _people(case), key, case, number=case.number, severity=case.severity)


def tell_overdue(event: outbox.Event) -> None:
    """A clock ran out: who has the case, the desk, and the supervisors of its district."""
    case = db.session.get_one(Case, event.subject)
    row = db.session.scalars(
        select(ClockRow).where(ClockRow.case_id == case.id, ClockRow.rule == event.data["clock"])
    ).first()
    label = row.label if row else {"zh": event.data["clock"], "en": event.data["clock"]}
    _tell(event, [*_people(case), *_supervisors()], "overdue", case, number=case.number, clock=label)


def tell_of_reporter(event: outbox.Event) -> None:
    """A reporter wrote more or is not satisfied: the desk of the case is told."""
    case_id = db.session.scalar(select(CaseReport.case_id).where(CaseReport.report_id == event.subject))
    if case_id is None:
        return
    case = db.session.get_one(Case, case_id)
    outbox.record(event.name.replace("reporter.", "case.reporter_"), case_stream(case.id), report=str(event.subject))
    _tell(event, _people(case), event.name.partition(".")[2], case, number=case.number)


def _people(case: Case) -> list[Person]:
    found = at_desk(case.desk_id) if case.desk_id is not None else []
    return found or list(db.session.scalars(select(Person).where(Person.active, Person.roles.contains(["dispatcher"]))))


def _supervisors() -> list[Person]:
    return list(db.session.scalars(select(Person).where(Person.active, Person.roles.contains(["supervisor"]))))


def _tell(event: outbox.Event, people: Iterable[Person], key: str, case: Case, **params: Any) -> None:
    """One line per person and event, however often the step runs; mail follows as an event of its own."""
    rows = [
        {
            "event_id": event.id,
            "person_id": person.id,
            "key": key,
            "params": params,
            "link": f"/cases/{case.number}",
            "at": clock.now(),
        }
        for person in {person.id: person for person in people}.values()
    ]
    if not rows:
        return
    written = insert(Notice).on_conflict_do_nothing().returning(Notice.id, Notice.person_id)
    new = {row.person_id: row.id for row in db.session.execute(written, rows)}
    for person in people:
        if person.id in new and person.email and settings().smtp_url:
            outbox.record("notice.written", f"notice:{event.id}", notice=new.pop(person.id))


def send_mail(event: outbox.Event) -> None:
    """Mail one notice to its person. A job of its own: mail servers can be slow."""
    notice = db.session.get_one(Notice, event.data["notice"])
    person = db.session.get_one(Person, notice.person_id)
    if notice.mailed_at is not None or not person.email:
        return
    words = words_of(notice, person.locale)
    body = say("notices", "mail.staff", words=words, link=settings().base_url + notice.link).in_(person.locale)
    post.send(person.email, words, body, f"notice-{notice.id}")
    notice.mailed_at = clock.now()


def words_of(notice: Notice, locale: str) -> str:
    """A notice in a language."""
    params = {key: Words(**value) if isinstance(value, dict) else value for key, value in notice.params.items()}
    return say("notices", f"notice.{notice.key}", **params).in_(locale)


def tell_reporters(event: outbox.Event) -> None:
    """A public step of a case: every reporter who left an address is owed a mail of their own."""
    if not settings().smtp_url or not event.data.get("public", True):
        return
    left = select(CaseReport.report_id).join(Contact, Contact.report_id == CaseReport.report_id)
    for report_id in db.session.scalars(left.where(CaseReport.case_id == event.subject)):
        outbox.record("reporter.owed_news", report_stream(report_id), case_event=event.id)


def mail_reporter(event: outbox.Event) -> None:
    """Mail one reporter that there is news: no place, no kind, no state; the progress page says the rest."""
    report, contact = db.session.get_one(Report, event.subject), db.session.get(Contact, event.subject)
    address = json.loads(keys.current().sealer.decrypt(contact.sealed)).get("email") if contact else None
    if not address:
        return
    subject = say("notices", "mail.reporter-subject").in_(report.locale)
    body = say("notices", "mail.reporter", number=report.number, link=f"{settings().base_url}/progress")
    post.send(address, subject, body.in_(report.locale), f"event-{event.id}")


def write(report: Report, text: str) -> None:
    """A reporter adds something in words."""
    db.session.add(Message(report_id=report.id, sender="reporter", kind="message", text=text, at=clock.now()))
    outbox.record("reporter.wrote", report_stream(report.id))


def answer(report: Report, satisfied: bool, text: str) -> None:
    """A reporter says whether the outcome is right."""
    kind = "satisfied" if satisfied else "dissatisfied"
    db.session.add(Message(report_id=report.id, sender="reporter", kind=kind, text=text, at=clock.now()))
    outbox.record(f"reporter.{kind}", report_stream(report.id))


def mark_read(notice_id: int, person: UUID) -> bool:
    """A person has read a line of the own inbox."""
    notice = db.session.get(Notice, notice_id)
    if notice is None or notice.person_id != person:
        return False
    notice.read_at = notice.read_at or clock.now()
    return True
