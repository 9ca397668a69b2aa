"""Work that is owed is done exactly once, also when steps fail, Valkey is away or a process died."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from redis import ConnectionError as RedisAway
from sqlalchemy import text

from landwatch.core import carrier, clock, outbox
from landwatch.core.db import Actor, acting, actor, db
from landwatch.flow import FLOW
from tests.factories import Phone, a_photo, a_report

STATES = text(
    "select id, step, state, attempts, error, not_before from core.deliveries where step like 'tests.%' order by id"
)


@pytest.fixture
def steps(context):
    """A flow of its own: `made` owes a step that notes, `hurt` one that fails as often as it is told to."""
    said, failures = [], [0]

    def note(event):
        said.append((event.data.get("what"), actor()))
        if event.data.get("on"):
            outbox.record("tests.made", event.stream, what=event.data["on"])

    def fail(event):
        db.session.execute(text("update accounts.people set name = 'half' where username = 'officer'"))
        if failures[0]:
            failures[0] -= 1
            raise RuntimeError("the bridge is out\nfor 13991234567")
        note(event)

    def slow(event):
        note(event)

    for step in (note, fail, slow):
        step.__module__ = "landwatch.tests.steps"
    outbox.wire({"tests.made": [note], "tests.hurt": [fail], "tests.slow": [outbox.alone(slow)]})
    yield SimpleNamespace(said=said, failures=failures)
    outbox.wire(FLOW)


def told(name, **data):
    outbox.record(name, "tests:one", **data)
    db.session.commit()
    return outbox.take_owed()


def kept():
    return db.session.execute(STATES).all()


def test_a_step_its_news_and_done_are_one(steps):
    owed = told("tests.made", what="first", on="second")
    assert outbox.carry_all([one.id for one in owed]) == []
    assert [what for what, _ in steps.said] == ["first", "second"]
    assert [row.state for row in kept()] == ["done", "done"]
    assert all(who == Actor(person=None, system=True) for _, who in steps.said), "steps act as the system"


def test_a_step_is_done_once_however_often_it_is_carried(steps):
    (owed,) = told("tests.made", what="once")
    assert [outbox.carry(owed.id) for _ in range(3)] == [True, False, False]
    assert len(steps.said) == 1


def test_a_failed_step_writes_nothing_keeps_its_error_and_is_tried_again(steps):
    steps.failures[0] = 1
    (owed,) = told("tests.hurt", what="at last")
    assert outbox.carry(owed.id) is False
    (row,) = kept()
    assert (row.state, row.attempts, row.error) == ("owed", 1, "RuntimeError: the bridge is out")
    names = text("select name from accounts.people where username = 'officer'")
    assert db.session.scalar(names) != "half"
    assert outbox.carry(owed.id) is True
    assert db.session.scalar(names) == "half" and kept()[0].error is None


def test_the_last_failure_parks_a_step_until_a_person_retries(steps):
    steps.failures[0] = outbox.LAST_ATTEMPT
    (owed,) = told("tests.hurt", what="in the end")
    waits = []
    for _ in range(outbox.LAST_ATTEMPT):
        outbox.carry(owed.id)
        waits.append(kept()[0].not_before)
    assert kept()[0].state == "parked" and waits == sorted(waits)
    assert outbox.carry(owed.id) is False and steps.said == []
    with clock.standing_at(clock.now() + dt.timedelta(days=2)):
        assert owed not in outbox.forgotten(), "parked is not forgotten"
    assert outbox.retry_parked() == 1
    assert outbox.carry(owed.id) is True


def test_what_wants_a_job_of_its_own_is_handed_back(steps):
    light, alone = *told("tests.made", what="light"), *told("tests.slow", what="slow")
    assert (light.alone, alone.alone) == (False, True)
    assert outbox.carry_all([light.id]) == []
    assert [row.state for row in kept()] == ["done", "owed"]


def test_the_relay_finds_what_a_crash_left_behind_once(steps):
    (owed,) = told("tests.made", what="forgotten")
    assert outbox.forgotten() == [], "the carrier is left alone at first"
    with clock.standing_at(clock.now() + outbox.RELAY_GRACE + dt.timedelta(seconds=1)):
        assert outbox.forgotten() == [owed]
        assert outbox.forgotten() == [], "two relays do not nudge it twice"
    with clock.standing_at(clock.now() + dt.timedelta(minutes=5)):
        assert outbox.forgotten() == [owed], "the nudge was lost too"
    assert outbox.carry(owed.id) is True


def test_a_nudge_is_one_job_for_light_steps_and_one_for_each_other(app, steps):
    light = [outbox.Owed(1, False), outbox.Owed(2, False)]
    carrier.nudge([*light, outbox.Owed(3, True), outbox.Owed(4, True)])
    queues = app.extensions["landwatch_queues"]
    assert [job.args for job in queues["steps"].jobs] == [([1, 2],)]
    assert sorted(job.args for job in queues["alone"].jobs) == [([3],), ([4],)]


def test_a_report_is_taken_in_while_valkey_is_away(app, client, ask, monkeypatch):
    def away(*_, **__):
        raise RedisAway("away")

    monkeypatch.setattr("redis.connection.ConnectionPool.get_connection", away)
    photo, phone = a_photo(), Phone(client)
    assert phone.put(a_report(photos=[photo])).status_code == 201
    assert phone.send(photo).status_code == 201
    assert phone.commit().status_code == 200
    owed = ask(
        "select step, state from core.deliveries join core.events event on event.id = event_id"
        " where stream like 'report:%' order by deliveries.id"
    )
    assert owed == [("matching.lay_over_atlas", "owed"), ("evidence.examine", "owed")]


def test_record_says_who_acted(context):
    person = db.session.scalar(text("select id from accounts.people where username = 'officer'"))
    with acting(Actor(person)):
        assert outbox.record("case.claimed", "tests:who").person == person
    assert outbox.record("case.claimed", "tests:who").person is None
