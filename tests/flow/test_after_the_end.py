"""After a case is closed: the reporter answers, and what that sets in motion."""

from __future__ import annotations

import pytest

from tests.factories import Phone, a_report, signed_in, worked
from tests.factories.problems import refused
from tests.flow.test_one_report import PATH


@pytest.fixture
def officer(client):
    return signed_in(client, "officer")


@pytest.fixture
def closed(app, officer):
    """A phone whose report has been dealt with, and the number of its case."""
    phone = Phone(app.test_client())
    phone.put(a_report())
    worked(app)
    number = officer.get("/cases").json["items"][0]["number"]
    for move, fields, *_ in PATH:
        assert officer.move(number, move, **fields).status_code == 200
    worked(app)
    return phone, number


def test_a_satisfied_reporter_says_so(closed, officer):
    phone, _ = closed
    page = phone.say("feedback", satisfied=True, text="谢谢").json
    assert page["steps"][-1]["code"] == "answered-right"
    assert page["messages"][-1]["text"] == "谢谢"


def test_a_dissatisfied_reporter_is_heard_at_the_desk(app, closed, officer):
    phone, number = closed
    assert phone.say("feedback", satisfied=False, text="院墙还在").status_code == 200
    worked(app)
    station = signed_in(app.test_client(), "station")
    unread = station.get("/notices?unread=1").json
    assert unread["items"][0]["words"] == f"线索 {number} 的反映人对结果不满意，请复核"
    assert unread["items"][0]["link"] == f"/cases/{number}"
    assert officer.case(number)["events"][0]["name"] == "case.reporter_dissatisfied"
    assert officer.case(number)["state"]["code"] == "closed_legal", "a person decides whether to look again"


def test_a_supervisor_opens_it_again_and_the_reporter_sees_it(app, closed, officer):
    phone, number = closed
    supervisor = signed_in(app.test_client(), "supervisor")
    again = supervisor.move(number, "reopen", reason="the wall still stands")
    assert again.status_code == 200 and again.json["state"]["code"] == "verifying"
    assert again.json["closed_at"] is None and again.json["next_due_at"]
    worked(app)
    assert phone.progress()["steps"][-1]["code"] == "reopened"
    closed_moves = {one["move"]: one["open"] for one in officer.case(number)["moves"]}
    assert closed_moves["conclude"] is False, "what was found before counts no more"


def test_a_message_reaches_the_desk(app, closed):
    phone, number = closed
    page = phone.say("messages", text="今天又来了两辆车").json
    assert page["messages"][-1] == {**page["messages"][-1], "from": "reporter", "text": "今天又来了两辆车"}
    worked(app)
    words = [line["words"] for line in signed_in(app.test_client(), "station").get("/notices").json["items"]]
    assert words[0] == f"线索 {number} 的反映人补充了说明"


def test_what_a_reporter_writes_is_checked(closed, nothing_written):
    phone, _ = closed

    def saying(what, **said):
        path = f"/api/v1/progress/{phone.number}/{what}"
        return lambda language: phone.client.post(path, json=said, headers=phone.headers(**language))

    with nothing_written():
        refused(saying("messages"), 422, "invalid-fields", ("#/text", "required"))
        refused(saying("messages", text=""), 422, "invalid-fields", ("#/text", "out-of-range"))
        refused(saying("messages", text="x" * 2001), 422, "invalid-fields", ("#/text", "out-of-range"))
        refused(saying("feedback", text="?"), 422, "invalid-fields", ("#/satisfied", "required"))


def test_somebody_with_another_secret_can_write_nothing(app, closed, nothing_written):
    stranger = Phone(app.test_client())
    stranger.number = closed[0].number
    with nothing_written():
        for what, said in (("messages", {"text": "x"}), ("feedback", {"satisfied": True}), ("withdraw", {})):
            assert stranger.say(what, **said).status_code == 404
