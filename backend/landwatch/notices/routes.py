"""The progress page and the inbox over HTTP."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request
from flask_smorest import Blueprint

from landwatch.accounts.guard import signed_in
from landwatch.core import clock
from landwatch.core.limits import spend
from landwatch.core.numbers import normalised
from landwatch.core.problems import NotFound
from landwatch.core.web import commits, cursor_of, locale, read_cursor
from landwatch.notices import config, progress, queries, schemas, steps
from landwatch.reports.models import Report
from landwatch.reports.queries import by_number, opens
from landwatch.reports.routes import given_secret
from landwatch.reports.steps import withdraw

blueprint = Blueprint("notices", __name__, url_prefix="/api/v1", description="People are told")
PAGE = 50
WORDS = "10/minute;50/day"
GUESSES = "60/minute"
"""With 80 bits of secret this only spares the server; it lets a family behind one address read in peace."""


def _mine(number: str) -> Report:
    report, secret = by_number(normalised(number)), given_secret()
    if report is None or not opens(report, secret):
        raise NotFound()
    return report


def _shown(report: Report) -> dict[str, Any]:
    return progress.of(report, locale(), clock.now())


@blueprint.get("/progress/<number>")
@blueprint.response(200, schemas.ProgressOut)
def shown(number: str) -> dict[str, Any]:
    """Where a report stands, in everyday words; needs the report's secret."""
    spend("progress", GUESSES)
    return _shown(_mine(number))


@blueprint.post("/progress/<number>/messages")
@blueprint.arguments(schemas.MessageIn)
@blueprint.response(200, schemas.ProgressOut)
@commits
def message(said: dict[str, str], number: str) -> dict[str, Any]:
    """The reporter adds something."""
    spend("words", WORDS)
    report = _mine(number)
    steps.write(report, said["text"])
    return _shown(report)


@blueprint.post("/progress/<number>/feedback")
@blueprint.arguments(schemas.FeedbackIn)
@blueprint.response(200, schemas.ProgressOut)
@commits
def feedback(said: dict[str, Any], number: str) -> dict[str, Any]:
    """The reporter says whether the outcome is right."""
    spend("words", WORDS)
    report = _mine(number)
    steps.answer(report, said["satisfied"], said["text"])
    return _shown(report)


@blueprint.post("/progress/<number>/withdraw")
@blueprint.response(200, schemas.ProgressOut)
@commits
def taken_back(number: str) -> dict[str, Any]:
    """The reporter takes the report back."""
    report = _mine(number)
    withdraw(report)
    return _shown(report)


@blueprint.get("/config")
@blueprint.response(200, schemas.ConfigOut)
def configuration() -> Response:
    """What the app needs before anybody signs in: area, kinds, limits. May be kept by the phone."""
    answer = jsonify(config.config(locale()))
    answer.add_etag()
    answer.headers["Cache-Control"] = "public, no-cache"
    answer.headers["Vary"] = "Accept-Language"
    return answer.make_conditional(request)  # type: ignore[return-value]


@blueprint.get("/notices")
@blueprint.response(200, schemas.NoticesOut)
def inbox() -> dict[str, Any]:
    """The signed-in person's inbox, newest first."""
    person = signed_in().id
    after = read_cursor(request.args.get("cursor"), int)
    found = queries.inbox(person, request.args.get("unread") == "1", after[0] if after else None, PAGE + 1)
    items = [
        {
            "id": n.id,
            "at": n.at.isoformat(),
            "words": steps.words_of(n, locale()),
            "link": n.link,
            "read": n.read_at is not None,
        }
        for n in found[:PAGE]
    ]
    return {
        "items": items,
        "next": cursor_of([items[-1]["id"]]) if len(found) > PAGE else None,
        "unread": queries.unread_count(person),
    }


@blueprint.post("/notices/<int:id>/read")
@blueprint.response(204)
@commits
def read(id: int) -> tuple[str, int]:
    """A line has been read."""
    if not steps.mark_read(id, signed_in().id):
        raise NotFound()
    return "", 204
