"""Working days: the checks of the domain, and what must hold for any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landwatch.core.packs import builtin
from landwatch.core.workdays import Calendar, calendar, calendar_rows

CHINA = calendar(builtin("cn"))
DAYS = st.dates(date(2003, 6, 1), date(2028, 6, 1))


@pytest.mark.parametrize(
    ("start", "count", "end", "provisional"),
    [
        (date(2026, 9, 30), 10, date(2026, 10, 20), False),
        (date(2026, 2, 13), 5, date(2026, 2, 27), False),
        (date(2026, 12, 24), 10, date(2027, 1, 8), True),
        (date(2026, 11, 20), 1, date(2026, 11, 23), False),
        (date(2031, 1, 3), 1, date(2031, 1, 6), True),
    ],
)
def test_counting(start, count, end, provisional):
    assert CHINA.add_workdays(start, count) == (end, provisional)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),
        (date(2026, 2, 14), True),
        (date(2027, 2, 6), False),
        (date(2027, 2, 8), False),
        (date(2004, 5, 8), True),
    ],
)
def test_holidays_and_worked_weekends(day, worked):
    assert CHINA.is_workday(day) is worked


def test_the_table_has_every_day_once():
    rows = calendar_rows(builtin("cn"))
    assert [rows[0].date, rows[-1].date] == [date(2004, 1, 1), date(2027, 12, 31)]
    assert len(rows) == len({row.date for row in rows}) == (rows[-1].date - rows[0].date).days + 1


def test_every_year_works_about_two_hundred_and_fifty_days():
    for year in range(2004, 2028):
        worked = sum(row.is_workday for row in calendar_rows(builtin("cn")) if row.date.year == year)
        assert 245 <= worked <= 256, year


def test_the_official_years_agree_with_the_library_they_came_from():
    library = pytest.importorskip("chinese_calendar")
    assert [
        row.date
        for row in calendar_rows(builtin("cn"))
        if row.date.year < 2027 and row.is_workday != library.is_workday(row.date)
    ] == []


def test_without_a_table_the_weekend_rule_answers_provisionally():
    assert Calendar({}, "0").add_workdays(date(2026, 11, 20), 1) == (date(2026, 11, 23), True)


@given(DAYS, st.integers(0, 60))
def test_the_end_is_worked_and_the_right_number_of_days_away(day, count):
    end, _ = CHINA.add_workdays(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(CHINA.is_workday, between)) == count
    assert count == 0 or CHINA.is_workday(end)


@given(DAYS, st.integers(0, 40))
def test_starting_later_never_ends_earlier(day, count):
    assert CHINA.add_workdays(day, count)[0] <= CHINA.add_workdays(day + timedelta(days=1), count)[0]


@given(DAYS)
def test_the_next_working_day_is_worked_and_not_before(day):
    following = CHINA.next_workday(day)
    assert following >= day and CHINA.is_workday(following)
    assert not any(CHINA.is_workday(day + timedelta(days=n)) for n in range((following - day).days))
