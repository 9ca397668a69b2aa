"""One report walks from a phone to a closed case, over HTTP, and everybody sees what they should."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.factories import Phone, Staff, a_photo, a_report, signed_in, worked
from tests.factories.small_map import FARMLAND

POSITION = {"lon": FARMLAND[0], "lat": FARMLAND[1], "accuracy_m": 5}
PATH = (
    ("start_check", {}, "verifying", "checking"),
    ("onsite_check", {"position": POSITION, "findings": "finished"}, "verifying", "onsite_check"),
    ("conclude", {"outcome": "not_new_construction", "outcome_detail": "N1"}, "concluded", "checking"),
    ("close_lawful", {}, "closed_legal", "finished"),
)


@pytest.fixture
def phone(app):
    return Phone(app.test_client())


@pytest.fixture
def officer(app):
    return signed_in(app.test_client(), "officer")


def only_case(staff: Staff) -> dict:
    items = staff.get("/cases").json["items"]
    assert len(items) == 1
    return items[0]


def test_the_case_is_in_the_queue_while_photos_still_travel(app, phone, officer):
    photos = [a_photo(), a_photo()]
    received = phone.put(a_report(photos=photos))
    assert received.status_code == 201
    assert (received.json["state"], received.json["receipt"]["kind"]) == ("receiving", "received")
    assert set(received.json["missing"]) == {str(photo.id) for photo in photos}
    worked(app)
    row = only_case(officer)
    assert (row["severity"], row["provisional"], row["flags"]) == ("S1", True, ["hard_line"])
    assert "永久基本农田" in row["because"]
    assert (row["desk"]["code"], row["state"]["code"], row["assignee"]) == ("station", "assigned", None)
    assert row["photos"] == {"declared": 2, "arrived": 0}
    assert row["place"] == "临渭区 东塬镇 柳树村"
    running = {clock["rule"]: clock["state"] for clock in row["clocks"]}
    assert running["onsite"] == "running" and row["next_due_at"]
    assert phone.progress()["photos"] == {"declared": 2, "arrived": 0}


def test_photos_arrive_are_read_and_bear_witness(app, phone, officer):
    photos = [a_photo(heading_deg=118), a_photo(orientation=6)]
    phone.put(a_report(photos=photos))
    worked(app)
    assert phone.send(photos[0]).json["missing"] == [str(photos[1].id)]
    assert phone.commit().status_code == 409
    last = phone.send(photos[1])
    assert (last.status_code, last.json["missing"]) == (201, [])
    committed = phone.commit()
    assert (committed.json["state"], committed.json["receipt"]["kind"]) == ("received", "committed")
    worked(app)
    shown = officer.case(only_case(officer)["number"])["reports_list"][0]["photos"]
    assert [photo["state"] for photo in shown] == ["examined", "examined"]
    assert shown[0]["heading_deg"] == 118
    assert (shown[1]["width"], shown[1]["height"]) == (48, 64), "a phone held upright"
    verdicts = {one["what"]: one["verdict"] for one in shown[0]["witnesses"]}
    assert verdicts["position"] == verdicts["time"] == verdicts["device"] == "agrees"
    small = officer.client.get(shown[1]["thumb"])
    assert small.content_type == "image/jpeg" and "private" in small.headers["Cache-Control"]
    picture = Image.open(io.BytesIO(small.data))
    assert picture.size == (48, 64) and not picture.getexif()


def test_an_officer_takes_it_to_the_end_and_the_reporter_sees_each_public_step(app, phone, officer):
    phone.put(a_report())
    worked(app)
    number = only_case(officer)["number"]
    claimed = officer.post(f"/cases/{number}/claim")
    assert claimed.json["assignee"]["id"] == officer.person["id"]
    for move, fields, state, public in PATH:
        made = officer.move(number, move, **fields)
        assert made.status_code == 200, made.json
        assert made.json["state"]["code"] == state
        worked(app)
        assert phone.progress()["steps"][-1]["code"] == public
    case = officer.case(number)
    assert case["closed_at"] and case["next_due_at"] is None and case["outcome"] == "not_new_construction"
    assert all(clock["stopped_at"] for clock in case["clocks"])
    assert [one for one in case["moves"] if one["open"]] == []
    assert officer.get("/cases").json["items"] == []
    page = phone.progress()
    assert page["state"] == "finished" and page["can"] == {"withdraw": False, "feedback": True, "message": True}


def test_the_history_is_told_in_both_languages(app, phone, officer):
    phone.put(a_report())
    worked(app)
    number = only_case(officer)["number"]
    officer.post(f"/cases/{number}/claim")
    officer.move(number, "start_check", note="下午去看")
    english = signed_in(app.test_client(), "officer", locale="en").case(number)
    chinese = officer.case(number)
    assert [line["label"] for line in chinese["events"]] == ["开始核查", "认领", "分派", "登记为线索"]
    assert [line["label"] for line in english["events"]] == [
        "Start the check",
        "claimed",
        "Assign",
        "registered as a case",
    ]
    assert chinese["events"][0]["detail"] == "下午去看"
    assert "permanent basic farmland" in english["because"]
    assert english["events"][1]["by"] == {"name": officer.person["name"]}
    labels = {phone.progress(locale)["steps"][0]["label"] for locale in ("zh-CN", "en")}
    assert labels == {"我们收到了您的反映", "We received your report"}


def test_the_reporters_page_tells_nothing_that_only_staff_may_know(app, phone, officer):
    phone.put(a_report())
    worked(app)
    officer.move(only_case(officer)["number"], "start_check", note="内部说明")
    said = str(phone.progress()) + str(phone.progress("en"))
    for inside in ("永久基本农田", "farmland", "S1", "6105021010010010001", officer.person["name"], "内部说明"):
        assert inside not in said
