"""People who sign in: one of every role, all with the same password."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories.small_map import PASSWORD

__all__ = ["PASSWORD", "Staff", "signed_in"]


class Staff:
    """A signed-in browser: its cookie, and the CSRF token on every writing call."""

    def __init__(self, client: FlaskClient, session: dict[str, Any], locale: str = "zh-CN") -> None:
        self.client = client
        self.person = session["person"]
        self.csrf = session["csrf"]
        self.headers = {"Accept-Language": locale, "X-CSRF-Token": self.csrf}

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        """Read something below /api/v1."""
        return self.client.get(f"/api/v1{path}", headers=self.headers | kwargs.pop("headers", {}), **kwargs)

    def post(self, path: str, **kwargs: Any) -> TestResponse:
        """Write something below /api/v1."""
        return self.client.post(f"/api/v1{path}", headers=self.headers | kwargs.pop("headers", {}), **kwargs)

    def case(self, number: str) -> dict[str, Any]:
        """A case in full."""
        answer = self.get(f"/cases/{number}")
        assert answer.status_code == 200, answer.json
        return dict(answer.json)

    def move(
        self, number: str, move: str, note: str = "", photos: list[str] | None = None, **fields: Any
    ) -> TestResponse:
        """Make a move on the version of the case as it stands."""
        said = {"move": move, "note": note, "fields": fields, "photos": photos or []}
        return self.post(f"/cases/{number}/moves", json=said, headers={"If-Match": self.case(number)["etag"]})


def signed_in(client: FlaskClient, username: str, locale: str = "zh-CN") -> Staff:
    """Sign somebody in; the user names are those of `small_map.PEOPLE`, mostly the roles themselves."""
    answer = client.post("/api/v1/session", json={"username": username, "password": PASSWORD})
    assert answer.status_code == 200, answer.json
    return Staff(client, dict(answer.json), locale)
