"""Signing in and out."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, make_response, request
from flask_smorest import Blueprint

from landwatch.accounts import schemas, steps
from landwatch.accounts.guard import COOKIE, signed_in
from landwatch.accounts.queries import Caller
from landwatch.core.installation import settings
from landwatch.core.limits import spend
from landwatch.core.packs import Words
from landwatch.core.web import commits, locale

blueprint = Blueprint("accounts", __name__, url_prefix="/api/v1", description="Who may do what, where")


def person_out(caller: Caller) -> dict[str, Any]:
    """A person as the wire shows it."""
    desk = caller.desk
    return {
        "person": {
            "id": str(caller.id),
            "name": caller.name,
            "username": caller.username,
            "roles": list(caller.roles),
            "permissions": sorted(caller.permissions),
            "desk": {"id": desk.id, "code": desk.code, "name": Words(**desk.name).in_(locale())} if desk else None,
            "districts": [desk.district] if desk else [],
        },
        "csrf": caller.csrf,
    }


@blueprint.post("/session")
@blueprint.arguments(schemas.Login)
@blueprint.response(200, schemas.SessionOut)
@commits
def sign_in(login: dict[str, str]) -> Response:
    """Sign in with user name and password; the answer sets the session cookie."""
    spend("login", settings().login_limit)
    caller, token = steps.sign_in(login["username"], login["password"])
    answer = make_response(jsonify(person_out(caller)))
    answer.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=request.is_secure, path="/")
    return answer


@blueprint.delete("/session")
@blueprint.response(204)
@commits
def sign_out() -> Response:
    """Sign out; the session ends on the server too."""
    signed_in()
    steps.sign_out(request.cookies[COOKIE])
    answer = make_response("", 204)
    answer.delete_cookie(COOKIE, path="/")
    return answer


@blueprint.get("/me")
@blueprint.response(200, schemas.SessionOut)
def me() -> dict[str, Any]:
    """The signed-in person, with permissions, desk, districts and the CSRF token."""
    return person_out(signed_in())
