"""Moves over HTTP: versions, repeats, what is open and what is missing; a refusal leaves no trace."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.factories import Phone, a_case, a_photo, a_report, signed_in, worked
from tests.factories.problems import refused
from tests.factories.small_map import FARMLAND

POSITION = {"lon": FARMLAND[0], "lat": FARMLAND[1]}


@pytest.fixture
def number(app):
    return a_case(app).number


@pytest.fixture
def officer(app):
    return signed_in(app.test_client(), "officer")


def moving(staff, number, move, etag=None, key=None, **said):
    """The move as a call that `refused` can make."""
    etag = etag or staff.case(number)["etag"]

    def call(language):
        headers = {"If-Match": etag, **({"Idempotency-Key": key} if key else {}), **language}
        return staff.post(f"/cases/{number}/moves", json={"move": move, **said}, headers=headers)

    return call


def test_a_move_without_the_version_it_was_meant_for_is_refused(officer, number, nothing_written):
    with nothing_written():
        for headers in ({}, {"If-Match": "*"}, {"If-Match": '"soon"'}):
            move = {"json": {"move": "start_check"}}
            refused(
                lambda said, h=headers, m=move: officer.post(f"/cases/{number}/moves", headers=h | said, **m),
                428,
                "version-needed",
            )


def test_a_move_meant_for_an_older_version_gets_both_sides(officer, number, nothing_written):
    old = officer.case(number)["etag"]
    assert moving(officer, number, "start_check")({}).status_code == 200
    with nothing_written():
        body = refused(moving(officer, number, "start_check", etag=old), 412, "moved-meanwhile")
    assert body["yours"]["move"] == "start_check"
    assert body["theirs"]["state"]["code"] == "verifying" and body["theirs"]["etag"] != old


def test_the_same_key_gets_the_same_answer_and_moves_once(officer, number, ask):
    call = moving(officer, number, "start_check", key=str(uuid4()))
    first, second = call({}), call({})
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json == second.json and first.headers["ETag"] == second.headers["ETag"]
    assert ask("select count(*) from cases.moves where move = 'start_check'") == [(1,)]


def test_the_same_key_with_another_request_is_refused(officer, number, nothing_written):
    key = str(uuid4())
    assert moving(officer, number, "start_check", key=key)({}).status_code == 200
    with nothing_written():
        refused(moving(officer, number, "conclude", key=key), 422, "key-reused")


def test_a_key_of_a_colleague_is_another_key(app, officer, number):
    key = str(uuid4())
    assert moving(officer, number, "start_check", key=key)({}).status_code == 200
    colleague = signed_in(app.test_client(), "colleague")
    fields = {"position": POSITION, "findings": "ongoing"}
    assert moving(colleague, number, "onsite_check", key=key, fields=fields)({}).status_code == 200


@pytest.mark.parametrize("move", ["conclude", "close_lawful", "reopen", "dance"])
def test_a_move_that_is_not_open_names_those_that_are(officer, number, nothing_written, move):
    with nothing_written():
        body = refused(moving(officer, number, move), 409, "move-not-open")
    assert "start_check" in body["open"] and move not in body["open"]


def test_a_move_of_another_role_is_not_open(app, number, nothing_written):
    supervisor = signed_in(app.test_client(), "supervisor")
    with nothing_written():
        refused(moving(supervisor, number, "start_check"), 409, "move-not-open")


def test_a_move_needs_what_it_needs(officer, number, nothing_written):
    moving(officer, number, "start_check")({})
    missing = ("#/fields/position", "required"), ("#/fields/findings", "required")
    with nothing_written():
        body = {}
        for locale in ("zh-CN", "en"):
            answer = moving(officer, number, "onsite_check")({"Accept-Language": locale})
            assert (answer.status_code, answer.json["code"]) == (422, "needs-missing")
            assert {(one["pointer"], one["code"]) for one in answer.json["errors"]} == set(missing)
            body[locale] = {one["detail"] for one in answer.json["errors"]}
    assert body == {"zh-CN": {"位置", "现场情况"}, "en": {"Position", "What was found"}}


WRONG = {
    "nowhere": {"position": {"lon": 500, "lat": 0}, "findings": "ongoing"},
    "position in words": {"position": "the field", "findings": "ongoing"},
    "found what?": {"position": POSITION, "findings": "aliens"},
    "position as a list": {"position": [1, 2], "findings": "ongoing"},
}


@pytest.mark.parametrize("fields", WRONG.values(), ids=WRONG)
def test_a_field_filled_wrongly_counts_as_missing(officer, number, nothing_written, fields):
    moving(officer, number, "start_check")({})
    with nothing_written():
        refused(
            moving(officer, number, "onsite_check", fields=fields),
            422,
            "needs-missing",
            ("#/fields/findings" if fields["findings"] == "aliens" else "#/fields/position", "required"),
        )


def test_a_conclusion_needs_somebody_to_have_been_there(officer, number):
    moving(officer, number, "start_check")({})
    answer = moving(officer, number, "conclude", fields={"outcome": "illegal"})({})
    assert answer.json["errors"][0]["pointer"] == "#/fields/onsite_check"
    closed = next(one for one in officer.case(number)["moves"] if one["move"] == "conclude")
    assert (closed["open"], closed["missing"]) == (False, ["现场核查记录"])


@pytest.mark.parametrize("desk", [999_999, "nowhere", "12x", -1])
def test_a_desk_that_does_not_exist_is_refused(app, number, nothing_written, desk):
    dispatcher = signed_in(app.test_client(), "dispatcher")
    fields = {"desk": desk, "reason": "because"}
    with nothing_written():
        refused(
            moving(dispatcher, number, "reassign", fields=fields),
            422,
            "invalid-fields",
            ("#/fields/desk", "bad-option"),
        )


def test_a_number_that_no_database_holds_is_refused_too(app, number, nothing_written):
    dispatcher = signed_in(app.test_client(), "dispatcher")
    with nothing_written():
        answer = moving(dispatcher, number, "reassign", fields={"desk": 10**12, "reason": "because"})({})
    assert (answer.status_code, answer.json["code"]) == (422, "invalid-fields")


def test_photos_of_nobody_are_refused(officer, number, nothing_written):
    moving(officer, number, "start_check")({})
    fields = {"position": POSITION, "findings": "ongoing"}
    call = moving(officer, number, "onsite_check", fields=fields, photos=[str(uuid4())])
    with nothing_written():
        refused(call, 422, "invalid-fields", ("#/photos/0", "invalid"))


def test_a_check_on_site_carries_photos_that_staff_filed_about_the_case(app, officer, number, ask):
    moving(officer, number, "start_check")({})
    phone, photo = Phone(officer.client), a_photo()
    said = a_report(photos=[photo], channel="patrol", about=number)
    assert phone.put(said, **{"X-CSRF-Token": officer.csrf}).status_code == 201
    fields = {"position": POSITION, "findings": "ongoing"}
    check = {"fields": fields, "photos": [str(photo.id)]}
    assert moving(officer, number, "onsite_check", **check)({}).status_code == 422, "not committed yet"
    phone.send(photo)
    phone.commit()
    worked(app)
    assert moving(officer, number, "onsite_check", **check)({}).status_code == 200
    case = officer.case(number)
    assert case["onsite_checks"][0]["photos"] == [str(photo.id)]
    assert [one["number"] for one in case["revisits"]] == [phone.number]
    assert ask("select count(*) from cases.cases") == [(1,)], "a visit opens no case of its own"
    assert officer.get(f"/photos/{photo.id}/thumb").status_code == 200


@pytest.mark.parametrize(
    "said", [{}, {"move": 7}, {"move": "start_check", "colour": 1}, {"move": "start_check", "fields": []}]
)
def test_a_bent_move_is_refused_field_by_field(officer, number, nothing_written, said):
    headers = {"If-Match": officer.case(number)["etag"]}
    with nothing_written():
        answer = officer.post(f"/cases/{number}/moves", json=said, headers=headers)
    assert (answer.status_code, answer.json["code"]) == (422, "invalid-fields")


def test_words_of_a_move_stand_in_its_row_and_not_in_its_event(officer, number, ask):
    moving(officer, number, "start_check", note="向北三百米的红砖房")({})
    assert ask("select note from cases.moves where move = 'start_check'") == [("向北三百米的红砖房",)]
    assert ask("select count(*) from core.events where data::text like '%红砖房%'") == [(0,)]


def test_each_move_winds_the_clocks(officer, number):
    def states():
        return {clock["rule"]: clock["state"] for clock in officer.case(number)["clocks"]}

    assert states()["onsite"] == "running" and "verify" not in states()
    moving(officer, number, "start_check")({})
    moving(officer, number, "onsite_check", fields={"position": POSITION, "findings": "finished"})({})
    assert (states()["onsite"], states()["verify"]) == ("met", "running")
    clock = next(one for one in officer.case(number)["clocks"] if one["rule"] == "verify")
    trace = officer.get(f"/cases/{number}/clocks/{clock['id']}/trace").json
    assert trace["clock"]["id"] == clock["id"] and all(line["words"] for line in trace["trace"])
    assert officer.get(f"/cases/{number}/clocks/0/trace").status_code == 404
