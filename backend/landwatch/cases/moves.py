"""A move is made: judged by the machine, written down with what was filled in, told as an event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from landwatch.accounts.models import Desk, Person
from landwatch.accounts.queries import Caller
from landwatch.cases.clockwork import stream_of, wind
from landwatch.cases.models import Case, MoveRow
from landwatch.cases.rules import machine as machines
from landwatch.cases.rules import reader
from landwatch.core import clock, outbox, rulebook
from landwatch.core.db import db
from landwatch.core.problems import AlreadyClaimed, InvalidFields, Mistake, MovedMeanwhile, MoveNotOpen, NeedsMissing
from landwatch.reports.models import DeclaredPhoto, Report


def machine_of(case: Case) -> machines.Machine:
    """The machine that this case runs by: that of the pack that judged it."""
    return rulebook.read(reader.read, rulebook.of(case.pack)).machine


def make(
    case: Case, caller: Caller, move: str, fields: Mapping[str, Any], note: str, photos: list[UUID], locale: str
) -> None:
    """Make a move as a person. Raises MoveNotOpen or NeedsMissing with what would help."""
    given = {
        **fields,
        **({"note": note} if note else {}),
        **({"photos": [str(photo) for photo in photos]} if photos else {}),
    }
    verdict = machines.judge(machine_of(case), case.state, move, caller.roles, case.facts, given)
    if verdict.reason == "not-open":
        state = machine_of(case).states[case.state].label.in_(locale)
        open_now = [
            one.move.code for one in machines.open_moves(machine_of(case), case.state, caller.roles, case.facts)
        ]
        raise MoveNotOpen(extra={"open": open_now}, state=state)
    if verdict.missing:
        raise NeedsMissing(
            *(Mistake(f"#/fields/{need.id}", "required", need.label.in_(locale)) for need in verdict.missing)
        )
    _check_photos(case, photos)
    _check_references(machine_of(case), move, given)
    _apply(case, move, verdict.to or case.state, given, caller.id)


def by_system(case: Case, move: str, fields: Mapping[str, Any]) -> None:
    """Make a move as the software itself, where the pack lets it."""
    verdict = machines.judge(machine_of(case), case.state, move, ["system"], case.facts, fields)
    if not verdict.ok or verdict.to is None:
        raise RuntimeError(f"the pack does not let the system {move!r} in {case.state!r}")
    _apply(case, move, verdict.to, fields, None)


def _apply(case: Case, code: str, to: str, fields: Mapping[str, Any], person: UUID | None) -> None:
    machine = machine_of(case)
    move = machine.move(code)
    assert move is not None  # noqa: S101 - judged just before
    before, case.state = case.state, to
    case.facts = machines.facts_after(move, case.facts, fields)
    case.version += 1
    if "desk" in fields and fields["desk"] != case.desk_id:
        case.desk_id, case.assignee_id = int(fields["desk"]), None
    final = machine.states[to].final
    case.closed_at = (case.closed_at or clock.now()) if final else None
    told = {"outcome": fields["outcome"]} if "outcome" in fields else {}
    event = outbox.record(
        "case.moved", stream_of(case.id), move=code, **{"from": before, "to": to}, public=move.tells_reporter, **told
    )
    db.session.add(_written(case, event, before, fields, person))
    wind(case)


def _written(case: Case, event: outbox.Event, before: str, fields: Mapping[str, Any], person: UUID | None) -> MoveRow:
    kept = {key: value for key, value in fields.items() if key != "note"}
    return MoveRow(
        case_id=case.id,
        event_id=event.id,
        move=event.data["move"],
        from_state=before,
        to_state=case.state,
        person=person,
        note=str(fields.get("note", "")),
        fields=kept,
        at=event.at,
    )


def _check_photos(case: Case, photos: list[UUID]) -> None:
    """Photos of a move are photos of committed reports about this case."""
    if not photos:
        return
    known = (
        select(DeclaredPhoto.id)
        .join(Report)
        .where(DeclaredPhoto.id.in_(photos), Report.about == case.number, Report.committed_at.is_not(None))
    )
    found = set(db.session.scalars(known))
    wrong = [Mistake(f"#/photos/{place}", "invalid") for place, photo in enumerate(photos) if photo not in found]
    if wrong:
        raise InvalidFields(*wrong)


def _check_references(machine: machines.Machine, code: str, fields: Mapping[str, Any]) -> None:
    """A desk or person that a field names must exist."""
    move = machine.move(code)
    tables = {"desk": Desk, "person": Person}
    for need in move.needs if move else ():
        if need.type in tables and fields.get(need.id) is not None:
            known = str(fields[need.id])
            if (need.type == "desk" and not known.isdigit()) or db.session.get(
                tables[need.type], fields[need.id]
            ) is None:
                raise InvalidFields(Mistake(f"#/fields/{need.id}", "bad-option"))


def expect(case: Case, version: int, theirs: Mapping[str, Any], yours: Mapping[str, Any]) -> None:
    """Refuse a move that was meant for an older version of the case. Raises MovedMeanwhile with both sides."""
    if case.version != version:
        raise MovedMeanwhile(extra={"yours": dict(yours), "theirs": dict(theirs)})


def claim(case: Case, caller: Caller) -> None:
    """Take a case on; of many at once exactly one gets it. Raises AlreadyClaimed with who did."""
    taken = update(Case).where(Case.id == case.id, Case.assignee_id.is_(None), Case.closed_at.is_(None))
    won = db.session.execute(taken.values(assignee_id=caller.id, version=Case.version + 1).returning(Case.id)).first()
    db.session.refresh(case)
    if won is None:
        if case.assignee_id == caller.id:
            return
        raise AlreadyClaimed(assignee=case.assignee.name if case.assignee else "-")
    outbox.record("case.claimed", stream_of(case.id), person=str(caller.id))
