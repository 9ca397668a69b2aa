"""A weighed report joins a case or opens one; evidence arrives; a report is withdrawn."""

from __future__ import annotations

from dataclasses import asdict
from random import SystemRandom
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, text

from landwatch.cases.clockwork import stream_of, wind
from landwatch.cases.models import Case, CaseReport
from landwatch.cases.moves import by_system
from landwatch.cases.queries import near
from landwatch.cases.rules import joining, reader
from landwatch.core import clock, outbox, rulebook
from landwatch.core.db import db
from landwatch.core.numbers import new_number
from landwatch.matching import readings
from landwatch.matching.models import Match
from landwatch.matching.queries import part_of
from landwatch.reports import steps as report_steps
from landwatch.reports.models import Report
from landwatch.triage.models import Weighing

_dice = SystemRandom()
_ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended('join ' || :where, 0))")


def join_or_open(event: outbox.Event) -> None:
    """Find the case that a weighed report belongs to, or open one; a report that has a case is weighed anew there."""
    weighing, report, match = _weighed_report(event.data["weighing"])
    if report.about and _note_revisit(report):
        return
    known = db.session.get(CaseReport, report.id)
    if known is not None:
        _weigh_again(db.session.get_one(Case, known.case_id, with_for_update=True), weighing)
        return
    db.session.execute(_ONE_AT_A_TIME, {"where": match.district or "nowhere"})
    book = rulebook.read(reader.read).joining
    verdict = joining.judge(report.kind, report.seen_at, near(report, match.parcels, book.reach_m), book)
    if verdict.joins is None:
        _open(report, match, weighing, verdict)
    else:
        _join(db.session.get_one(Case, verdict.joins, with_for_update=True), report, weighing, verdict)


def _weighed_report(weighing_id: int) -> tuple[Weighing, Report, Match]:
    """A weighing with its report and match, in one round trip."""
    found = (
        select(Weighing, Report, Match)
        .join(Report, Report.id == Weighing.report_id)
        .join(Match, Match.id == Weighing.match_id)
        .where(Weighing.id == weighing_id)
    )
    return db.session.execute(found).one()


def _note_revisit(report: Report) -> bool:
    """A report that staff filed about a case belongs to that case as a visit; it opens nothing and weighs nothing."""
    case_id = db.session.scalar(select(Case.id).where(Case.number == report.about))
    if case_id is None:
        return False
    outbox.record("case.revisited", stream_of(case_id), report=str(report.id))
    return True


def _open(report: Report, match: Match, weighing: Weighing, verdict: joining.Verdict) -> None:
    machine = rulebook.read(reader.read).machine
    now = clock.now()
    case = Case(
        id=uuid4(),
        number=new_number("C", now.astimezone(rulebook.zone()).year, _dice),
        kind=report.kind,
        state=machine.initial,
        facts={},
        place=_place(match),
        district=match.district,
        parcels=match.parcels,
        location=report.location,
        opened_at=now,
        **_weighed(report, weighing),
    )
    db.session.add(case)
    db.session.flush()
    data = {"report": str(report.id), "chain_head": _add(case, report, verdict), "severity": case.severity}
    outbox.record("case.opened", stream_of(case.id), **data)
    if case.desk_id is not None and not weighing.alarm:
        by_system(case, "assign", {"desk": case.desk_id})
    else:
        wind(case)


def _weighed(report: Report, weighing: Weighing) -> dict[str, Any]:
    names = ("severity", "because", "row", "flags", "provisional", "desk_id", "desk_because", "alarm", "pack")
    return {"activity": report.activity, **{name: getattr(weighing, name) for name in names}}


def _place(match: Match) -> dict[str, str]:
    parts = [part_of(said) for said in match.parts]
    return {"zh": readings.place_words(parts, "zh-CN"), "en": readings.place_words(parts, "en")}


def _add(case: Case, report: Report, verdict: joining.Verdict) -> str | None:
    """Put a report into a case; answers the head of the report's chain, which the case's own event records too."""
    head = outbox.head_of(report_steps.stream_of(report.id))
    db.session.add(
        CaseReport(
            report_id=report.id,
            case_id=case.id,
            joined_at=clock.now(),
            because=asdict(verdict.because),
            suggestions=[candidate.number for candidate in verdict.suggestions],
            chain_head=head,
        )
    )
    return head


def _join(case: Case, report: Report, weighing: Weighing, verdict: joining.Verdict) -> None:
    data = {"report": str(report.id), "chain_head": _add(case, report, verdict)}
    outbox.record("case.joined", stream_of(case.id), **data)
    _weigh_again(case, weighing)


def _weigh_again(case: Case, weighing: Weighing) -> None:
    """A later report or revision can make a case more serious; the clocks are worked out anew, time used is kept."""
    if weighing.severity >= case.severity and not (case.provisional and not weighing.provisional):
        return
    before = case.severity
    for name in ("severity", "because", "row", "flags", "provisional"):
        setattr(case, name, getattr(weighing, name))
    case.version += 1
    db.session.flush()
    outbox.record("case.reweighed", stream_of(case.id), before=before, severity=case.severity, weighing=weighing.id)
    wind(case)


def note_evidence(event: outbox.Event) -> None:
    """A photo of one of the case's reports has been read: it stands in the case's history."""
    _note(event.subject, "case.evidence", photo=event.data["photo"], state=event.data["state"])


def note_withdrawal(event: outbox.Event) -> None:
    """A reporter took a report back; the case goes on, because what was seen may still be there."""
    _note(event.subject, "case.report_withdrawn", report=str(event.subject))


def _note(report_id: UUID, name: str, **data: Any) -> None:
    case_id = db.session.scalar(select(CaseReport.case_id).where(CaseReport.report_id == report_id))
    if case_id is not None:
        outbox.record(name, stream_of(case_id), **data)
