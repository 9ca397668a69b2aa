"""A calendar comes as a CSV: refused whole when a line is wrong, else the clocks of open cases follow it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from landwatch import calendar_load
from landwatch.cases.models import Case, ClockRow
from landwatch.core import clock, outbox, rulebook
from landwatch.core.calendar_file import CalendarFaults, Fault, parse, read
from landwatch.core.db import db
from landwatch.core.models import CalendarDay, Event
from landwatch.core.workdays import Day
from tests.factories.cases import FiledCase, a_case
from tests.factories.people import signed_in

HEAD = "date,is_workday,name,status"
Loading = Callable[..., tuple[int, int]]
GOOD = f"{HEAD}\n2027-02-06,false,春节,official\n2027-02-07,1,,provisional\n"


def faults_of(content: str) -> list[Fault]:
    with pytest.raises(CalendarFaults) as caught:
        parse(content)
    return list(caught.value.faults)


def test_good_lines_become_days():
    assert [one.day for one in parse(GOOD)] == [
        Day(dt.date(2027, 2, 6), False, "春节", "official"),
        Day(dt.date(2027, 2, 7), True, "", "provisional"),
    ]


def test_a_line_may_name_its_source_and_empty_lines_do_not_count():
    (found,) = parse(f"{HEAD},source\r\n\r\n2027-02-06,FALSE,春节,official,国办发明电〔2026〕1号\r\n,,,,\r\n")
    assert found.source == "国办发明电〔2026〕1号"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("2027-02-30,1,,official", "date"),
        ("06.02.2027,1,,official", "date"),
        ("0227-02-06,1,,official", "date"),
        (",1,,official", "date"),
        ("2027-02-06,maybe,,official", "is_workday"),
        ("2027-02-06,,,official", "is_workday"),
        ("2027-02-06,1,,sure", "status"),
        ("2027-02-06,1,,", "status"),
        ("2027-02-06,1,a\x07b,official", "name"),
        (f"2027-02-06,1,{'节' * 201},official", "name"),
        ("2027-02-06,1,official", "-"),
        ("2027-02-06,1,,official,x,y", "-"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(line: str, field: str):
    assert [(one.line, one.field) for one in faults_of(f"{HEAD}\n2027-02-05,1,,official\n{line}\n")] == [(3, field)]


def test_all_faults_are_told_at_once():
    found = faults_of(f"{HEAD}\nx,y,,z\n2027-02-06,1,,official\n2027-02-06,0,,official\n")
    assert [(one.line, one.field) for one in found] == [(2, "date"), (2, "is_workday"), (2, "status"), (4, "date")]
    assert "line 3" in found[-1].detail


@pytest.mark.parametrize(
    "content", ["", "\n", HEAD.replace(",", ";"), "2027-02-06,1,,official\n", f"{HEAD}\n", f'{HEAD}\n"']
)
def test_what_is_no_calendar_is_refused(content: str):
    assert faults_of(content)


def test_a_spreadsheet_in_another_encoding_is_refused_with_what_to_do(tmp_path: Path):
    (tmp_path / "days.csv").write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(CalendarFaults, match=r"line 2.*UTF-8"):
        read(tmp_path / "days.csv")
    (tmp_path / "days.csv").write_bytes(GOOD.encode("utf-8-sig"))
    assert len(read(tmp_path / "days.csv")) == 2


@pytest.fixture
def loaded(fresh_app: Flask, tmp_path: Path) -> Loading:
    """Load lines below the head."""

    def loading(*lines: str) -> tuple[int, int]:
        file = tmp_path / "notice.csv"
        file.write_text("\n".join([HEAD, *lines]), "utf-8")
        with fresh_app.app_context():
            return calendar_load.load(file)

    return loading


def next_workdays(app: Flask, count: int = 40) -> list[str]:
    """Lines that make all the coming working days holidays."""
    with app.app_context():
        today = clock.now().astimezone(rulebook.zone()).date()
        days = [today + dt.timedelta(days=n) for n in range(1, count)]
        return [f"{day},0,停工,official" for day in days]


def told(app: Flask, case: FiledCase) -> list[Event]:
    with app.app_context():
        stream = f"case:{case.id}"
        moved = select(Event).where(Event.stream == stream, Event.name == "case.clocks_moved")
        return list(db.session.scalars(moved.order_by(Event.seq)))


def dues(app: Flask, case: FiledCase) -> dict[str, dt.datetime]:
    with app.app_context():
        return {one.key: one.due_at for one in db.session.scalars(select(ClockRow).where(ClockRow.case_id == case.id))}


def test_a_refused_file_changes_nothing(fresh_app: Flask, loaded: Loading):
    with fresh_app.app_context():
        before = db.session.scalar(select(func.count()).select_from(CalendarDay))
    with pytest.raises(CalendarFaults):
        loaded("2090-01-01,1,,official", "2090-01-02,1,,perhaps")
    with fresh_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(CalendarDay)) == before


def test_days_replace_what_stood_there_and_keep_their_source(fresh_app: Flask, loaded: Loading):
    assert loaded("2027-02-06,1,,provisional") == (1, 0)
    assert loaded("2027-02-06,0,春节,official") == (1, 0)
    with fresh_app.app_context():
        day = db.session.get_one(CalendarDay, dt.date(2027, 2, 6))
        assert (day.is_workday, day.name, day.status, day.source) == (False, "春节", "official", "notice.csv")
        assert not rulebook.calendar().is_workday(dt.date(2027, 2, 6))


def test_due_times_follow_the_calendar_and_the_case_tells_of_it(fresh_app: Flask, loaded: Loading):
    case = a_case(fresh_app)
    before = dues(fresh_app, case)
    assert loaded(*next_workdays(fresh_app)) == (39, 1)
    after = dues(fresh_app, case)
    moved = {key for key in before if before[key] != after[key]}
    assert moved
    (event,) = told(fresh_app, case)
    assert {one["key"]: (one["before"], one["after"]) for one in event.data["clocks"]} == {
        key: (before[key].astimezone(dt.UTC).isoformat(), after[key].astimezone(dt.UTC).isoformat()) for key in moved
    }
    with fresh_app.app_context():
        running = select(func.min(ClockRow.due_at)).where(ClockRow.case_id == case.id, ClockRow.stopped_at.is_(None))
        assert db.session.get_one(Case, case.id).next_due_at == db.session.scalar(running)


def test_loading_the_same_days_again_tells_nothing_new(fresh_app: Flask, loaded: Loading):
    case, lines = a_case(fresh_app), next_workdays(fresh_app)
    loaded(*lines)
    loaded(*lines)
    assert len(told(fresh_app, case)) == 1


@pytest.mark.parametrize(("locale", "words"), [("zh-CN", "工作日历更新"), ("en", "the working-day calendar changed")])
def test_the_history_says_it_in_words(
    fresh_app: Flask, loaded: Loading, locale: str, words: str
):
    case = a_case(fresh_app)
    loaded(*next_workdays(fresh_app))
    events = signed_in(fresh_app.test_client(), "dispatcher", locale).case(case.number)["events"]
    assert events[0]["name"] == "case.clocks_moved"
    assert events[0]["label"].startswith(words)


def test_closed_cases_keep_their_clocks(fresh_app: Flask, loaded: Loading):
    case = a_case(fresh_app)
    with fresh_app.app_context():
        db.session.execute(update(Case).values(closed_at=clock.now()))
        db.session.commit()
    before = dues(fresh_app, case)
    assert loaded(*next_workdays(fresh_app))[1] == 0
    assert dues(fresh_app, case) == before


def test_many_cases_go_in_batches_with_a_commit_each(
    fresh_app: Flask, loaded: Loading, monkeypatch: pytest.MonkeyPatch
):
    cases = [a_case(fresh_app, lon=109.49 + n / 100, lat=34.59) for n in range(3)]
    monkeypatch.setattr(calendar_load, "BATCH", 1)
    record = outbox.record

    def power_cut_in_the_second(name: str, stream: str, **data: object) -> outbox.Event:
        if stream == f"case:{sorted(one.id for one in cases)[1]}":
            raise RuntimeError("power cut")
        return record(name, stream, **data)

    monkeypatch.setattr(outbox, "record", power_cut_in_the_second)
    lines = next_workdays(fresh_app)
    with pytest.raises(RuntimeError, match="power cut"):
        loaded(*lines)
    monkeypatch.setattr(outbox, "record", record)
    assert sum(len(told(fresh_app, case)) for case in cases) == 1
    assert loaded(*lines) == (39, 3)
    assert [len(told(fresh_app, case)) for case in cases] == [1, 1, 1]


def test_a_clock_that_was_overdue_and_has_time_again_will_be_told_again(
    fresh_app: Flask, loaded: Loading
):
    case, lines = a_case(fresh_app), next_workdays(fresh_app)
    with fresh_app.app_context():
        db.session.execute(update(ClockRow).values(told_at=clock.now(), state="missed"))
        db.session.commit()
    loaded(*lines)
    moved = {one["key"] for one in told(fresh_app, case)[0].data["clocks"]}
    with fresh_app.app_context():
        rows = db.session.scalars(select(ClockRow).where(ClockRow.case_id == case.id)).all()
        assert {one.key for one in rows if one.told_at is None} == moved
        assert not any(one.state == "missed" for one in rows if one.key in moved)
