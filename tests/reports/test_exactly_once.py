"""A report arrives exactly once, however often its phone sends it."""

from __future__ import annotations

import pytest

from tests.factories import Phone, a_photo, a_report, a_secret, worked
from tests.factories.problems import refused


@pytest.fixture
def phone(client):
    return Phone(client)


def names(ask):
    return [row.name for row in ask("select name from core.events where stream like 'report:%' order by id")]


def test_filing_twice_is_filing_once(phone, ask):
    said = a_report()
    first, second = phone.put(said), phone.put(said)
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json == first.json
    assert names(ask) == ["report.received"]


def test_a_report_without_photos_commits_itself(phone):
    body = phone.put(a_report()).json
    assert (body["state"], body["receipt"]["kind"], body["missing"]) == ("received", "committed", [])


def test_another_payload_with_the_same_revision_is_refused(phone, nothing_written):
    phone.put(a_report(description="a wall"))
    with nothing_written():
        refused(lambda said: phone.put(a_report(description="a house"), **said), 409, "report-differs")


def test_a_higher_revision_replaces_and_keeps_the_earlier_one(phone, ask):
    kept, dropped = a_photo(), a_photo()
    phone.put(a_report(photos=[kept, dropped], description="a wall"))
    phone.send(kept)
    said = a_report(photos=[kept], description="a house", revision=2, kind="LU05")
    body = phone.put(said).json
    assert (body["revision"], body["missing"]) == (2, [])
    assert ask("select description, kind from reports.reports") == [("a house", "LU05")]
    earlier = ask("select revision, payload from reports.earlier_revisions")
    assert earlier[0].revision == 1 and earlier[0].payload["description"] == "a wall"
    assert len(earlier[0].payload["photos"]) == 2
    assert names(ask) == ["report.received", "photo.arrived", "report.revised"]


def test_nothing_is_replaced_after_the_commit(phone, nothing_written):
    phone.put(a_report())
    with nothing_written():
        refused(lambda said: phone.put(a_report(revision=2), **said), 409, "report-committed")


def test_a_repeat_with_another_secret_finds_nothing(phone, nothing_written):
    said = a_report()
    phone.put(said)
    phone.secret = a_secret()
    with nothing_written():
        refused(lambda words: phone.put(said, **words), 404, "not-found")


def test_a_photo_id_of_another_report_is_taken(app, phone, nothing_written):
    photo = a_photo()
    phone.put(a_report(photos=[photo]))
    other = Phone(app.test_client())
    with nothing_written():
        refused(lambda said: other.put(a_report(photos=[photo]), **said), 409, "photo-id-taken")


def test_a_commit_names_the_photos_that_are_missing(phone, nothing_written):
    photos = [a_photo(), a_photo()]
    phone.put(a_report(photos=photos))
    phone.send(photos[0])
    with nothing_written():
        body = refused(
            lambda said: phone.client.post(f"/api/v1/reports/{phone.id}/commit", headers=phone.headers(**said)),
            409,
            "photos-missing",
        )
    assert body["missing"] == [str(photos[1].id)]


def test_committing_twice_is_committing_once(phone, ask):
    photo = a_photo()
    phone.put(a_report(photos=[photo]))
    phone.send(photo)
    first, second = phone.commit(), phone.commit()
    assert first.json == second.json and first.status_code == 200
    assert names(ask).count("report.committed") == 1


def test_a_revision_of_a_matched_report_is_judged_anew_in_the_same_case(app, phone, ask):
    phone.put(a_report(photos=[a_photo()], kind="UNK"))
    worked(app)
    phone.put(a_report(photos=[a_photo()], revision=2, answers={"activity": "finished", "danger": True}))
    worked(app)
    assert ask("select count(*) from cases.cases") == [(1,)]
    assert ask("select revision from matching.matches order by id") == [(1,), (2,)]
    assert ask("select count(*) from triage.weighings") == [(2,)]
