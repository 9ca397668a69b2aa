"""Long work is seen while it runs, told apart when its process is lost, and shown to who may see it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from landwatch.core import clock, jobs
from landwatch.core.db import db
from landwatch.core.models import Job
from tests.factories.people import signed_in


def state_of(id: UUID) -> tuple[str, int, int | None, str | None]:
    found = jobs.by_id(id)
    assert found is not None
    answer = (found.state, found.done, found.total, found.error)
    db.session.rollback()
    return answer


def test_progress_is_seen_and_kept_while_the_work_itself_is_undone(fresh_app: Flask):
    with fresh_app.app_context():
        db.session.execute(text("insert into core.versions (name, number) values ('draft', 1)"))
        id = jobs.begin("import", {"file": "parcels.gpkg"}, total=10)
        jobs.progress(id, 4)
        db.session.rollback()
        assert state_of(id) == ("running", 4, 10, None)


def test_work_that_ends_is_done_and_keeps_its_result(fresh_app: Flask):
    with fresh_app.app_context():
        id = jobs.begin("import", {})
        jobs.progress(id, 7, 7)
        assert jobs.finish(id, {"parcels": 7})
        job = db.session.get_one(Job, id)
        assert (job.state, job.done, job.total, job.result) == ("done", 7, 7, {"parcels": 7})
        assert job.finished_at is not None


def test_work_that_raises_has_failed_with_its_first_line(fresh_app: Flask):
    with fresh_app.app_context():
        with pytest.raises(ValueError, match="disk"), jobs.carried_out("export", {}) as id:
            raise ValueError("the disk is full\nDETAIL: somebody's name")
        assert state_of(id)[0] == "failed"
        assert state_of(id)[3] == "ValueError: the disk is full"


def test_work_stays_alive_during_one_long_step(fresh_app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jobs, "BEAT_SECONDS", 0.05)
    with fresh_app.app_context():
        with jobs.carried_out("export", {}) as id:
            began = db.session.get_one(Job, id).seen_alive_at
            db.session.rollback()
            for _ in range(100):
                later = db.session.get_one(Job, id, populate_existing=True).seen_alive_at
                db.session.rollback()
                if later != began:
                    break
                db.session.execute(text("select pg_sleep(0.05)"))
            assert later is not None and began is not None and later > began
        assert state_of(id)[0] == "done"


def test_a_job_whose_process_is_gone_is_given_up_after_a_minute_and_not_before(fresh_app: Flask):
    with fresh_app.app_context():
        id, now = jobs.begin("import", {}), clock.now()
        assert jobs.abandoned(now + dt.timedelta(seconds=59)) == 0
        assert jobs.abandoned(now + dt.timedelta(seconds=61)) == 1
        assert jobs.abandoned(now + dt.timedelta(seconds=61)) == 0
        assert state_of(id) == ("failed", 0, None, jobs.ABANDONED)


def test_what_was_given_up_is_not_done_afterwards(fresh_app: Flask):
    with fresh_app.app_context():
        id = jobs.begin("import", {})
        jobs.abandoned(clock.now() + dt.timedelta(minutes=2))
        jobs.progress(id, 3)
        assert not jobs.finish(id)
        assert not jobs.fail(id, "too late")
        assert state_of(id) == ("failed", 0, None, jobs.ABANDONED)


@pytest.mark.parametrize(
    ("username", "status"), [("admin", 200), ("officer", 200), ("colleague", 404), ("citizen", 404)]
)
def test_a_job_is_shown_to_who_began_it_and_to_who_may_see_jobs(fresh_app: Flask, username: str, status: int):
    officer = signed_in(fresh_app.test_client(), "officer")
    with fresh_app.app_context():
        id = jobs.begin("backup", {"directory": "/srv/backup"}, person=UUID(officer.person["id"]), total=5)
    answer = signed_in(fresh_app.test_client(), username, "en").get(f"/jobs/{id}")
    assert answer.status_code == status
    if status == 200:
        shown = {name: answer.json[name] for name in ("id", "kind", "label", "state", "done", "total", "error")}
        running = {"kind": "backup", "label": "backup", "state": "running", "done": 0, "total": 5, "error": None}
        assert shown == {"id": str(id), **running}
        assert "arguments" not in answer.json
    else:
        assert answer.json["code"] == "not-found"


def test_an_unknown_job_is_not_found_and_nobody_asks_unnamed(fresh_app: Flask):
    assert fresh_app.test_client().get(f"/api/v1/jobs/{uuid4()}").status_code == 401
    assert signed_in(fresh_app.test_client(), "admin").get(f"/jobs/{uuid4()}").status_code == 404


@pytest.mark.parametrize(("locale", "words"), [("zh-CN", "执行中断"), ("en", "Interrupted")])
def test_a_lost_process_is_told_in_the_callers_language(fresh_app: Flask, locale: str, words: str):
    with fresh_app.app_context():
        id = jobs.begin("backup", {})
        jobs.abandoned(clock.now() + dt.timedelta(minutes=2))
    answer = signed_in(fresh_app.test_client(), "admin", locale).get(f"/jobs/{id}")
    assert answer.json["state"] == "failed"
    assert answer.json["error"].startswith(words)
