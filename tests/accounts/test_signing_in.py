"""Signing in and out: sessions on the server, CSRF tokens on every writing call, nothing told to guessers."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from landwatch.core import clock
from tests.factories import PASSWORD, Phone, a_case, a_report, a_secret, signed_in
from tests.factories.problems import refused
from tests.factories.small_map import PEOPLE

ROLES = {username: role for username, role, _ in PEOPLE}


def login(client, username, password=PASSWORD):
    return lambda said: client.post("/api/v1/session", json={"username": username, "password": password}, headers=said)


@pytest.mark.parametrize("username", ROLES)
def test_everybody_learns_who_they_are_and_what_they_may(app, username):
    staff = signed_in(app.test_client(), username)
    assert staff.person["roles"] == [ROLES[username]]
    assert staff.get("/me").json == {"person": staff.person, "csrf": staff.csrf}
    assert ("cases.see" in staff.person["permissions"]) == (staff.person["desk"] is not None)


def test_unknown_names_and_wrong_passwords_are_refused_alike(client, nothing_written):
    with nothing_written():
        known = refused(login(client, "officer", "wrong"), 401, "wrong-login")
        unknown = refused(login(client, "nobody", "wrong"), 401, "wrong-login")
    assert known == unknown


def test_a_login_needs_both_fields(client):
    errors = ("#/username", "required"), ("#/password", "required")
    refused(lambda said: client.post("/api/v1/session", json={}, headers=said), 422, "invalid-fields", *errors)


def test_somebody_who_has_left_cannot_sign_in_nor_go_on(app, client, ask):
    staff = signed_in(client, "officer")
    ask("update accounts.people set active = false where username = 'officer' returning 1")
    refused(lambda said: client.get("/api/v1/me", headers=said), 401, "login-needed")
    refused(login(app.test_client(), "officer"), 401, "wrong-login")
    assert staff.person["username"] == "officer"


def test_guessing_is_slowed_down(client, change):
    change(login_limit="3/minute")
    for _ in range(3):
        assert login(client, "officer", "guess")({}).status_code == 401
    refused(login(client, "officer"), 429, "too-many-requests")


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    plain = login(client, "officer")({}).headers["Set-Cookie"]
    assert "HttpOnly" in plain and "SameSite=Lax" in plain and "Secure" not in plain
    said = {"username": "officer", "password": PASSWORD}
    secure = client.post("/api/v1/session", json=said, base_url="https://landwatch.test").headers["Set-Cookie"]
    assert "Secure" in secure


def test_only_digests_of_sessions_are_kept(client, ask):
    signed_in(client, "officer")
    token = client.get_cookie("landwatch_session").value
    digests = [bytes(row.digest) for row in ask("select digest from accounts.sessions")]
    assert token.encode() not in digests and all(len(digest) == 32 for digest in digests)


def test_a_session_ends_after_hours_without_use_and_not_while_it_is_used(client):
    signed_in(client, "officer")
    now = clock.now()
    for hours, status in ((11, 200), (22, 200), (33.9, 200), (46.1, 401)):
        with clock.standing_at(now + dt.timedelta(hours=hours)):
            assert client.get("/api/v1/me").status_code == status, hours


def test_signing_out_ends_the_session_on_the_server(client):
    staff = signed_in(client, "officer")
    token = client.get_cookie("landwatch_session").value
    assert client.delete("/api/v1/session", headers=staff.headers).status_code == 204
    client.set_cookie("landwatch_session", token)
    refused(lambda said: client.get("/api/v1/me", headers=said), 401, "login-needed")


@pytest.mark.parametrize("token", [None, "", "wrong", "schlüssel"])
def test_a_writing_call_without_its_token_is_refused(app, client, nothing_written, token):
    number = a_case(app).number
    signed_in(client, "officer")

    def claim(said):
        headers = said if token is None else {**said, "X-CSRF-Token": token}
        return client.post(f"/api/v1/cases/{number}/claim", headers=headers)

    with nothing_written():
        refused(claim, 403, "csrf-failed")


def test_a_call_with_a_secret_is_anonymous_even_in_a_signed_in_browser(client, ask):
    signed_in(client, "citizen")
    assert Phone(client).put(a_report()).status_code == 201
    assert ask("select person from reports.reports") == [(None,)]


def test_staff_that_files_says_so_by_its_token(client, ask):
    inspector = signed_in(client, "inspector")
    phone = Phone(client)
    assert phone.put(a_report(channel="patrol"), **{"X-CSRF-Token": inspector.csrf}).status_code == 201
    assert ask("select person::text from reports.reports") == [(inspector.person["id"],)]
    mine = inspector.get("/reports?mine=1").json
    assert [one["number"] for one in mine["items"]] == [phone.number] and mine["next"] is None
    wrong = phone.put(a_report(channel="patrol", revision=2), **{"X-CSRF-Token": "wrong"})
    assert (wrong.status_code, wrong.json["code"]) == (403, "csrf-failed")


def test_staff_who_file_after_their_session_ended_are_asked_to_sign_in(client):
    said = {"Landwatch-Secret": a_secret(), "X-CSRF-Token": "of-a-session-that-ended"}
    address, report = f"/api/v1/reports/{uuid4()}", a_report(channel="patrol")
    refused(lambda more: client.put(address, json=report, headers={**said, **more}), 401, "login-needed")


def test_ones_own_reports_come_page_by_page(client, monkeypatch):
    monkeypatch.setattr("landwatch.reports.routes.PAGE", 2)
    inspector, filed = signed_in(client, "inspector"), []
    for _ in range(5):
        phone = Phone(client)
        phone.put(a_report(channel="patrol"), **{"X-CSRF-Token": inspector.csrf})
        filed.append(phone.number)
    seen, cursor = [], ""
    while cursor is not None:
        page = inspector.get(f"/reports?mine=1&cursor={cursor}").json
        seen += [one["number"] for one in page["items"]]
        cursor = page["next"]
    assert seen == filed[::-1]
