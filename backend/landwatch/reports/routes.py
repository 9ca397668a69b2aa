"""Reports over HTTP: PUT with the phone's own id, commit, read; the public keys of receipts."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from flask import Response, jsonify, request
from flask_smorest import Blueprint
from sqlalchemy.exc import IntegrityError

from landwatch.accounts.guard import caller, needs, signed_in
from landwatch.atlas.queries import is_ours
from landwatch.core import clock, keys, rulebook
from landwatch.core.installation import settings
from landwatch.core.limits import spend
from landwatch.core.problems import InvalidFields, Mistake, NotFound, PhotoIdTaken, PlaceOutsideArea, Unavailable
from landwatch.core.web import commits, cursor_of, read_cursor
from landwatch.reports import queries, schemas, steps
from landwatch.reports.intake import Arrival
from landwatch.reports.models import Report
from landwatch.reports.rules import secret_is_strong, time_fault

blueprint = Blueprint("reports", __name__, url_prefix="/api/v1", description="A report arrives exactly once")
BODY_BYTES = 256 * 1024
PAGE = 50


def given_secret() -> str | None:
    """The report's secret as the phone sent it."""
    return request.headers.get("Landwatch-Secret")


def readable(id: UUID) -> Report:
    """A report whose secret the caller holds, or that the caller filed. Officers read reports through their case."""
    report = queries.by_id(id)
    if queries.opens(report, given_secret()):
        assert report is not None  # noqa: S101 - `opens` is never true of nothing
        return report
    found = caller()
    if report is None or found is None or report.person != found.id:
        raise NotFound()
    return report


@blueprint.put("/reports/<uuid:id>")
@blueprint.arguments(schemas.ReportIn())  # made once: building a schema costs more than reading a report with it
@blueprint.response(201, schemas.ReportOut)
@blueprint.alt_response(200, schema=schemas.ReportOut)
def put_report(payload: dict[str, Any], id: UUID) -> Response:
    """Take a report in: 201 the first time, 200 for the same again, 409 for another payload."""
    found = caller()
    if found is None:
        spend("intake", settings().intake_limit)
    secret = given_secret() or ""
    _check(payload, id, secret)
    try:
        body, new = _received(id, secret, payload, found.id if found else None)
    except IntegrityError as error:
        if "photos" in str(error.orig) and "pk_" in str(error.orig):
            raise PhotoIdTaken() from error
        if "uq_reports_number" in str(error.orig):
            raise Unavailable() from error  # the phone tries again by itself and gets another number
        raise
    answer = jsonify(body)
    answer.status_code = 201 if new else 200
    return answer


@commits
def _received(id: UUID, secret: str, payload: dict[str, Any], person: UUID | None) -> tuple[dict[str, Any], bool]:
    report, new = steps.receive(id, secret, payload, person)
    return report_out(report), new


def _check(payload: dict[str, Any], id: UUID, secret: str) -> None:
    """What a schema cannot know: the pack's codes, the time, the area, who may use which channel."""
    wrong = []
    channel = rulebook.rows_of("channels").get(payload["channel"])
    if not secret_is_strong(secret):
        wrong.append(Mistake("#/Landwatch-Secret", "weak-secret"))
    if id.version != 4:
        wrong.append(Mistake("#/id", "not-uuid4"))
    if payload["kind"] not in rulebook.rows_of("kinds"):
        wrong.append(Mistake("#/kind", "unknown-kind"))
    if channel is None:
        wrong.append(Mistake("#/channel", "unknown-channel"))
    elif not channel.flag("anonymous") and caller() is None:
        wrong.append(Mistake("#/channel", "staff-only"))
    if payload["about"] and caller() is None:
        wrong.append(Mistake("#/about", "staff-only"))
    if fault := time_fault(payload["seen_at"], clock.now()):
        wrong.append(Mistake("#/seen_at", fault))
    if wrong:
        raise InvalidFields(*wrong)
    place = payload["location"]
    if not payload["outside_confirmed"] and not is_ours(place["lon"], place["lat"]):
        raise PlaceOutsideArea(Mistake("#/location", "out-of-range"))


def report_out(report: Report | Arrival) -> dict[str, Any]:
    """A report on its way in, with a receipt: signed over what was declared, and after the commit over what is here."""
    if isinstance(report, Arrival):
        photos, missing = report.payload["photos"], [photo["id"] for photo in report.payload["photos"]]
        digests, revision, received_at = [photo["sha256"] for photo in photos], report.payload["revision"], report.at
        committed_at, state = (report.at, "received") if report.commits_itself else (None, "receiving")
    else:
        digests, missing = (
            [photo.sha256 for photo in report.photos],
            [p.id for p in report.photos if p.arrived_at is None],
        )
        revision, received_at, committed_at, state = (
            report.revision,
            report.received_at,
            report.committed_at,
            report.state,
        )
    statement = {
        "report": str(report.id),
        "number": report.number,
        "revision": revision,
        "received_at": received_at.isoformat(),
        "committed_at": committed_at.isoformat() if committed_at else None,
        "payload": report.payload_digest.hex(),
        "photos": digests,
    }
    return {
        "id": str(report.id),
        "number": report.number,
        "state": state,
        "revision": revision,
        "received_at": received_at.isoformat(),
        "committed_at": committed_at.isoformat() if committed_at else None,
        "receipt": {**keys.current().sign(statement), "kind": "committed" if committed_at else "received"},
        "missing": [str(photo) for photo in missing],
    }


@blueprint.post("/reports/<uuid:id>/commit")
@blueprint.response(200, schemas.ReportOut)
@commits
def commit(id: UUID) -> dict[str, Any]:
    """The phone has sent everything. Only this receipt frees the bytes on the phone."""
    report = readable(id)
    steps.commit(report)
    return report_out(report)


@blueprint.get("/reports/<uuid:id>")
@blueprint.response(200, schemas.ReportOut)
def read(id: UUID) -> dict[str, Any]:
    """Where a report stands, for the holder of its secret and for who filed it signed in."""
    return report_out(readable(id))


@blueprint.get("/reports")
@blueprint.response(200, schemas.MineOut)
def mine() -> dict[str, Any]:
    """The signed-in person's own reports, newest first."""
    after = read_cursor(request.args.get("cursor"), dt.datetime.fromisoformat, UUID)
    found = queries.filed_by(signed_in().id, (after[0], after[1]) if after else None, PAGE + 1)
    last = found[PAGE - 1] if len(found) > PAGE else None
    return {
        "items": [report_out(report) for report in found[:PAGE]],
        "next": cursor_of([last.received_at, last.id]) if last else None,
    }


@blueprint.post("/reports/<uuid:id>/contact")
@blueprint.arguments(schemas.ReasonIn)
@blueprint.response(200, schemas.ContactOut)
@needs("identity.read")
@commits
def contact(asked: dict[str, str], id: UUID) -> dict[str, str]:
    """Open a reporter's contact; the reason and the reader are kept."""
    return steps.open_contact(id, signed_in().id, asked["reason"])


@blueprint.get("/keys")
@blueprint.response(200, schemas.KeysOut)
def public_keys() -> dict[str, Any]:
    """The public keys that receipts can be checked with."""
    return {"keys": keys.current().public()}
