"""Photos arrive whole, are those that were declared, and hostile ones do no harm."""

from __future__ import annotations

import hashlib
import io
from uuid import uuid4

import pytest
from PIL import Image

from tests.factories import Phone, Photo, a_photo, a_report, a_secret, signed_in, worked
from tests.factories.problems import refused


@pytest.fixture
def phone(client):
    return Phone(client)


def sending(phone, photo, **how):
    """The upload as a call that `refused` can make."""

    def call(said):
        phone.locale = said["Accept-Language"]
        return phone.send(photo, **how)

    return call


def left_behind(app):
    return list((app.extensions["landwatch_settings"].var_dir / "uploads").glob("*"))


def drawn(kind, size=(40, 30), mode="RGB"):
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, kind)
    return buffer.getvalue()


def test_sending_a_photo_twice_is_sending_it_once(app, phone, ask):
    photo = a_photo()
    phone.put(a_report(photos=[photo]))
    answers = [phone.send(photo) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json == answers[1].json
    assert answers[0].json["sha256"] == hashlib.sha256(photo.content).hexdigest()
    assert ask("select count(*) from core.events where name = 'photo.arrived'") == [(1,)]
    assert left_behind(app) == []


SIZE, HASH, TYPE = ("#/size", "size-differs"), ("#/sha256", "hash-differs"), ("#/type", "type-differs")
WRONG = {
    "other bytes of the same size": (lambda content: content[:-1] + bytes([content[-1] ^ 1]), [HASH]),
    "bytes missing": (lambda content: content[:-1], [SIZE]),
    "bytes added": (lambda content: content + b"\0", [SIZE]),
    "nothing, of no stated length": (lambda content: b"", [SIZE, HASH, TYPE]),
}


@pytest.mark.parametrize(("bend", "errors"), WRONG.values(), ids=WRONG)
def test_other_bytes_than_declared_are_refused(app, phone, nothing_written, bend, errors):
    photo = a_photo()
    phone.put(a_report(photos=[photo]))
    with nothing_written():
        refused(sending(phone, photo, content=bend(photo.content)), 422, "photo-mismatch", *errors)
    assert left_behind(app) == []
    assert phone.send(photo).status_code == 201, "the right bytes are still welcome"


@pytest.mark.parametrize("content", [drawn("PNG"), b"<html>" + bytes(80), drawn("GIF")], ids=["png", "html", "gif"])
def test_bytes_of_another_format_than_declared_are_refused(app, phone, nothing_written, content):
    photo = Photo(content, type="image/jpeg")
    phone.put(a_report(photos=[photo]))
    with nothing_written():
        refused(sending(phone, photo), 422, "photo-mismatch", ("#/type", "type-differs"))
    assert left_behind(app) == []


def test_another_content_type_than_declared_is_refused(phone, nothing_written):
    photo = a_photo()
    phone.put(a_report(photos=[photo]))
    with nothing_written():
        refused(sending(phone, photo, type="image/png"), 415, "unsupported-type", ("#/type", "type-differs"))


def test_a_photo_larger_than_the_limit_is_refused(app, phone, nothing_written, change):
    photo = a_photo()
    phone.put(a_report(photos=[photo]))
    change(photo_bytes="1000")
    with nothing_written():
        refused(sending(phone, photo), 413, "too-large")


def test_a_photo_that_nobody_declared_is_not_found(phone, nothing_written):
    phone.put(a_report())
    with nothing_written():
        refused(sending(phone, a_photo()), 404, "not-found")


def test_a_wrong_secret_finds_no_photo(phone, nothing_written):
    photo = a_photo()
    phone.put(a_report(photos=[photo]))
    phone.secret = a_secret()
    with nothing_written():
        refused(sending(phone, photo), 404, "not-found")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4, id="noise"),
        pytest.param(a_photo().content[:700], id="cut short"),
        pytest.param(drawn("PNG", (12_000, 12_000), "1"), id="144 megapixels"),
    ],
)
def test_what_cannot_be_read_is_kept_and_said(app, phone, ask, content):
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    photo = Photo(content, type=kind)
    phone.put(a_report(photos=[photo]))
    assert phone.send(photo).status_code == 201
    assert phone.commit().status_code == 200
    worked(app)
    assert ask("select state, fault is not null from evidence.photos") == [("unreadable", True)]
    officer = signed_in(app.test_client(), "officer")
    number = officer.get("/cases").json["items"][0]["number"]
    shown = officer.case(number)["reports_list"][0]["photos"][0]
    assert (shown["state"], shown["view"]) == ("unreadable", None)
    assert {"content": "differs"}.items() <= {one["what"]: one["verdict"] for one in shown["witnesses"]}.items()
    assert officer.get(f"/photos/{photo.id}/view").status_code == 404


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "AVIF"])
def test_other_formats_are_read_too(app, phone, ask, kind):
    photo = Photo(drawn(kind), type=f"image/{kind.lower()}")
    phone.put(a_report(photos=[photo]))
    assert phone.send(photo).status_code == 201
    worked(app)
    assert ask("select state, width, height from evidence.photos") == [("examined", 40, 30)]


def test_photos_are_shown_only_to_who_may_see_the_case(app, phone):
    photo = a_photo()
    phone.put(a_report(photos=[photo]))
    phone.send(photo)
    worked(app)
    path = f"/photos/{photo.id}/thumb"
    seen = {
        name: signed_in(app.test_client(), name).get(path).status_code for name in ("officer", "stranger", "citizen")
    }
    assert seen == {"officer": 200, "stranger": 404, "citizen": 403}
    assert app.test_client().get(f"/api/v1{path}").status_code == 401
    assert signed_in(app.test_client(), "officer").get(f"/photos/{uuid4()}/thumb").status_code == 404
