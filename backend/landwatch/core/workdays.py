"""Working days: a table of days decides (holidays, worked weekends), never a library asked at run time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from landwatch.core.pack_rows import Row, Words

if TYPE_CHECKING:
    from landwatch.core.packs import Pack

OFFICIAL, PROVISIONAL = "official", "provisional"
WEEKEND = frozenset({6, 7})  # ISO weekdays, where no pack says otherwise
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """One day of the calendar table. `status` is `official` (a notice was published) or `provisional`."""

    date: date
    is_workday: bool
    name: str
    status: str


class Calendar:
    """Answers which days are worked. Beyond its table the weekend rule answers, provisionally."""

    def __init__(self, days: Mapping[date, Day], version: str) -> None:
        self.days, self.version = days, version

    def is_workday(self, day: date) -> bool:
        """Is this day worked?"""
        known = self.days.get(day)
        return known.is_workday if known else day.isoweekday() not in WEEKEND

    def is_provisional(self, day: date) -> bool:
        """May a notice still change this day? Also true beyond the table."""
        known = self.days.get(day)
        return known is None or known.status != OFFICIAL

    def name(self, day: date) -> str:
        """The name of the holiday or exchange day, empty for an ordinary one."""
        known = self.days.get(day)
        return known.name if known else ""

    def next_workday(self, day: date) -> date:
        """This day when it is worked, else the first working day after it."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def add_workdays(self, day: date, count: int) -> tuple[date, bool]:
        """The `count`-th working day after `day`, which itself does not count, and whether that is provisional.

        Checked against the 2026 notice: 30 September + 10 = 20 October; 13 February + 5 = 27 February.
        """
        if count < 0:
            raise ValueError("working days are counted forward")
        provisional = self.is_provisional(day) if count == 0 else False
        while count > 0:
            day += ONE_DAY
            count -= self.is_workday(day)
            provisional = provisional or self.is_provisional(day)
        return day, provisional


def calendar_rows(pack: Pack) -> list[Day]:
    """Every day that the pack knows, one by one: what the calendar table of the database is seeded from."""
    head = pack.row("calendar")
    start, end, official_until = head.day("from"), head.day("to"), head.day("official_until")
    weekend = frozenset(int(day) for day in head.numbers("weekend"))
    special = _special_days(pack)
    return [
        special.get(day) or Day(day, day.isoweekday() not in weekend, "", _status(day, official_until))
        for day in _days_between(start, end)
    ]


def calendar(pack: Pack) -> Calendar:
    """The calendar of a pack, ready to count with."""
    return Calendar({day.date: day for day in calendar_rows(pack)}, pack.row("calendar").text("version"))


def _special_days(pack: Pack) -> dict[date, Day]:
    """Holidays and worked weekends by date; a date listed twice is refused."""
    head, days = pack.row("calendar"), {}
    for row in pack.rows("holidays"):
        for day in _days_of(row, row.words("name"), pack.locale):
            if day.date in days:
                raise row.error("off", f"{day.date} is listed twice")
            if not head.day("from") <= day.date <= head.day("to"):
                raise row.error("off", f"{day.date} is outside the calendar")
            days[day.date] = day
    return days


def _days_of(row: Row, name: Words, locale: str) -> Iterator[Day]:
    status = row.one_of("status", (OFFICIAL, PROVISIONAL))
    for field, is_workday in (("off", False), ("worked", True)):
        for day in row.days(field):
            yield Day(day, is_workday, name.in_(locale), status)


def _status(day: date, official_until: date) -> str:
    return OFFICIAL if day <= official_until else PROVISIONAL


def _days_between(start: date, end: date) -> Iterator[date]:
    for number in range((end - start).days + 1):
        yield start + timedelta(days=number)
