"""Reports of one matter meet in one case; staff sees that, reporters do not."""

from __future__ import annotations

import pytest

from tests.factories import Phone, a_report, signed_in, worked
from tests.factories.small_map import CROPLAND, FARMLAND

NEARBY = (FARMLAND[0] + 0.0002, FARMLAND[1])  # 18 m east, on the same parcel


@pytest.fixture
def phones(app):
    """Two phones that reported the same place, one after the other."""
    first, second = Phone(app.test_client()), Phone(app.test_client())
    finished = {"activity": "finished", "danger": False}
    first.put(a_report(answers=finished))
    worked(app)
    second.put(a_report(*NEARBY, kind="UNK", answers={"activity": "ongoing", "danger": True}))
    worked(app)
    return first, second


def test_two_reports_of_one_matter_are_one_case(app, client, phones):
    officer = signed_in(client, "officer")
    rows = officer.get("/cases").json["items"]
    assert [row["reports"] for row in rows] == [2]
    case = officer.case(rows[0]["number"])
    assert [one["number"] for one in case["reports_list"]] == [phone.number for phone in phones]
    assert [one["reporter"] for one in case["reports_list"]] == ["反映人甲", "反映人乙"]
    assert "同一宗地" in case["reports_list"][1]["because"]


def test_a_later_report_can_make_a_case_more_serious_and_never_less(app, client, phones):
    officer = signed_in(client, "officer")
    case = officer.case(officer.get("/cases").json["items"][0]["number"])
    assert case["severity"] == "S1" and "有人身危险" in case["because"]
    assert "case.reweighed" in [line["name"] for line in case["events"]]
    third = Phone(app.test_client())
    third.put(a_report(answers={"activity": "finished", "danger": False}))
    worked(app)
    again = officer.case(case["number"])
    assert (again["severity"], again["because"], again["reports"]) == ("S1", case["because"], 3)


def test_the_joined_chain_is_tied_to_the_reports_chain(ask, phones):
    heads = ask(
        "select encode(last.digest, 'hex') = link.chain_head as tied from cases.case_reports link join lateral ("
        " select digest from core.events where stream = 'report:' || link.report_id order by seq desc limit 1"
        ") last on true"
    )
    assert [row.tied for row in heads] == [True, True]


def test_a_reporter_learns_nothing_of_the_other(app, phones):
    first, second = phones
    assert [step["code"] for step in first.progress()["steps"]] == ["received", "accepted"]
    assert [step["code"] for step in second.progress()["steps"]] == ["received", "accepted"]
    assert "并入" not in str(second.progress())


def test_steps_before_a_report_joined_are_not_told_to_its_reporter(app, client):
    first, second = Phone(app.test_client()), Phone(app.test_client())
    first.put(a_report())
    worked(app)
    officer = signed_in(client, "officer")
    officer.move(officer.get("/cases").json["items"][0]["number"], "start_check")
    second.put(a_report(*NEARBY))
    worked(app)
    assert [step["code"] for step in first.progress()["steps"]][-1] == "checking"
    assert [step["code"] for step in second.progress()["steps"]] == ["received", "accepted"]


def test_another_place_is_another_case(app, client, phones):
    Phone(app.test_client()).put(a_report(*CROPLAND))
    worked(app)
    assert len(signed_in(client, "officer").get("/cases").json["items"]) == 2


def test_a_withdrawn_report_leaves_its_case_to_be_checked(app, client, phones):
    first, _ = phones
    assert first.say("withdraw").status_code == 200
    worked(app)
    page = first.progress()
    assert (page["state"], page["can"]["withdraw"], page["next"]) == ("withdrawn", False, None)
    officer = signed_in(client, "officer")
    case = officer.case(officer.get("/cases").json["items"][0]["number"])
    assert case["state"]["code"] == "assigned" and case["closed_at"] is None
    assert case["events"][0]["name"] == "case.report_withdrawn"
    assert case["reports_list"][0]["state"] == "withdrawn"


def test_withdrawing_twice_is_withdrawing_once(ask, phones):
    for _ in range(2):
        assert phones[0].say("withdraw").json["state"] == "withdrawn"
    assert ask("select count(*) from core.events where name = 'report.withdrawn'") == [(1,)]
