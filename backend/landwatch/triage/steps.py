"""A matched report is weighed and sent to a desk."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import select

from landwatch.accounts.queries import desks
from landwatch.core import clock, outbox, rulebook
from landwatch.core.db import db
from landwatch.matching.models import Match
from landwatch.matching.queries import part_of
from landwatch.reports.models import Report
from landwatch.reports.steps import stream_of
from landwatch.triage import rules
from landwatch.triage.models import Weighing


def weigh(event: outbox.Event) -> None:
    """Severity with its reason, and the desk with its reason, from the match that the event names."""
    found = select(Report, Match).join(Match, Match.report_id == Report.id).where(Match.id == event.data["match"])
    report, match = db.session.execute(found).one()
    verdict = judge(report, match)
    routed = rules.route(report.kind, match.district, refs(), rulebook.read(rules.read_routing))
    weighing = Weighing(
        report_id=report.id,
        match_id=match.id,
        weighed_at=clock.now(),
        severity=verdict.severity,
        because=asdict(verdict.because),
        row=verdict.row,
        flags=list(verdict.flags),
        provisional=verdict.provisional,
        desk_id=routed.desk_id,
        desk_because=asdict(routed.because),
        alarm=routed.alarm,
        pack=rulebook.in_force().digest,
    )
    db.session.add(weighing)
    db.session.flush()
    outbox.record(
        "report.weighed", stream_of(report.id), weighing=weighing.id, severity=verdict.severity, desk=routed.desk_id
    )


def judge(report: Report, match: Match) -> rules.Verdict:
    """The severity of a report as it lies on the map."""
    table = rulebook.read(rules.read)
    parts = [part_of(said) for said in match.parts]
    answers = {**report.answers, "activity": report.activity, "danger": report.danger}
    seen_on = report.seen_at.astimezone(rulebook.zone()).date()
    return rules.weigh(rules.facts(parts, answers, report.kind, match.area_m2, seen_on, table), table)


def refs() -> list[rules.DeskRef]:
    """All desks as the routing rule wants them."""
    return [rules.DeskRef(desk.id, desk.code, desk.authority, desk.level, desk.district) for desk in desks()]
