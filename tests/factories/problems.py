"""Checks a refusal as a whole: problem+json, stable code, pointers, and a next step in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from werkzeug.test import TestResponse

CHINESE = re.compile(r"[\u4e00-\u9fff]")
Call = Callable[[dict[str, str]], TestResponse]


def refused(call: Call, status: int, code: str, *errors: tuple[str, str]) -> dict[str, Any]:
    """Make a call in Chinese and in English; both must be refused alike. `errors` are pointers with their codes.

    `call` takes the headers that say the language. Answers the English body.
    """
    bodies = {
        locale: _refusal(call({"Accept-Language": locale}), status, code, set(errors)) for locale in ("zh-CN", "en")
    }
    for locale, body in bodies.items():
        said = [body["title"], body["detail"], *(one["detail"] for one in body.get("errors", []))]
        assert all(said), body
        assert all(bool(CHINESE.search(words)) == (locale == "zh-CN") for words in said), said
    return bodies["en"]


def _refusal(answer: TestResponse, status: int, code: str, errors: set[tuple[str, str]]) -> dict[str, Any]:
    body = dict(answer.json or {})
    assert (answer.status_code, body.get("code")) == (status, code), answer.data
    assert answer.content_type == "application/problem+json"
    assert body["type"] == f"/api/problems/{code}" and body["status"] == status
    assert body["instance"] == answer.request.path
    assert {(one["pointer"], one["code"]) for one in body.get("errors", [])} == errors
    return body
