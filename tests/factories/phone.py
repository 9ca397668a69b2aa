"""A phone with one report on it: its id, its secret, and the calls it makes."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories.photos import Photo
from tests.factories.reports import a_secret


class Phone:
    """Files a report and asks after it; the number is known once it was received."""

    def __init__(self, client: FlaskClient, locale: str = "zh-CN") -> None:
        self.client = client
        self.id: UUID = uuid4()
        self.secret = a_secret()
        self.number = ""
        self.locale = locale

    def headers(self, **more: str) -> dict[str, str]:
        """What goes with every call for this report."""
        return {"Landwatch-Secret": self.secret, "Accept-Language": self.locale, **more}

    def put(self, said: dict[str, Any], **more: str) -> TestResponse:
        """Send the report."""
        body = json.dumps(said)
        path = f"/api/v1/reports/{self.id}"
        answer = self.client.put(path, data=body, content_type="application/json", headers=self.headers(**more))
        if answer.status_code in (200, 201):
            self.number = answer.json["number"]
        return answer

    def send(self, photo: Photo, content: bytes | None = None, type: str | None = None) -> TestResponse:
        """Send the bytes of a photo; other bytes than its own where a test wants that."""
        data = photo.content if content is None else content
        headers = self.headers(**{"Landwatch-Report": str(self.id)})
        return self.client.put(
            f"/api/v1/uploads/{photo.id}", data=data, content_type=type or photo.type, headers=headers
        )

    def commit(self) -> TestResponse:
        """Say that this is all."""
        return self.client.post(f"/api/v1/reports/{self.id}/commit", headers=self.headers())

    def progress(self, locale: str | None = None) -> dict[str, Any]:
        """The progress page."""
        headers = self.headers() | ({"Accept-Language": locale} if locale else {})
        answer = self.client.get(f"/api/v1/progress/{self.number}", headers=headers)
        assert answer.status_code == 200, answer.json
        return dict(answer.json)

    def say(self, what: str, **said: Any) -> TestResponse:
        """Write on the progress page: `messages`, `feedback` or `withdraw`."""
        return self.client.post(f"/api/v1/progress/{self.number}/{what}", json=said, headers=self.headers())
