"""The queue: filters, views, pages that neither lose nor repeat a case, and questions that make no sense."""

from __future__ import annotations

import datetime as dt

import pytest

from landwatch.core import clock
from tests.factories import a_case, signed_in
from tests.factories.problems import refused
from tests.factories.small_map import CROPLAND, FARMLAND, HOMESTEAD, ORCHARD


@pytest.fixture
def officer(client):
    return signed_in(client, "officer")


@pytest.fixture
def three(app):
    """A critical case on basic farmland, one on cropland, one in the orchard that is long finished."""
    finished = {"activity": "finished", "danger": False}
    return [
        a_case(app).number,
        a_case(app, *CROPLAND, kind="LU05").number,
        a_case(app, *ORCHARD, kind="LU17", answers=finished).number,
    ]


def listed(staff, question=""):
    answer = staff.get(f"/cases?{question}")
    assert answer.status_code == 200, answer.json
    return [row["number"] for row in answer.json["items"]]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("", [0, 1, 2]),
        ("sort=severity", [0, 1, 2]),
        ("sort=opened", [2, 1, 0]),
        ("severity=S1", [0]),
        ("kind=LU05", [1]),
        ("state=assigned&kind=LU17", [2]),
        ("state=verifying", []),
        ("district=610502101", [0, 1]),
        ("district=610503", []),
        ("view=unassigned", [0, 1, 2]),
        ("view=mine", [2]),
        ("view=overdue", []),
        ("view=closed", []),
        ("overdue=true", []),
        ("assignee=me", []),
        ("bbox=109.499,34.499,109.51,34.51", [0]),
        ("q=杏林", [2]),
        ("q=6105021010010010001", [0]),
        ("q=%25", []),
        ("q=_", []),
        ("q=%5C", []),
    ],
)
def test_what_is_asked_for_is_listed(officer, three, question, places):
    found = listed(officer, question)
    assert set(found) == {three[place] for place in places}
    if question == "" or "sort" in question:
        assert found == [three[place] for place in places]


@pytest.mark.parametrize("sort", ["due", "opened", "severity"])
def test_pages_neither_lose_nor_repeat_a_case(app, officer, sort):
    numbers = {a_case(app, ORCHARD[0] - 0.008 * turn, ORCHARD[1] + 0.004 * (turn % 2)).number for turn in range(5)}
    assert len(numbers) == 5
    seen, cursor = [], ""
    while cursor is not None:
        page = officer.get(f"/cases?sort={sort}&limit=2&cursor={cursor}").json
        seen += [row["number"] for row in page["items"]]
        cursor = page["next"]
    assert len(seen) == 5 and set(seen) == numbers


SENSELESS = {
    "limit=0": "limit", "limit=many": "limit", "sort=luck": "sort", "view=mountain": "view", "bbox=1,2,3": "bbox",
    "bbox=a,b,c,d": "bbox", "bbox=nan,1,2,3": "bbox", "desk=here": "desk", "desk=99999999999": "desk",
    "assignee=nobody": "assignee",
    "due_before=soon": "due_before", "district=north": "district", "cursor=bent": "cursor", "cursor=W10": "cursor",
    "cursor=WyJhIiwiYiJd": "cursor", "cursor=W251bGwsbnVsbF0": "cursor", "q=": "q",
}  # fmt: skip


@pytest.mark.parametrize(("question", "field"), SENSELESS.items())
def test_a_question_that_makes_no_sense_is_refused(officer, question, field):
    answer = officer.get(f"/cases?{question}")
    assert (answer.status_code, answer.json["code"]) == (422, "invalid-fields"), answer.json
    assert answer.json["errors"][0]["pointer"].endswith((f"/{field}", "#"))


def test_a_case_past_its_time_is_overdue(app, officer, three):
    with clock.standing_at(clock.now() + dt.timedelta(hours=5)):
        assert listed(officer, "view=overdue") == [three[0]]
        summary = officer.get("/cases/summary").json
        late = officer.case(three[0])["next_clock"]
    assert (summary["overdue"], summary["total_open"], summary["unassigned"]) == (1, 3, 3)
    assert summary["by_severity"]["S1"] == 1 and summary["by_state"] == {"assigned": 3}
    assert late["state"] == "missed" and late["used"] > 1


def test_the_next_case_to_claim_is_the_most_urgent_at_the_own_desk(app, officer, three):
    taken = officer.post("/cases/claim-next")
    assert taken.json["number"] == three[2], "the only one at the brigade"
    assert officer.post("/cases/claim-next").status_code == 204
    assert listed(officer, "assignee=me") == listed(officer, "view=mine") == [three[2]]


def test_a_case_that_somebody_has_is_not_taken_again(app, officer, three, nothing_written):
    assert officer.post(f"/cases/{three[0]}/claim").status_code == 200
    colleague = signed_in(app.test_client(), "colleague")
    with nothing_written():
        assert officer.post(f"/cases/{three[0]}/claim").status_code == 200, "one's own again"
        answer = colleague.post(f"/cases/{three[0]}/claim", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.json["code"]) == (409, "already-claimed")
    assert officer.person["name"] in answer.json["detail"]


def test_earlier_cases_on_the_same_parcel_are_shown(app, officer):
    near = a_case(app, FARMLAND[0], FARMLAND[1])
    far = a_case(app, FARMLAND[0], FARMLAND[1], kind="MN01")
    history = officer.case(far.number)["parcel_history"]
    assert [one["number"] for one in history] == [near.number]
    assert officer.case(a_case(app, *HOMESTEAD, kind="MN01").number)["parcel_history"] == []


def test_a_number_is_found_as_people_type_it(officer, three):
    spaced = f"{three[0][:3]} {three[0][3:7]}-{three[0][7:]}".lower()
    assert listed(officer, f"q={spaced}") == [three[0]]
    assert officer.get(f"/cases/{spaced}").json["number"] == three[0]
    refused(lambda said: officer.get("/cases/C00000000000", headers=said), 404, "not-found")
