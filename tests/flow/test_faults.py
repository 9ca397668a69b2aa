"""Real processes are hurt in mid-flow: one report stays one report, one case, and every step happens exactly once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from tests.factories import PASSWORD, a_report, a_secret
from tests.factories.chains import broken
from tests.factories.databases import cloned
from tests.factories.processes import landwatch, until
from tests.factories.small_map import FARMLAND

pytestmark = pytest.mark.full  # half a minute, most of it for five processes to start, some of them twice
ONCE = ["report.received", "report.matched", "report.weighed"]


@pytest.fixture(scope="module")
def whole(template_database, tmp_path_factory):
    with cloned("faults") as database, landwatch(database, tmp_path_factory.mktemp("faults")) as running:
        yield running


@pytest.fixture(autouse=True)
def as_it_was(whole):
    """Each test has the processes running, and a place that nobody has reported yet."""
    yield
    for name in ("steps", "api"):
        if name not in whole.running:
            whole.start(name)
    until(whole.is_ready, "the API is ready")
    assert broken(whole.ask("select stream, seq, name, at, person, data, prev_digest, digest from core.events")) == []


@pytest.fixture
def place(request):
    """Half a kilometre from every other test's place."""
    turn = ["api", "ten", "worker", "flushed", "away"].index(request.function.__name__.split("_")[1])
    return FARMLAND[0] - 0.004 - 0.006 * turn, FARMLAND[1] + 0.012


def put(whole, id, secret, said, **headers):
    return whole.call("PUT", f"/api/v1/reports/{id}", said, Landwatch_Secret=secret, **headers)


def time_passes(whole):
    """The relay leaves the carrier alone for half a minute: let it be over."""
    whole.ask("update core.deliveries set not_before = not_before - interval '1 minute' where state = 'owed'")


def check_exactly_once(whole, report):
    """One report, one case, each step once, nothing owed."""
    until(whole.settled, "everything owed is done")
    events = [
        row.name
        for row in whole.ask("select name from core.events where stream = :of order by seq", of=f"report:{report}")
    ]
    assert events == ONCE
    cases = whole.ask("select case_id from cases.case_reports where report_id = :of", of=report)
    assert len(cases) == 1
    told = [
        row.name
        for row in whole.ask(
            "select name from core.events where stream = :of order by seq", of=f"case:{cases[0].case_id}"
        )
    ]
    assert told == ["case.opened", "case.moved"]
    for table in ("matching.matches", "triage.weighings"):
        assert whole.ask(f"select count(*) from {table} where report_id = :of", of=report) == [(1,)]
    assert whole.ask("select 1 from notices.notices group by event_id, person_id having count(*) > 1") == []


def test_ten_times_the_same_report_at_once(whole, place):
    id, secret, said = uuid4(), a_secret(), a_report(*place)
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: put(whole, id, secret, said), range(10)))
    assert sorted(status for status, _ in answers) == [200] * 9 + [201]
    assert len({body["number"] for _, body in answers}) == 1
    check_exactly_once(whole, id)


def test_flushed_valkey_in_mid_flow_loses_nothing(whole, place):
    whole.pause("steps")  # Valkey has handed it the job, or still holds it: both are lost
    try:
        id, secret = uuid4(), a_secret()
        assert put(whole, id, secret, a_report(*place))[0] == 201
        assert whole.redis.keys("rq:job:*")
        whole.redis.flushall()
    finally:
        whole.pause("steps", paused=False)
    time_passes(whole)
    check_exactly_once(whole, id)


def test_worker_killed_in_mid_step_leaves_no_trace_of_it(whole, place):
    id, secret = uuid4(), a_secret()
    engine = create_engine(whole.database.owner_url)
    with engine.connect() as holder:
        holder.execute(text("select pg_advisory_xact_lock(hashtextextended('join 610502101', 0))"))
        assert put(whole, id, secret, a_report(*place))[0] == 201
        waiting = "select 1 from pg_locks where locktype = 'advisory' and not granted"
        until(lambda: whole.ask(waiting), "the worker is in the middle of join_or_open")
        whole.kill("steps")
    engine.dispose()
    begun = "select 1 from pg_stat_activity where datname = current_database() and state like '%in transaction%'"
    until(lambda: not whole.ask(f"{waiting} union all {begun}"), "the database noticed that its client is gone")
    owed = whole.ask("select step from core.deliveries where state = 'owed'")
    assert owed == [("cases.join_or_open",)], "what was done stays done, what was begun is owed"
    assert whole.ask("select count(*) from cases.case_reports where report_id = :of", of=id) == [(0,)]
    whole.start("steps")
    time_passes(whole)
    check_exactly_once(whole, id)


def test_api_killed_after_the_insert_answers_the_repeat(whole, place):
    status, session = whole.call("POST", "/api/v1/session", {"username": "inspector", "password": PASSWORD})
    assert status == 200
    staff = {"Cookie": whole.cookie, "X_CSRF_Token": session["csrf"]}
    id, secret, said = uuid4(), a_secret(), a_report(*place, channel="patrol")
    whole.pause("valkey")  # the report is committed, then the API stands before a queue that does not answer
    try:
        lost = []
        phone = threading.Thread(target=lambda: lost.append(attempt(lambda: put(whole, id, secret, said, **staff))))
        phone.start()
        until(lambda: whole.ask("select 1 from reports.reports where id = :id", id=id), "the report is in the database")
        whole.kill("api")
        phone.join()
        assert lost == [None], "the phone got no answer"
    finally:
        whole.pause("valkey", paused=False)
    whole.start("api")
    until(whole.is_ready, "the API is ready")
    status, body = put(whole, id, secret, said, **staff)
    assert (status, body["id"]) == (200, str(id))
    time_passes(whole)
    check_exactly_once(whole, id)


def attempt(call):
    try:
        return call()
    except OSError:
        return None


def test_away_is_valkey_and_reports_still_come_in(whole, place):
    whole.kill("valkey")
    try:
        id, secret = uuid4(), a_secret()
        assert put(whole, id, secret, a_report(*place))[0] == 201
        status, parts = whole.call("GET", "/health/ready")
        assert (status, parts["redis"], parts["database"]) == (503, False, True)
    finally:
        whole.start("valkey")
    until(whole.is_ready, "everything is back")
    time_passes(whole)
    check_exactly_once(whole, id)
