"""Clocks run out once, and people are told."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from landwatch import clockwork
from landwatch.core import clock
from landwatch.core.db import db
from tests.factories import a_case, signed_in, worked


@pytest.fixture
def ask(fresh_app):
    def asking(statement):
        with fresh_app.app_context():
            return list(db.session.execute(text(statement)))

    return asking


def tick(app, **later):
    with app.app_context(), clock.standing_at(clock.now() + dt.timedelta(**later)):
        return clockwork.tick()


def test_a_clock_that_has_run_out_is_told_once(fresh_app, ask):
    case = a_case(fresh_app)
    tick(fresh_app, hours=3)
    assert ask("select count(*) from core.events where name = 'clock.overdue'") == [(0,)]
    for _ in range(3):
        tick(fresh_app, hours=5)
    overdue = ask("select stream, data->>'clock' as clock from core.events where name = 'clock.overdue'")
    assert [(row.stream, row.clock) for row in overdue] == [(f"case:{case.id}", "onsite")]
    worked(fresh_app)
    told = ask(
        "select p.username from notices.notices n join accounts.people p on p.id = n.person_id where key = 'overdue'"
    )
    assert {row.username for row in told} == {"inspector", "station", "supervisor"}
    line = signed_in(fresh_app.test_client(), "officer").case(case.number)["events"][0]
    assert (line["name"], line["label"]) == ("clock.overdue", "到场核查超过时限")


def test_nothing_is_overdue_after_the_end(fresh_app):
    number = a_case(fresh_app).number
    dispatcher = signed_in(fresh_app.test_client(), "dispatcher")
    assert dispatcher.move(number, "void", reason="entered by mistake").status_code == 200
    tick(fresh_app, days=30)
    assert "clock.overdue" not in [line["name"] for line in dispatcher.case(number)["events"]]
