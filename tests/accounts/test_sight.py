"""What a person may do and see: roles by the pack, cases by desk and district, in every list alike."""

from __future__ import annotations

import pytest

from tests.factories import a_case, signed_in
from tests.factories.problems import refused
from tests.factories.small_map import FARMLAND, NEIGHBOURS, ORCHARD

CASES = {
    "station": {"lon": FARMLAND[0], "lat": FARMLAND[1]},
    "brigade": {"lon": ORCHARD[0], "lat": ORCHARD[1]},
    "agriculture": {"lon": ORCHARD[0], "lat": ORCHARD[1], "kind": "LU09"},
    "triage": {"lon": FARMLAND[0], "lat": FARMLAND[1], "kind": "PL01"},
    "huazhou": {"lon": NEIGHBOURS[0], "lat": NEIGHBOURS[1]},
}
LINWEI = {"station", "brigade", "agriculture", "triage"}
SEES = {
    "inspector": {"station"},
    "station": {"station"},
    "dispatcher": LINWEI,
    "officer": LINWEI,
    "leader": LINWEI,
    "stranger": {"huazhou"},
    "supervisor": LINWEI | {"huazhou"},
}
CLAIM = ("inspector", "station", "dispatcher", "officer", "stranger")
MAY_NOT = ("citizen", "data_steward", "admin")


@pytest.fixture
def numbers(app, ask):
    """One case at each desk, by the desk's code."""
    for desk, report in CASES.items():
        # far enough from each other that none joins another
        a_case(app, **{**report, "lat": report["lat"] + 0.003 * list(CASES).index(desk)})
    at = ask("select d.code, c.number from cases.cases c join accounts.desks d on d.id = c.desk_id")
    assert {row.code for row in at} == set(CASES)
    return {row.code: row.number for row in at}


@pytest.mark.parametrize("username", SEES)
def test_a_person_sees_the_cases_of_desks_in_sight_and_no_others(app, numbers, username):
    staff = signed_in(app.test_client(), username)
    desk_of = {number: desk for desk, number in numbers.items()}
    listed = {desk_of[row["number"]] for row in staff.get("/cases").json["items"]}
    assert listed == SEES[username]
    opened = {desk for desk, number in numbers.items() if staff.get(f"/cases/{number}").status_code == 200}
    assert opened == SEES[username]
    counted = staff.get("/cases/summary").json
    assert counted["total_open"] == len(SEES[username])
    assert {one["desk"]["code"] for one in counted["per_desk"]} == SEES[username]
    found = {number for number in numbers.values() if staff.get(f"/cases?q={number}").json["items"]}
    assert found == {numbers[desk] for desk in SEES[username]}


@pytest.mark.parametrize("username", SEES)
def test_what_is_out_of_sight_cannot_be_touched(app, numbers, nothing_written, username):
    staff = signed_in(app.test_client(), username)
    hidden = [number for desk, number in numbers.items() if desk not in SEES[username]]
    move = {"json": {"move": "void"}, "headers": {"If-Match": '"1"'}}
    with nothing_written():
        for number in hidden:
            assert staff.get(f"/cases/{number}").status_code == 404
            assert staff.post(f"/cases/{number}/moves", **move).status_code == 404
            assert staff.post(f"/cases/{number}/claim").status_code == (404 if username in CLAIM else 403)


@pytest.mark.parametrize("username", MAY_NOT)
def test_roles_without_the_queue_see_nothing_of_it(app, client, username):
    number = a_case(app).number
    staff = signed_in(client, username)
    for path in ("/cases", "/cases/summary", f"/cases/{number}"):
        refused(lambda said, path=path: staff.get(path, headers=said), 403, "not-allowed")
    for path in (f"/cases/{number}/claim", "/cases/claim-next"):
        refused(lambda said, path=path: staff.post(path, headers=said), 403, "not-allowed")


PATHS = (
    "/me",
    "/cases",
    "/cases/summary",
    "/cases/C26482719308",
    "/notices",
    "/reports?mine=1",
    "/tiles/parcels/15/26342/13057.mvt",
)


@pytest.mark.parametrize("path", PATHS)
def test_nobody_gets_behind_the_door_without_signing_in(client, path):
    refused(lambda said: client.get(f"/api/v1{path}", headers=said), 401, "login-needed")


def test_a_case_that_changes_desk_leaves_the_sight_of_the_old_one(app, client, ask, numbers):
    dispatcher = signed_in(client, "dispatcher")
    brigade = ask("select id from accounts.desks where code = 'brigade'")[0].id
    assert (
        dispatcher.move(numbers["station"], "reassign", desk=brigade, reason="larger than a station").status_code == 200
    )
    station = signed_in(app.test_client(), "station")
    assert station.get(f"/cases/{numbers['station']}").status_code == 404
