"""Many at once: real threads on real connections, and whatever is meant to happen once happens once."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from sqlalchemy import text

from landwatch import clockwork
from landwatch.accounts.queries import by_username, caller_of
from landwatch.cases import moves, queries
from landwatch.core import clock, outbox
from landwatch.core.db import Actor, acting, db
from landwatch.core.problems import AlreadyClaimed
from tests.factories import Phone, a_case, a_report, a_secret, worked
from tests.factories.people import signed_in
from tests.factories.small_map import ORCHARD


def counted(app, statement):
    with app.app_context():
        return db.session.scalar(text(statement))


def together(app, count, call):
    """Run `call(number)` in so many threads, each with a session of its own."""

    def alone(number):
        with app.app_context():
            try:
                return call(number)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(alone, range(count)))


def test_of_fifty_claims_exactly_one_wins(fresh_app):
    number = a_case(fresh_app).number
    names = ["station", "inspector", "officer", "colleague", "dispatcher"]

    def claim(turn):
        caller = caller_of(by_username(names[turn % len(names)]))
        with acting(Actor(caller.id, caller.desks)):
            case = queries.by_number(number, caller)
            try:
                moves.claim(case, caller)
            except AlreadyClaimed:
                db.session.rollback()
                return None
            db.session.commit()
            return caller.username

    winners = set(together(fresh_app, 50, claim)) - {None}
    assert len(winners) == 1
    assert counted(fresh_app, "select count(*) from core.events where name = 'case.claimed'") == 1


def test_two_officers_who_take_the_next_case_get_two(fresh_app):
    for turn in range(4):
        a_case(fresh_app, ORCHARD[0] - 0.006 * turn, ORCHARD[1] + 0.02)

    def take(turn):
        staff = signed_in(fresh_app.test_client(), ("officer", "colleague")[turn % 2])
        return staff.post("/cases/claim-next").json["number"]

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(take, range(4)))) == 4


def test_of_ten_moves_at_once_one_is_made(fresh_app):
    number, key = a_case(fresh_app).number, str(uuid4())
    officers = [signed_in(fresh_app.test_client(), "officer") for _ in range(10)]
    etag = officers[0].case(number)["etag"]

    def move(staff, key=None):
        headers = {"If-Match": etag, **({"Idempotency-Key": key} if key else {})}
        return staff.post(f"/cases/{number}/moves", json={"move": "start_check"}, headers=headers).status_code

    with ThreadPoolExecutor(10) as pool:
        repeated = list(pool.map(lambda staff: move(staff, key), officers))
        apart = list(pool.map(move, officers))
    assert repeated == [200] * 10, "one key: one move, the same answer for all"
    assert apart == [412] * 10
    assert counted(fresh_app, "select count(*) from cases.moves where move = 'start_check'") == 1


def test_ten_reports_of_one_place_at_once_are_one_case(fresh_app):
    def file(_):
        return Phone(fresh_app.test_client()).put(a_report()).status_code

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(file, range(10))) == [201] * 10
    with fresh_app.app_context():
        owed = list(db.session.scalars(text("select id from core.deliveries order by id")))
    together(fresh_app, 4, lambda turn: outbox.carry_all(owed[turn::4]))
    worked(fresh_app)
    assert counted(fresh_app, "select count(*) from cases.cases") == 1
    assert counted(fresh_app, "select count(*) from cases.case_reports") == 10
    assert counted(fresh_app, "select count(*) from core.deliveries where state <> 'done'") == 0


def test_the_same_report_ten_times_at_once_is_one_report(fresh_app):
    id, secret, said = uuid4(), a_secret(), a_report()

    def put(_):
        headers = {"Landwatch-Secret": secret}
        return fresh_app.test_client().put(f"/api/v1/reports/{id}", json=said, headers=headers)

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(put, range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [201]
    assert len({answer.json["number"] for answer in answers}) == 1
    assert counted(fresh_app, "select count(*) from core.events") == counted(
        fresh_app, "select count(*) from core.events where name in ('release.published', 'report.received')"
    )


def test_two_clockworks_do_the_work_once(fresh_app):
    a_case(fresh_app)
    later = clock.now() + dt.timedelta(hours=6)

    def ticking(_):
        with clock.standing_at(later):
            return [clockwork.tick() for _ in range(3)]

    together(fresh_app, 2, ticking)
    told = "select count(*) from core.events where name = 'clock.overdue'"
    assert (
        counted(fresh_app, told)
        == counted(fresh_app, "select count(*) from cases.clocks where told_at is not null")
        == 1
    )
    worked(fresh_app)
    twice = (
        "select count(*) from (select 1 from notices.notices group by event_id, person_id having count(*) > 1) twice"
    )
    assert counted(fresh_app, twice) == 0
    assert counted(fresh_app, "select count(*) from notices.notices where key = 'overdue'") == 3, "desk and supervisor"


def test_two_carriers_of_one_delivery_do_the_step_once(fresh_app):
    Phone(fresh_app.test_client()).put(a_report())
    with fresh_app.app_context():
        owed = list(db.session.scalars(text("select id from core.deliveries where state = 'owed'")))
    carried = together(fresh_app, 6, lambda _: outbox.carry(owed[0]))
    assert sorted(carried) == [False] * 5 + [True]
    assert counted(fresh_app, "select count(*) from matching.matches") == 1
