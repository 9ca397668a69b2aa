"""The reporter's progress page: public steps in everyday words, from the chains of the report and its case."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from landwatch.atlas.queries import districts_at
from landwatch.cases.clockwork import stream_of as case_stream
from landwatch.cases.models import Case
from landwatch.cases.moves import machine_of
from landwatch.cases.queries import of_report
from landwatch.cases.rules.machine import Machine
from landwatch.core import rulebook
from landwatch.core.db import db
from landwatch.core.models import Event
from landwatch.core.packs import Words
from landwatch.core.wording import say
from landwatch.notices.models import Message
from landwatch.reports.models import Report
from landwatch.reports.steps import stream_of

OF_REPORT = {
    "report.received": "received",
    "report.committed": "photos",
    "report.withdrawn": "withdrawn",
    "reporter.wrote": "wrote",
    "reporter.satisfied": "answered-right",
    "reporter.dissatisfied": "answered-wrong",
}
OF_MOVE = {"onsite_check": "onsite_check", "reopen": "reopened"}


def of(report: Report, locale: str, now: dt.datetime) -> dict[str, Any]:
    """Where a report stands, for the holder of its secret: no zone, no severity, no names, no other reports."""
    case = of_report(report.id)
    kind = rulebook.rows_of("kinds").get(report.kind)
    final = case is not None and machine_of(case).states[case.state].final
    return {
        "id": str(report.id),
        "number": report.number,
        "revision": report.revision,
        "received_at": report.received_at.isoformat(),
        "seen_at": report.seen_at.isoformat(),
        "kind": {"code": report.kind, "label": _kind_label(kind, locale) if kind else report.kind},
        "district": _district(report, locale),
        "photos": {
            "declared": len(report.photos),
            "arrived": sum(photo.arrived_at is not None for photo in report.photos),
        },
        **_state(report, case, locale),
        "steps": _steps(report, case, locale),
        "messages": _messages(report),
        "next": _next(report, case, locale, now),
        "can": {
            "withdraw": report.state != "withdrawn" and not final,
            "message": report.state != "withdrawn",
            "feedback": final,
        },
    }


def _kind_label(kind: Any, locale: str) -> str:
    words: Words = kind.words("citizen_label") if "citizen_label" in kind else kind.words("label")
    return words.in_(locale)


def _district(report: Report, locale: str) -> str | None:
    chain = districts_at(report.position["lon"], report.position["lat"])
    return Words(**chain[-1]["name"]).in_(locale) if chain else None


def _state(report: Report, case: Case | None, locale: str) -> dict[str, str]:
    """The public state: what the reporter was last told; never what went on at the place before this report."""
    if report.state == "withdrawn":
        return {"state": "withdrawn", "state_label": say("notices", "state.withdrawn").in_(locale)}
    told = [step for step in _of_cases(report, case, locale) if step["code"] not in OF_MOVE.values()] if case else []
    if not told:
        return {"state": report.state, "state_label": say("notices", f"state.{report.state}").in_(locale)}
    return {"state": told[-1]["code"], "state_label": told[-1]["label"]}


def _steps(report: Report, case: Case | None, locale: str) -> list[dict[str, Any]]:
    """Public steps, oldest first."""
    found = [_of_report(event, locale) for event in _events(stream_of(report.id)) if _is_told(event, report)]
    return sorted([*found, *(_of_cases(report, case, locale) if case else [])], key=lambda step: step["at"])


def _of_cases(report: Report, case: Case, locale: str) -> list[dict[str, Any]]:
    """The public steps of a case from the moment this report belonged to it.

    Earlier ones, and that others reported the place at all, are not told: otherwise the person reported could ask the
    form whether somebody has complained.
    """
    machine, steps, mine = machine_of(case), [], False
    for event in _events(case_stream(case.id)):
        if event.name in ("case.opened", "case.joined") and event.data["report"] == str(report.id):
            mine = True
            if event.name == "case.joined":
                steps.append(_step(event, "accepted", say("notices", "step.accepted"), locale))
        elif mine and event.name == "case.moved" and event.data.get("public"):
            steps.append(_of_move(event, machine, locale))
    return steps


def _of_move(event: Event, machine: Machine, locale: str) -> dict[str, Any]:
    if code := OF_MOVE.get(event.data["move"]):
        return _step(event, code, say("notices", f"step.{code}"), locale)
    state = machine.states[event.data["to"]]
    return _step(event, state.stage, state.public, locale)


def _events(stream: str) -> list[Event]:
    return list(db.session.scalars(select(Event).where(Event.stream == stream).order_by(Event.seq)))


def _is_told(event: Event, report: Report) -> bool:
    return event.name in OF_REPORT and (event.name != "report.committed" or bool(report.photos))


def _of_report(event: Event, locale: str) -> dict[str, Any]:
    code = OF_REPORT[event.name]
    return _step(event, code, say("notices", f"step.{code}"), locale)


def _step(event: Event, code: str, words: Words, locale: str) -> dict[str, Any]:
    return {"at": event.at.isoformat(), "code": code, "label": words.in_(locale), "detail": None}


def _messages(report: Report) -> list[dict[str, Any]]:
    found = db.session.scalars(
        select(Message).where(Message.report_id == report.id, Message.text != "").order_by(Message.id)
    )
    return [{"id": one.id, "at": one.at.isoformat(), "sender": one.sender, "text": one.text} for one in found]


def _next(report: Report, case: Case | None, locale: str, now: dt.datetime) -> dict[str, Any] | None:
    """When the next word is to be expected: the day only, and only while it lies ahead."""
    if report.state == "withdrawn":
        return None
    if case is None:
        return {"by": None, "label": say("notices", "next.soon").in_(locale)}
    if case.closed_at is not None:
        return {"by": None, "label": say("notices", "next.none").in_(locale)}
    if case.next_due_at is None or case.next_due_at < now:
        return {"by": None, "label": say("notices", "next.soon").in_(locale)}
    day = case.next_due_at.astimezone(rulebook.zone()).date()
    words = Words(f"{day.month}月{day.day}日", f"{day:%d %B}".lstrip("0"))
    return {"by": day.isoformat(), "label": say("notices", "next.by", day=words).in_(locale)}
