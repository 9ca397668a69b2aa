"""One case in full: reports with photos and witnesses, the match, history in words, what can be done now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from geoalchemy2.shape import to_shape
from shapely.geometry import mapping

from landwatch.accounts.queries import Caller
from landwatch.accounts.queries import desks as all_desks
from landwatch.cases import queries, readings
from landwatch.cases.models import Case, CaseReport, MoveRow
from landwatch.cases.moves import machine_of
from landwatch.core import rulebook
from landwatch.core.models import Event
from landwatch.core.packs import Words
from landwatch.core.wording import knows, say
from landwatch.evidence.models import Photo
from landwatch.evidence.queries import of_reports
from landwatch.evidence.rules import Witness, witnesses
from landwatch.matching import readings as match_readings
from landwatch.matching.models import Match
from landwatch.matching.queries import latest, part_of
from landwatch.reports.models import DeclaredPhoto, Report

LETTERS = {"zh": "甲乙丙丁戊己庚辛壬癸", "en": "ABCDEFGHIJ"}


def full(case: Case, caller: Caller, locale: str, now: dt.datetime) -> dict[str, Any]:
    """Everything about a case that this person may see."""
    joined = queries.reports_of(case.id)
    revisits = queries.revisits(case.number)
    ids = [report.id for _, report in joined] + [report.id for report in revisits]
    photos, matches = of_reports(ids), latest(ids)
    return {
        **readings.row(case, queries.counts([case.id]), caller, locale, now),
        "facts": case.facts,
        "outcome": case.facts.get("outcome"),
        "reports_list": [
            _report(number, link, report, photos, matches.get(report.id), locale)
            for number, (link, report) in enumerate(joined)
        ],
        "revisits": [
            _report(number, None, report, photos, matches.get(report.id), locale)
            for number, report in enumerate(revisits)
        ],
        "events": history(case, locale),
        "moves": readings.moves(case, caller, all_desks(), locale),
        "onsite_checks": _onsite(case, locale),
        "parcel_history": _others(case, caller, locale),
        "pack": {"digest": case.pack, "version": rulebook.of(case.pack).version},
    }


def _report(
    number: int, link: CaseReport | None, report: Report, photos: Mapping[UUID, Photo], match: Match | None, locale: str
) -> dict[str, Any]:
    channel = rulebook.rows_of("channels").get(report.channel)
    letters = LETTERS["zh" if locale.startswith("zh") else "en"]
    return {
        "id": str(report.id),
        "number": report.number,
        "seen_at": report.seen_at.isoformat(),
        "received_at": report.received_at.isoformat(),
        "channel": {"code": report.channel, "label": channel.words("label").in_(locale) if channel else report.channel},
        "reporter": say("cases", "reporter", letter=letters[number % len(letters)]).in_(locale),
        "description": report.description,
        "location": report.position,
        "shape": mapping(to_shape(report.shape)) if report.shape is not None else None,
        "activity": report.activity,
        "danger": report.danger,
        "answers": report.answers,
        "state": report.state,
        "because": Words(**link.because).in_(locale) if link else None,
        "suggestions": link.suggestions if link else [],
        "photos": [photo(one, photos.get(one.id), report, locale) for one in report.photos],
        "match": match_out(match, locale) if match else None,
    }


def photo(declared: DeclaredPhoto, here: Photo | None, report: Report, locale: str) -> dict[str, Any]:
    """A photo with its witnesses, or the fact that it is still awaited."""
    base = {
        "id": str(declared.id),
        "capture": declared.capture,
        "taken_at": declared.taken_at.isoformat() if declared.taken_at else None,
        "fix": declared.fix,
        "state": here.state if here else "awaited",
    }
    if here is None or here.state == "arrived":
        return {
            **base,
            "heading_deg": None,
            "width": None,
            "height": None,
            "thumb": None,
            "view": None,
            "witnesses": [],
        }
    exif, readable = here.exif or {}, here.state == "examined"
    said = witnesses(exif, declared.fix, report.position, report.seen_at, declared.taken_at, readable)
    return {
        **base,
        "taken_at": base["taken_at"] or exif.get("taken_at"),
        "heading_deg": exif.get("heading_deg", (declared.fix or {}).get("heading_deg")),
        "width": here.width,
        "height": here.height,
        "sha256": here.sha256,
        "thumb": f"/api/v1/photos/{here.id}/thumb" if readable else None,
        "view": f"/api/v1/photos/{here.id}/view" if readable else None,
        "witnesses": [_witness(one, locale) for one in said],
    }


def _witness(one: Witness, locale: str) -> dict[str, Any]:
    words = say("evidence", f"witness.{one.reason}", **one.params).in_(locale)
    return {"what": one.what, "verdict": one.verdict, "words": words}


def match_out(match: Match, locale: str) -> dict[str, Any]:
    """A match as it was judged, with the releases that judged it."""
    return {
        "certainty": match.certainty,
        "reason": Words(**match.reason).in_(locale),
        "made_at": match.made_at.isoformat(),
        "area_m2": match.area_m2,
        "accuracy_m": match.accuracy_m,
        **match_readings.grouped([part_of(said) for said in match.parts], locale),
        "releases": match_readings.releases(match.releases),
    }


def history(case: Case, locale: str) -> list[dict[str, Any]]:
    """What happened to a case, newest first, in words."""
    told = queries.history(case.id)
    lines = [
        _line(case, event, move, name, locale) for event, move, name in told if knows("cases", f"event.{event.name}")
    ]
    return list(reversed(lines))


def _line(case: Case, event: Event, move: MoveRow | None, name: str | None, locale: str) -> dict[str, Any]:
    params: dict[str, Any] = {**event.data}
    machine = machine_of(case)
    if event.name == "case.moved":
        known = machine.move(event.data["move"])
        params["move"] = known.label if known else event.data["move"]
    if event.name == "clock.overdue":
        params["clock"] = next(
            (Words(**c.label) for c in case.clocks if c.rule == event.data["clock"]), event.data["clock"]
        )
    return {
        "at": event.at.isoformat(),
        "name": event.name,
        "move": event.data.get("move"),
        "label": say("cases", f"event.{event.name}", **params).in_(locale),
        "detail": _said(case, event, move, locale),
        "by": {"name": name} if name else None,
        "filled": event.name in ("case.moved", "case.opened"),
    }


def _said(case: Case, event: Event, move: MoveRow | None, locale: str) -> str | None:
    """What was filled in with a move, in words: chosen options by their labels, then the note."""
    if event.name == "case.opened":
        return Words(**case.because).in_(locale)
    known = machine_of(case).move(move.move) if move else None
    if move is None or known is None:
        return None
    desks = {desk.id: Words(**desk.name) for desk in all_desks()} if any(n.type == "desk" for n in known.needs) else {}
    said = []
    for need in known.needs:
        value = move.fields.get(need.id)
        if value in (None, "", []) or need.type in ("position", "photos"):
            continue
        label = (
            dict(need.options).get(value)
            if need.type == "choice"
            else desks.get(value)
            if need.type == "desk"
            else None
        )
        said.append(label.in_(locale) if label else str(value))
    return " · ".join([*said, *([move.note] if move.note else [])]) or None


def _onsite(case: Case, locale: str) -> list[dict[str, Any]]:
    """On-site checks as they were recorded."""
    found = [
        (move, name) for _, move, name in queries.history(case.id) if move is not None and "position" in move.fields
    ]
    return [
        {"at": m.at.isoformat(), "by": {"name": name} if name else None, "note": m.note, **m.fields}
        for m, name in found
    ]


def _others(case: Case, caller: Caller, locale: str) -> list[dict[str, Any]]:
    """Earlier and other cases on the same parcels."""
    found: Sequence[Case] = queries.on_parcels(case, caller)
    return [
        {
            "number": one.number,
            "opened_at": one.opened_at.isoformat(),
            "closed_at": one.closed_at.isoformat() if one.closed_at else None,
            "label": machine_of(one).states[one.state].label.in_(locale),
        }
        for one in found
    ]
