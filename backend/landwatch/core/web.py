"""The door: every failure as problem+json, one commit a request, the caller's language, repeats answered alike."""

from __future__ import annotations

import base64
import binascii
import functools
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar
from uuid import UUID, uuid4

import structlog
from flask import Flask, Response, current_app, g, jsonify, request
from flask_smorest import Api
from sqlalchemy import select, text
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException

from landwatch.core import carrier, clock, log, outbox
from landwatch.core.db import act_as, db
from landwatch.core.models import Repeat
from landwatch.core.problems import (
    InvalidFields,
    KeyReused,
    MalformedJson,
    MethodNotAllowed,
    Mistake,
    NotFound,
    Problem,
    TooLarge,
    TooManyRequests,
    Unavailable,
    Unexpected,
    UnsupportedType,
)
from landwatch.core.wire import ProblemOut

P = ParamSpec("P")
R = TypeVar("R")
LOCALES = ("zh-CN", "en")
_log = log.get(__name__)
_ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended('repeat ' || :key, 0))")
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
_MESSAGE_CODES = {
    "Missing data for required field.": "required",
    "Field may not be null.": "required",
    "Unknown field.": "unknown",
}


def locale() -> str:
    """The caller's language: zh-CN unless English is preferred."""
    return (
        request.accept_languages.best_match(["zh-CN", "zh", "en"], "zh-CN")
        .replace("zh-CN", "zh")
        .replace("zh", "zh-CN")
    )


class ProblemApi(Api):
    """flask-smorest's API with problem+json in place of its own error shape."""

    ERROR_SCHEMA = ProblemOut

    def handle_http_exception(self, error: HTTPException) -> Response:
        return respond(_of_http(error))


def respond(problem: Problem) -> Response:
    """A problem as the answer to this request; what the transaction wrote so far is undone."""
    db.session.rollback()
    outbox.take_owed()
    answer = jsonify(problem.body(locale(), request.path))
    answer.status_code = problem.status
    answer.content_type = "application/problem+json"
    if isinstance(problem, TooManyRequests):
        answer.headers["Retry-After"] = str(problem.params["wait"])
    return answer


def _of_http(error: HTTPException) -> Problem:
    """The problem that stands for an error of the framework."""
    messages = getattr(error, "data", {}).get("messages") if hasattr(error, "data") else None
    if messages and "Invalid JSON body." not in str(messages):
        return InvalidFields(*mistakes(messages.get("json", messages)))
    by_code: dict[int, Callable[[], Problem]] = {
        404: NotFound,
        405: MethodNotAllowed,
        413: lambda: TooLarge(limit=f"{(request.max_content_length or 0) // 1024} KB"),
        415: lambda: UnsupportedType(types="application/json"),
    }
    if error.code in by_code:
        return by_code[error.code]()
    return MalformedJson() if (error.code or 500) < 500 else Unexpected(request=g.get("request_id", "-"))


def mistakes(messages: Any, pointer: str = "#") -> list[Mistake]:
    """marshmallow's messages as JSON pointers with stable codes."""
    if isinstance(messages, Mapping):
        return [m for key, value in messages.items() for m in mistakes(value, _below(pointer, key))]
    found = []
    for message in messages if isinstance(messages, list) else [messages]:
        code = _MESSAGE_CODES.get(message) or (message if re.fullmatch(r"[a-z][a-z0-9-]+", str(message)) else "invalid")
        found.append(Mistake(pointer, code))
    return found


def _below(pointer: str, key: object) -> str:
    return pointer if key == "_schema" else f"{pointer}/{key}"


def install(app: Flask) -> None:
    """Hang the error handlers, request ids and security headers on an app."""
    app.register_error_handler(Problem, respond)
    app.register_error_handler(HTTPException, lambda error: respond(_of_http(error)))
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(DataError, _value_refused)
    app.register_error_handler(Exception, _fault)
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> None:
    act_as(None)  # a server's threads live on: whom this one served before is nobody here
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if re.fullmatch(r"[A-Za-z0-9-]{8,64}", given) else uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=g.request_id)
    if "\0" in request.path:
        raise NotFound()
    if request.is_json:
        request.max_content_length = request.max_form_memory_size  # JSON is held in memory, as forms are
        if wrong := unkeepable(request.get_json(silent=True)):
            raise InvalidFields(*wrong)


def unkeepable(said: Any, pointer: str = "#") -> list[Mistake]:
    """Where a body holds text that PostgreSQL cannot keep: NUL, or half of a character (a lone surrogate)."""
    if isinstance(said, dict):
        return [wrong for key, value in said.items() for wrong in unkeepable(value, f"{pointer}/{key}")]
    if isinstance(said, list):
        return [wrong for place, value in enumerate(said) for wrong in unkeepable(value, f"{pointer}/{place}")]
    return [Mistake(pointer, "invalid")] if isinstance(said, str) and _UNKEEPABLE.search(said) else []


def _finish(answer: Response) -> Response:
    answer.headers["X-Request-Id"] = g.get("request_id", "-")
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    answer.headers.setdefault("Referrer-Policy", "no-referrer")
    if request.path.startswith("/api/"):
        answer.headers.setdefault("Cache-Control", "no-store")
        answer.headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
    return answer


def _database_away(error: OperationalError) -> Response:
    _log.error("database does not answer", exc_info=error)
    return respond(Unavailable())


def _value_refused(error: DataError) -> Response:
    _log.warning("the database refused a value", path=request.path, exc_info=error)
    return respond(InvalidFields(Mistake("#", "invalid")))


def _fault(error: Exception) -> Response:
    _log.error("unexpected fault", path=request.path, exc_info=error)
    return respond(Unexpected(request=g.get("request_id", "-")))


def commits(view: Callable[P, R]) -> Callable[P, R]:
    """The one commit of a writing view; afterwards the work it owes is nudged on its way."""

    @functools.wraps(view)
    def committing(*args: P.args, **kwargs: P.kwargs) -> R:
        answer = view(*args, **kwargs)
        db.session.commit()
        if owed := outbox.take_owed():
            carrier.nudge(owed)
        return answer

    return committing


def repeated(person: UUID, call: Callable[[], tuple[dict[str, Any], int]]) -> tuple[dict[str, Any], int]:
    """Answer a call that carries an Idempotency-Key: the first time by doing it, afterwards by the kept answer."""
    key = request.headers.get("Idempotency-Key", "")[:100]
    if not key:
        return call()
    db.session.execute(_ONE_AT_A_TIME, {"key": f"{person} {key}"})  # a repeat waits for the first to be answered
    asked = hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.get_data()).digest()
    kept = db.session.execute(select(Repeat).where(Repeat.person == person, Repeat.key == key)).scalar_one_or_none()
    if kept is not None:
        if kept.request != asked:
            raise KeyReused()
        return kept.body, kept.status
    body, status = call()
    plain = json.loads(current_app.json.dumps(body))
    db.session.add(Repeat(person=person, key=key, request=asked, status=status, body=plain, at=clock.now()))
    return body, status


def cursor_of(values: list[Any]) -> str:
    """An opaque place in a list."""
    return base64.urlsafe_b64encode(json.dumps(values, default=str).encode()).decode().rstrip("=")


def read_cursor(cursor: str | None, *reads: Callable[[Any], Any]) -> list[Any] | None:
    """The place a cursor stands for, each value read by its own function; a bent one is the caller's mistake."""
    if not cursor:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [read(value) for read, value in zip(reads, values, strict=True)]
    except (TypeError, ValueError, binascii.Error) as error:
        raise InvalidFields(Mistake("#/cursor", "invalid")) from error
