"""What is wrong with a report is told field by field, in the caller's language, and nothing is half-written."""

from __future__ import annotations

import datetime as dt
from uuid import uuid1, uuid4

import pytest

from tests.factories import Phone, a_photo, a_report, a_secret, signed_in
from tests.factories.problems import refused
from tests.factories.small_map import FARMLAND, OUTSIDE

LON, LAT = FARMLAND
NOW = dt.datetime.now(dt.UTC)
BOW_TIE = [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]
OPEN_RING = [[[LON, LAT], [LON + 0.001, LAT], [LON, LAT + 0.001]]]


def place(**changes):
    return {"location": {"lon": LON, "lat": LAT, "source": "gnss", **changes}}


def photo(**changes):
    return {"photos": [{**a_photo().declared(), **changes}]}


def moment(**ago):
    return (NOW - dt.timedelta(**ago)).isoformat()


TWINS = [a_photo().declared()] * 2
BAD = {
    "swapped": (place(lon=LAT, lat=LON), "#/location", "swapped"),
    "longitude too large": (place(lon=200), "#/location", "out-of-range"),
    "latitude too large": (place(lat=91), "#/location", "out-of-range"),
    "0,0": (place(lon=0, lat=0), "#/location", "null-island"),
    "no latitude": ({"location": {"lon": LON, "source": "gnss"}}, "#/location/lat", "required"),
    "latitude is not a number": (place(lat=float("nan")), "#/location/lat", "invalid"),
    "latitude is a word": (place(lat="north"), "#/location/lat", "invalid"),
    "negative accuracy": (place(accuracy_m=-1), "#/location/accuracy_m", "out-of-range"),
    "source unheard of": (place(source="guess"), "#/location/source", "bad-option"),
    "no place at all": ({"location": None}, "#/location", "required"),
    "unknown field": ({"colour": "red"}, "#/colour", "unknown"),
    "unknown field further in": (place(colour="red"), "#/location/colour", "unknown"),
    "seen tomorrow": ({"seen_at": moment(days=-1)}, "#/seen_at", "in-the-future"),
    "seen long ago": ({"seen_at": moment(days=1500)}, "#/seen_at", "too-old"),
    "seen at no offset": ({"seen_at": "2026-11-20T10:00:00"}, "#/seen_at", "invalid"),
    "unknown kind": ({"kind": "XX99"}, "#/kind", "unknown-kind"),
    "unknown channel": ({"channel": "pigeon"}, "#/channel", "unknown-channel"),
    "a channel of staff": ({"channel": "patrol"}, "#/channel", "staff-only"),
    "about a case": ({"about": "C26482719308"}, "#/about", "staff-only"),
    "unknown language": ({"locale": "fr"}, "#/locale", "bad-option"),
    "revision nought": ({"revision": 0}, "#/revision", "out-of-range"),
    "revision in words": ({"revision": "1"}, "#/revision", "invalid"),
    "endless description": ({"description": "长" * 2001}, "#/description", "out-of-range"),
    "NUL in the description": ({"description": "a\0b"}, "#/description", "invalid"),
    "half a character": ({"description": "\ud83d"}, "#/description", "invalid"),
    "NUL in an answer": ({"answers": {"since": "\0"}}, "#/answers/since", "invalid"),
    "an answer without end": ({"answers": {"depth": float("inf")}}, "#/answers", "invalid"),
    "an answer like none": ({"answers": {"activity": "maybe"}}, "#/answers/activity", "bad-option"),
    "danger in words": ({"answers": {"danger": "yes"}}, "#/answers/danger", "invalid"),
    "an answer within an answer": ({"answers": {"since": {"when": 1}}}, "#/answers", "invalid"),
    "no telephone": ({"contact": {"phone": "call me"}}, "#/contact/phone", "invalid"),
    "no mail address": ({"contact": {"email": "me"}}, "#/contact/email", "invalid"),
    "ten photos": ({"photos": [a_photo().declared() for _ in range(10)]}, "#/photos", "too-many"),
    "one photo twice": ({"photos": TWINS}, "#/photos", "duplicate"),
    "photo id not random": (photo(id=str(uuid1())), "#/photos/0/id", "not-uuid4"),
    "photo without bytes": (photo(size=0), "#/photos/0/size", "out-of-range"),
    "photo of a web page": (photo(type="text/html"), "#/photos/0/type", "bad-option"),
    "photo digest too short": (photo(sha256="abc"), "#/photos/0/sha256", "invalid"),
    "outline not closed": ({"shape": {"type": "Polygon", "coordinates": OPEN_RING}}, "#/shape", "bad-polygon"),
    "outline crossing itself": ({"shape": {"type": "Polygon", "coordinates": BOW_TIE}}, "#/shape", "bad-polygon"),
    "outline of a line": ({"shape": {"type": "LineString", "coordinates": OPEN_RING[0]}}, "#/shape", "bad-polygon"),
}


@pytest.mark.parametrize(("changes", "pointer", "code"), BAD.values(), ids=BAD)
def test_a_wrong_field_is_named(client, nothing_written, changes, pointer, code):
    phone = Phone(client)
    with nothing_written():
        refused(lambda said: phone.put(a_report(**changes), **said), 422, "invalid-fields", (pointer, code))


def test_all_mistakes_are_told_at_once(client):
    phone = Phone(client)
    wrong = a_report(kind="XX99", channel="pigeon", seen_at=moment(days=-1))
    errors = ("#/kind", "unknown-kind"), ("#/channel", "unknown-channel"), ("#/seen_at", "in-the-future")
    refused(lambda said: phone.put(wrong, **said), 422, "invalid-fields", *errors)


@pytest.mark.parametrize("body", ['{"kind":', "seen a digger", b"\xff\xfe"])
def test_what_is_not_json_is_refused(client, nothing_written, body):
    phone = Phone(client)

    def put(said):
        headers = phone.headers(**said)
        return client.put(f"/api/v1/reports/{phone.id}", data=body, content_type="application/json", headers=headers)

    with nothing_written():
        refused(put, 400, "malformed-json")


@pytest.mark.parametrize("body", ["[]", "7", '"report"'])
def test_json_that_is_no_object_is_refused(client, body):
    phone = Phone(client)
    put = {"data": body, "content_type": "application/json", "headers": phone.headers()}
    answer = client.put(f"/api/v1/reports/{phone.id}", **put)
    assert answer.status_code in (400, 422) and answer.content_type == "application/problem+json"


def test_a_body_beyond_all_measure_is_refused(client, nothing_written):
    phone = Phone(client)
    with nothing_written():
        refused(lambda said: phone.put(a_report(answers={"x": "x" * 400_000}), **said), 413, "too-large")


@pytest.mark.parametrize("secret", ["", "hello", "IIIIIIIIIIIIIIII", "7k3mx0pz9qwt2bva", "7K3MX0PZ9QWT2BVAA"])
def test_a_weak_secret_is_refused(client, nothing_written, secret):
    phone = Phone(client)
    phone.secret = secret
    with nothing_written():
        refused(
            lambda said: phone.put(a_report(), **said), 422, "invalid-fields", ("#/Landwatch-Secret", "weak-secret")
        )


def test_the_id_must_be_random(client):
    phone = Phone(client)
    phone.id = uuid1()
    refused(lambda said: phone.put(a_report(), **said), 422, "invalid-fields", ("#/id", "not-uuid4"))


def test_a_place_outside_the_area_must_be_confirmed(client, nothing_written):
    phone, lon, lat = Phone(client), *OUTSIDE
    with nothing_written():
        refused(
            lambda said: phone.put(a_report(lon, lat), **said),
            422,
            "place-outside-area",
            ("#/location", "out-of-range"),
        )
    assert phone.put(a_report(lon, lat, outside_confirmed=True)).status_code == 201


def test_an_unknown_report_and_a_wrong_secret_are_the_same_to_a_stranger(client, nothing_written):
    phone, stranger = Phone(client), Phone(client)
    phone.put(a_report(photos=[a_photo()]))
    stranger.number = phone.number
    with nothing_written():
        for id in (phone.id, uuid4()):
            path = f"/api/v1/reports/{id}"
            refused(lambda said, path=path: client.get(path, headers=stranger.headers(**said)), 404, "not-found")
            refused(
                lambda said, path=path: client.post(f"{path}/commit", headers=stranger.headers(**said)),
                404,
                "not-found",
            )
        for number in (phone.number, "R26000000001", "nonsense", "%00"):
            path = f"/api/v1/progress/{number}"
            refused(lambda said, path=path: client.get(path, headers=stranger.headers(**said)), 404, "not-found")
        refused(lambda said: client.get(f"/api/v1/reports/{phone.id}", headers=said), 404, "not-found")


def test_too_many_reports_from_one_address_have_to_wait(app, change):
    change(intake_limit="2/minute")
    for _ in range(2):
        assert Phone(app.test_client()).put(a_report()).status_code == 201
    phone = Phone(app.test_client())
    refused(lambda said: phone.put(a_report(), **said), 429, "too-many-requests")
    assert int(phone.put(a_report()).headers["Retry-After"]) > 0


def test_the_limit_is_not_for_staff(app, change):
    change(intake_limit="1/minute")
    inspector = signed_in(app.test_client(), "inspector")
    for _ in range(3):
        headers = inspector.headers | {"Landwatch-Secret": a_secret()}
        answer = inspector.client.put(f"/api/v1/reports/{uuid4()}", json=a_report(channel="patrol"), headers=headers)
        assert answer.status_code == 201, answer.json
