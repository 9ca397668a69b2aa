"""Who is calling: the session cookie, its CSRF token, and the permissions a view asks for."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import current_app, g, request

from landwatch.accounts.queries import Caller
from landwatch.accounts.steps import recognise
from landwatch.core.db import Actor, act_as
from landwatch.core.problems import CsrfFailed, LoginNeeded, NotAllowed

P = ParamSpec("P")
R = TypeVar("R")
COOKIE = "landwatch_session"
READING = {"GET", "HEAD", "OPTIONS"}


def caller() -> Caller | None:
    """The signed-in person of this request, or None.

    A call with a report's secret is anonymous by design, unless it says by its CSRF token that staff is filing.
    """
    if "caller" not in g:
        g.caller = _read_session()
        if g.caller is not None:
            act_as(Actor(g.caller.id, g.caller.desks))
    found: Caller | None = g.caller
    return found


def _read_session() -> Caller | None:
    token, given = request.cookies.get(COOKIE), request.headers.get("X-CSRF-Token", "")
    by_secret = "Landwatch-Secret" in request.headers
    if by_secret and "X-CSRF-Token" not in request.headers:
        return None
    found = recognise(token, int(current_app.extensions["landwatch_settings"].session_hours)) if token else None
    if by_secret and found is None:
        raise LoginNeeded()  # staff is filing and the session has ended: nothing may go on as if anonymous
    if found and request.method not in READING and not hmac.compare_digest(found.csrf.encode(), given.encode()):
        raise CsrfFailed()
    return found


def signed_in() -> Caller:
    """The signed-in person. Raises LoginNeeded."""
    found = caller()
    if found is None:
        raise LoginNeeded()
    return found


def needs(permission: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let only people in whose roles allow this."""

    def wrap(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not signed_in().may(permission):
                raise NotAllowed()
            return view(*args, **kwargs)

        return guarded

    return wrap
