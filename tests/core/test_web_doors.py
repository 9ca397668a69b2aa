"""The door: request ids, headers, languages, health, metrics and the interface itself; faults of ours tell nothing."""

from __future__ import annotations

import datetime as dt
import io
import json
import logging

import pytest
from sqlalchemy.exc import OperationalError

from landwatch.core import web
from landwatch.core.problems import InvalidFields, Mistake, every
from tests.factories import Phone, a_report, signed_in
from tests.factories.problems import refused


@pytest.mark.parametrize(("asked", "language"), [
    ("", "zh-CN"), ("zh-CN", "zh-CN"), ("zh", "zh-CN"), ("en", "en"), ("en-GB,en;q=0.9", "en"), ("fr", "zh-CN"),
    ("en;q=0.5,zh-CN;q=0.9", "zh-CN"), ("*", "zh-CN"),
])  # fmt: skip
def test_the_language_is_the_callers(app, asked, language):
    with app.test_request_context(headers={"Accept-Language": asked}):
        assert web.locale() == language


def test_every_answer_has_an_id_and_keeps_one_that_makes_sense(client):
    assert client.get("/health/live", headers={"X-Request-Id": "abcdef-0123"}).headers["X-Request-Id"] == "abcdef-0123"
    for bent in ("short", "x" * 100, "<script>"):
        assert client.get("/health/live", headers={"X-Request-Id": bent}).headers["X-Request-Id"] not in (bent, "")


def test_answers_of_the_interface_are_not_kept_by_anybody(client):
    headers = client.get("/api/v1/atlas/layers").headers
    assert headers["Cache-Control"] == "no-store" and headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"] and headers["Referrer-Policy"] == "no-referrer"


def test_an_address_that_does_not_exist_and_a_method_that_is_not_there(client):
    refused(lambda said: client.get("/api/v1/nowhere", headers=said), 404, "not-found")
    refused(lambda said: client.patch("/api/v1/cases", headers=said), 405, "method-not-allowed")


@pytest.fixture
def lines():
    root, written = logging.getLogger(), io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(root.handlers[0].formatter)
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)


def test_a_fault_of_ours_is_logged_under_its_id_and_tells_nothing(client, lines, monkeypatch, nothing_written):
    def broken(*_):
        raise RuntimeError("for 13991234567")

    monkeypatch.setattr("landwatch.reports.routes.report_out", broken)
    with nothing_written():
        body = refused(lambda said: Phone(client).put(a_report(), **said), 500, "unexpected")
    assert "13991234567" not in str(body)
    assert [line["request"] for line in lines() if line["event"] == "unexpected fault"][-1] in body["detail"]


def test_a_database_that_is_away_is_a_matter_of_time(client, monkeypatch):
    def away(*_, **__):
        raise OperationalError("select", {}, Exception("server closed the connection"))

    monkeypatch.setattr("landwatch.notices.config.published", away)
    refused(lambda said: client.get("/api/v1/config", headers=said), 503, "unavailable")


def test_health_says_which_part_is_missing(client, monkeypatch):
    assert client.get("/health/ready").json["ready"] is True
    monkeypatch.setattr("landwatch.core.health._redis", lambda: 1 / 0)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json["redis"], answer.json["database"]) == (503, False, True)


def test_metrics_count_by_endpoint_and_tell_what_is_owed(client):
    Phone(client).put(a_report())
    said = client.get("/metrics").get_data(as_text=True)
    assert "landwatch_requests_total" in said and "landwatch_deliveries_owed 1.0" in said
    assert "progress/" not in said and "R26" not in said


def test_the_interface_describes_itself_without_any_foreign_host(client):
    described = client.get("/api/openapi.json").json
    assert described["openapi"] == "3.1.0" and "/api/v1/reports/{id}" in described["paths"]
    page = client.get("/api/docs")
    assert page.status_code == 200 and b"http" not in page.data.replace(b"http-equiv", b"")
    for part in ("start.js", "swagger-ui.css", "swagger-ui-bundle.js"):
        assert client.get(f"/api/docs/{part}").status_code == 200


@pytest.mark.parametrize("problem", every(), ids=lambda problem: problem.slug)
def test_the_type_of_every_problem_leads_to_its_meaning(client, problem):
    said = client.get(f"/api/problems/{problem.slug}", headers={"Accept-Language": "en"}).json
    assert (said["code"], said["status"], said["meaning"]) == (problem.slug, problem.status, problem.__doc__)


def test_messages_of_the_schemas_become_pointers():
    messages = {
        "photos": {2: {"id": ["Missing data for required field."]}},
        "_schema": ["swapped"],
        "x": "Unknown field.",
    }
    assert web.mistakes(messages) == [
        Mistake("#/photos/2/id", "required"), Mistake("#", "swapped"), Mistake("#/x", "unknown")
    ]  # fmt: skip


def test_a_cursor_comes_back_as_it_was_and_a_bent_one_is_a_mistake(app):
    assert web.read_cursor(web.cursor_of(["2026-11-22", 7]), dt.date.fromisoformat, int) == [dt.date(2026, 11, 22), 7]
    assert web.read_cursor(None, str) is None
    for bent in ("???", "W10", web.cursor_of([1]), web.cursor_of([1, "x"]), "e30", "bnVsbA"):
        with pytest.raises(InvalidFields):
            web.read_cursor(bent, str, int)


@pytest.mark.parametrize(
    "path",
    ["/notices?cursor=WyJhIl0", "/notices?cursor=bent", "/reports?mine=1&cursor=WyJhIiwiYiJd", "/reports?cursor=W10"],
)
def test_bent_cursors_are_refused_in_every_list(client, path):
    answer = signed_in(client, "inspector").get(path)
    assert (answer.status_code, answer.json["code"]) == (422, "invalid-fields")


def test_the_configuration_comes_in_the_language_asked_for_and_is_kept_while_it_holds(client):
    chinese, english = (client.get("/api/v1/config", headers={"Accept-Language": locale}) for locale in ("zh-CN", "en"))
    assert [kind["code"] for kind in chinese.json["kinds"]] == [kind["code"] for kind in english.json["kinds"]]
    assert chinese.json["kinds"][0]["label"] != english.json["kinds"][0]["label"]
    again = client.get("/api/v1/config", headers={"Accept-Language": "en", "If-None-Match": english.headers["ETag"]})
    assert again.status_code == 304 and chinese.headers["ETag"] != english.headers["ETag"]
