"""Deadlines as a pure function of what happened, the pack and the calendar."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landwatch.cases.rules.clock_rules import UNITS
from landwatch.cases.rules.clocks import Happening, clocks, read, used
from landwatch.core import workdays
from landwatch.core.packs import builtin

PACK = builtin("cn")
RULES, CHINA, HERE = read(PACK), workdays.calendar(PACK), ZoneInfo("Asia/Shanghai")
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
LENGTHS = st.tuples(st.integers(1, 60), st.sampled_from(UNITS))


def at(day, time="09:00"):
    return datetime.fromisoformat(f"2026-{day}T{time}:00+08:00")


def running(severity, *happened, now=None, rules=RULES):
    history = [Happening(name, moment) for name, moment in happened]
    return {clock.key: clock for clock in clocks(rules, severity, history, CHINA, HERE, now or history[-1].at)}


@pytest.mark.parametrize(
    ("severity", "assign", "onsite"),
    [
        ("S1", "2026-11-20T18:00:00+08:00", "2026-11-20T21:00:00+08:00"),
        ("S2", "2026-11-20T21:00:00+08:00", "2026-11-21T17:00:00+08:00"),
        ("S3", "2026-11-23T23:59:59+08:00", "2026-11-25T23:59:59+08:00"),
        ("S4", "2026-11-24T23:59:59+08:00", "2026-12-01T23:59:59+08:00"),
    ],
)
def test_rapid_handling_by_severity(severity, assign, onsite):
    friday = at("11-20", "17:00")
    found = running(severity, ("case.opened", friday), ("case.assigned", friday))
    assert found["assign"].due_at.isoformat() == assign
    assert found["onsite"].due_at.isoformat() == onsite


def test_only_what_has_started_has_a_clock():
    assert set(running("S1", ("case.opened", at("11-20")))) == {"assign", "decide", "duty"}


def test_a_whole_case_stops_every_clock():
    found = running(
        "S2",
        ("case.opened", at("11-20")),
        ("case.assigned", at("11-20", "10:00")),
        ("case.onsite_check", at("11-20", "15:00")),
        ("case.concluded", at("11-23")),
        ("case.closed", at("11-23", "10:00")),
    )
    assert {clock.state for clock in found.values()} == {"met"} and found["verify"].stopped_at == at("11-23")


def test_three_working_days_after_the_visit():
    found = running("S2", ("case.onsite_check", at("09-30")))
    assert found["verify"].due_at == at("10-10", "23:59").replace(second=59)


def test_the_stop_order_is_due_once_the_check_found_it_unlawful():
    assert running("S1", ("case.concluded_unlawful", at("11-20")))["stop"].due_at == at("11-21")
    assert running("S3", ("case.concluded_unlawful", at("11-20")))["stop"].due_at == at("11-25", "23:59").replace(
        second=59
    )
    assert "stop" not in running("S1", ("case.concluded", at("11-20")))


def test_late_is_missed_whether_stopped_or_not():
    late = at("11-20", "11:00")
    assert running("S1", ("case.opened", at("11-20")), now=late)["assign"].state == "missed"
    stopped = running("S1", ("case.opened", at("11-20")), ("case.assigned", late))["assign"]
    assert (stopped.state, stopped.stopped_at) == ("missed", late)


def test_due_to_the_second_is_in_time():
    assert running("S1", ("case.opened", at("11-20")), ("case.assigned", at("11-20", "10:00")))["assign"].state == "met"


def test_a_clock_started_again_is_another_round():
    found = running(
        "S3", ("state.recheck", at("11-20")), ("state.rectifying", at("11-23")), ("state.recheck", at("11-24"))
    )
    assert found["recheck"].state == "met" and found["recheck.2"].started_at == at("11-24")


def test_a_deadline_in_a_year_without_notice_is_provisional_and_says_so():
    clock = running("S3", ("state.recheck", at("12-28")))["recheck"]
    assert clock.provisional and "provisional" in [line.kind for line in clock.trace]


def test_the_trace_can_be_read_by_a_person():
    clock = running("S3", ("case.onsite_check", at("09-30")), ("case.concluded", at("10-09")))["verify"]
    assert [line.words.en for line in clock.trace] == [
        "On-site check: the clock starts, 3 working days at S3 (rule verify, calendar 2026-11-22)",
        "1 October to 7 October, National Day: not counted",
        "Due",
        "Check concluded: stopped in time",
    ]
    assert "10 月 1 日至10 月 7 日国庆节，不计" in [line.words.zh for line in clock.trace]


def test_a_month_ending_on_a_day_off_rolls_and_says_so():
    clock = running("S1", ("case.opened", at("08-03")))["duty"]
    assert clock.due_at.date().isoformat() == "2026-10-08"
    assert "moved to 8 October" in clock.trace[1].words.en


def test_hours_run_through_a_change_to_summer_time():
    london = ZoneInfo("Europe/London")
    before = datetime(2026, 3, 28, 20, tzinfo=london)
    (clock,) = clocks(RULES[1:2], "S2", [Happening("case.assigned", before)], CHINA, london, before)
    assert clock.due_at.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=24)
    assert clock.due_at.hour == 21


def test_used_counts_from_start_to_due_and_beyond():
    clock = running("S1", ("case.opened", at("11-20")))["assign"]
    assert [used(clock, at("11-20", time)) for time in ("08:00", "09:00", "09:30", "10:00", "11:00")] == [
        0,
        0,
        0.5,
        1,
        2,
    ]


def one(rule, start, length):
    timed = replace(rule, by_severity={"S1": length})
    (clock,) = clocks([timed], "S1", [Happening(rule.start[0], start)], CHINA, HERE, start)
    return clock


@given(MOMENTS, LENGTHS)
def test_a_clock_is_never_due_before_it_starts(start, length):
    clock = one(RULES[0], start, length)
    assert clock.due_at > clock.started_at and clock.trace[0].at <= clock.trace[-1].at


@given(MOMENTS, LENGTHS, st.integers(0, 10**6))
def test_starting_later_is_never_due_earlier(start, length, seconds):
    later = start + timedelta(seconds=seconds)
    assert one(RULES[0], start, length).due_at <= one(RULES[0], later, length).due_at


@given(MOMENTS, LENGTHS)
def test_a_longer_period_is_never_due_earlier(start, length):
    number, unit = length
    assert one(RULES[0], start, length).due_at <= one(RULES[0], start, (number + 1, unit)).due_at


@given(MOMENTS, LENGTHS)
def test_periods_in_days_end_with_a_working_day(start, length):
    due = one(RULES[0], start, length).due_at
    if length[1] not in ("hour", "minute"):
        assert CHINA.is_workday(due.astimezone(HERE).date()) and due.strftime("%H:%M:%S") == "23:59:59"
