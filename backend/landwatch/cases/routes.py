"""The queue over HTTP: list, one case, moves with If-Match, claims, clocks' traces, photos."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from flask import Response, jsonify, make_response, request
from flask_smorest import Blueprint

from landwatch.accounts.guard import needs, signed_in
from landwatch.accounts.queries import Caller, desks
from landwatch.cases import detail, moves, queries, readings, schemas
from landwatch.cases.models import Case
from landwatch.cases.rules import machine
from landwatch.core import clock, rulebook
from landwatch.core.installation import storage
from landwatch.core.problems import InvalidFields, Mistake, NotAllowed, NotFound, VersionNeeded
from landwatch.core.web import commits, cursor_of, locale, read_cursor, repeated
from landwatch.evidence.queries import by_id as photo_by_id
from landwatch.evidence.steps import copy_key

blueprint = Blueprint("cases", __name__, url_prefix="/api/v1", description="The rapid-handling queue")


def _day_end(now: dt.datetime) -> dt.datetime:
    local = now.astimezone(rulebook.zone())
    return (local + dt.timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def _case(number: str, caller: Caller, *, lock: bool = False) -> Case:
    found = queries.by_number(number, caller, lock=lock)
    if found is None:
        raise NotFound()
    return found


@blueprint.get("/cases")
@blueprint.arguments(schemas.QueueIn, location="query")
@blueprint.response(200, schemas.QueueOut)
@needs("cases.see")
def queue(asked: dict[str, Any]) -> dict[str, Any]:
    """The queue: what is due first stands first."""
    caller, now = signed_in(), clock.now()
    after = read_cursor(asked.pop("cursor", None), str, str)
    try:
        found = queries.queue(asked, caller, now, _day_end(now), after)
    except (TypeError, ValueError) as error:
        raise InvalidFields(Mistake("#/cursor", "invalid")) from error
    page = found[: asked["limit"]]
    counts = queries.counts([case.id for case, _ in page])
    more = len(found) > len(page)
    return {
        "items": [readings.row(case, counts, caller, locale(), now) for case, _ in page],
        "next": cursor_of([page[-1].key, page[-1][0].id]) if more else None,
    }


@blueprint.get("/cases/summary")
@blueprint.response(200, schemas.SummaryOut)
@needs("cases.see")
def summary() -> dict[str, Any]:
    """Counts per state, severity and desk, over the open cases in sight."""
    caller, now = signed_in(), clock.now()
    found = queries.summary(caller, now, _day_end(now))
    counted = found.pop("desks")
    waiting = [state for state, said in rulebook.read(machine.read).states.items() if said.waiting]
    return {
        **found,
        "waiting": sum(found["by_state"].get(state, 0) for state in waiting),
        "mine": queries.mine_count(caller),
        "per_desk": [{"desk": readings.desk(d, locale()), **counted[d.id]} for d in desks() if d.id in counted],
    }


@blueprint.get("/cases/<number>")
@blueprint.response(200, schemas.CaseOut)
@needs("cases.see")
def one(number: str) -> Response:
    """A case in full, with the moves that are open to this person now."""
    caller = signed_in()
    case = _case(number, caller)
    answer = make_response(jsonify(detail.full(case, caller, locale(), clock.now())))
    answer.headers["ETag"] = readings.etag_of(case)
    return answer


@blueprint.post("/cases/<number>/moves")
@blueprint.arguments(schemas.MoveIn)
@blueprint.response(200, schemas.CaseOut)
@needs("cases.move")
@commits
def move(asked: dict[str, Any], number: str) -> Response:
    """Make a move. If-Match carries the version that was read, Idempotency-Key makes a repeat harmless."""
    caller = signed_in()
    body, status = repeated(caller.id, lambda: (_moved(asked, number, caller), 200))
    answer = jsonify(body)
    answer.status_code = status
    answer.headers["ETag"] = body["etag"]
    return answer


def _moved(asked: dict[str, Any], number: str, caller: Caller) -> dict[str, Any]:
    expected = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    if not expected.isdigit():
        raise VersionNeeded()
    case = _case(number, caller, lock=True)
    if case.version != int(expected):
        moves.expect(case, int(expected), detail.full(case, caller, locale(), clock.now()), request.get_json())
    moves.make(case, caller, asked["move"], asked["fields_"], asked["note"], asked["photos"], locale())
    return detail.full(case, caller, locale(), clock.now())


@blueprint.post("/cases/<number>/claim")
@blueprint.response(200, schemas.CaseOut)
@needs("cases.claim")
@commits
def claim(number: str) -> dict[str, Any]:
    """Take a case on. Of many officers at once exactly one gets it."""
    caller = signed_in()
    case = _case(number, caller)
    moves.claim(case, caller)
    return detail.full(case, caller, locale(), clock.now())


@blueprint.post("/cases/claim-next")
@blueprint.response(200, schemas.CaseOut)
@blueprint.alt_response(204)
@needs("cases.claim")
@commits
def claim_next() -> Any:
    """Take on the most urgent case at the own desk that nobody has; 204 when there is none."""
    caller = signed_in()
    case = queries.next_unclaimed(caller)
    if case is None:
        return "", 204
    moves.claim(case, caller)
    return jsonify(detail.full(case, caller, locale(), clock.now()))


@blueprint.get("/cases/<number>/clocks/<int:id>/trace")
@blueprint.response(200, schemas.TraceOut)
@needs("cases.see")
def trace(number: str, id: int) -> dict[str, Any]:
    """How a due time came about, segment by segment."""
    case = _case(number, signed_in())
    found = next((row for row in case.clocks if row.id == id), None)
    if found is None:
        raise NotFound()
    return {"clock": readings.clock(found, locale(), clock.now()), "trace": readings.trace(found, locale())}


@blueprint.get("/photos/<uuid:id>/<any(thumb, view):size>")
@blueprint.response(200, content_type="image/jpeg")
def photo(id: UUID, size: str) -> Response:
    """A copy of a photo without metadata, for who may see its case."""
    caller, found = signed_in(), photo_by_id(id)
    if found is None or found.state != "examined":
        raise NotFound()
    if not caller.may("cases.see") or not queries.may_see_photo(found.report_id, caller):
        raise NotAllowed() if not caller.may("cases.see") else NotFound()
    answer = make_response(storage().read(copy_key(id, size)))
    answer.content_type = "image/jpeg"
    answer.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return answer
