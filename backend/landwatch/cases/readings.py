"""A case as people read it: in the caller's language, ready for the wire."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from landwatch.accounts.models import Desk
from landwatch.accounts.queries import Caller
from landwatch.cases.models import Case, ClockRow
from landwatch.cases.moves import machine_of
from landwatch.cases.rules.machine import Machine, Need, OpenMove, open_moves
from landwatch.core import rulebook
from landwatch.core.geo import lon_lat
from landwatch.core.packs import Words
from landwatch.core.wording import say

Counts = Mapping[Any, tuple[int, int, int]]


def etag_of(case: Case) -> str:
    """The version of a case, as If-Match carries it."""
    return f'"{case.version}"'


def row(case: Case, counts: Counts, caller: Caller, locale: str, now: dt.datetime) -> dict[str, Any]:
    """A case as a row of the queue."""
    pack = rulebook.of(case.pack)
    machine = machine_of(case)
    reports, declared, arrived = counts.get(case.id, (0, 0, 0))
    (lon, lat), state = lon_lat(case.location), machine.states[case.state]
    clocks = [clock(one, locale, now) for one in case.clocks]
    kind = (
        pack.coded("kinds")[case.kind].words("label")
        if case.kind in rulebook.rows_of("kinds")
        else Words(case.kind, case.kind)
    )
    running = [one for one in clocks if one["stopped_at"] is None]
    return {
        "id": str(case.id),
        "number": case.number,
        "kind": {"code": case.kind, "label": kind.in_(locale)},
        "title": say("cases", f"title.{case.activity}", kind=kind).in_(locale),
        "severity": case.severity,
        "because": Words(**case.because).in_(locale),
        "flags": case.flags,
        "provisional": case.provisional,
        "state": {"code": state.code, "label": state.label.in_(locale), "final": state.final, "waiting": state.waiting},
        "desk": desk(case.desk, locale),
        "desk_because": Words(**case.desk_because).in_(locale),
        "alarm": case.alarm,
        "assignee": {"id": str(case.assignee.id), "name": case.assignee.name} if case.assignee else None,
        "place": Words(**case.place).in_(locale) or say("cases", "place.unknown").in_(locale),
        "address": None,
        "location": {"lon": lon, "lat": lat},
        "reports": reports,
        "photos": {"declared": declared, "arrived": arrived},
        "clocks": clocks,
        "next_due_at": case.next_due_at.isoformat() if case.next_due_at else None,
        "next_clock": min(running, key=lambda one: one["due_at"], default=None),
        "next_move": _next_move(machine, case, caller, locale),
        "opened_at": case.opened_at.isoformat(),
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
        "etag": etag_of(case),
    }


def desk(one: Desk | None, locale: str) -> dict[str, Any] | None:
    """A desk by id, code and name."""
    return {"id": one.id, "code": one.code, "name": Words(**one.name).in_(locale)} if one else None


def clock(one: ClockRow, locale: str, now: dt.datetime) -> dict[str, Any]:
    """A clock: when due, whether it runs, how much of its time is used. A clock past due and not stopped is missed."""
    ended = one.stopped_at or now
    whole = (one.due_at - one.started_at).total_seconds()
    late = one.stopped_at is None and now > one.due_at
    return {
        "id": one.id,
        "rule": one.rule,
        "label": Words(**one.label).in_(locale),
        "state": "missed" if late else one.state,
        "started_at": one.started_at.isoformat(),
        "due_at": one.due_at.isoformat(),
        "stopped_at": one.stopped_at.isoformat() if one.stopped_at else None,
        "provisional": one.provisional,
        "used": round((ended - one.started_at).total_seconds() / whole, 4) if whole > 0 else 1.0,
        "statutory": one.statutory,
        "length": one.length,
        "unit": one.unit,
    }


def trace(one: ClockRow, locale: str) -> list[dict[str, Any]]:
    """How a due time came about, line by line."""
    return [{"at": line["at"], "kind": line["kind"], "words": Words(**line["words"]).in_(locale)} for line in one.trace]


def _next_move(machine: Machine, case: Case, caller: Caller, locale: str) -> dict[str, str] | None:
    first = _primary(open_moves(machine, case.state, caller.roles, case.facts), case)
    return {"move": first.move.code, "label": first.move.label.in_(locale)} if first else None


def moves(case: Case, caller: Caller, desks: Sequence[Desk], locale: str) -> list[dict[str, Any]]:
    """The moves of a case for this person: open ones first asked for, closed ones with what is missing."""
    if not caller.may("cases.move"):
        return []
    machine = machine_of(case)
    found = open_moves(machine, case.state, caller.roles, case.facts)
    first = _primary(found, case)
    return [_move(one, machine, case, desks, locale, primary=one is first) for one in found]


def _primary(found: Sequence[OpenMove], case: Case) -> OpenMove | None:
    """The first sensible move: open, going forward, not made already where it can be made again."""
    ahead = [one for one in found if one.is_open and not one.move.aside and not _stays_made(one, case)]
    return next((one for one in ahead if not one.move.irreversible), ahead[0] if ahead else None)


def _stays_made(one: OpenMove, case: Case) -> bool:
    """Whether a move leaves the state as it is and has been made already, such as an on-site check."""
    stays = one.move.to in (None, case.state)
    return stays and bool(one.move.sets) and all(name in case.facts for name in one.move.sets)


def _move(
    one: OpenMove, machine: Machine, case: Case, desks: Sequence[Desk], locale: str, *, primary: bool
) -> dict[str, Any]:
    to = machine.states[one.move.target(case.state)]
    missing = [need.label.in_(locale) for need in one.missing]
    return {
        "move": one.move.code,
        "label": one.move.label.in_(locale),
        "open": one.is_open,
        "needs": [_need(need, one, desks, locale) for need in one.move.needs_in(case.state) if need.type != "fact"],
        "missing": missing,
        "irreversible": one.move.irreversible,
        "primary": primary,
        "key": one.move.key,
        "to": {"code": to.code, "label": to.label.in_(locale)},
    }


def _need(need: Need, one: OpenMove, desks: Sequence[Desk], locale: str) -> dict[str, Any]:
    options = [{"code": code, "label": words.in_(locale)} for code, words in need.options]
    if need.type == "desk":
        options = [{"code": str(d.id), "label": Words(**d.name).in_(locale)} for d in desks]
    return {
        "id": need.id,
        "label": need.label.in_(locale),
        "type": need.type,
        "required": need.required,
        "options": options,
        "missing": need in one.missing,
    }
