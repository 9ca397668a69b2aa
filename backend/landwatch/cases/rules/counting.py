"""When a period ends, and the lines that explain it to a person.

A day is decided by the local time zone. The day of the start does not count; a period in days or months that would end
on a day off ends on the next working day. Periods in days end at 23:59:59 local time of their last day. Hours and
minutes run day and night and are counted in UTC, so that a change to summer time neither gives nor takes one.
"""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from landwatch.cases.rules.clock_rules import ClockRule
from landwatch.core.packs import Words, joined
from landwatch.core.workdays import Calendar

END_OF_DAY = time(23, 59, 59)
CLOCK_UNITS = ("minute", "hour")


@dataclass(frozen=True)
class Segment:
    """One line of a trace: from `at` on, this. Kind: start, skip, roll, provisional, due, stop."""

    at: datetime
    words: Words
    kind: str


@dataclass(frozen=True)
class Frame:
    """What time means here."""

    calendar: Calendar
    timezone: ZoneInfo
    now: datetime

    def day(self, moment: datetime) -> date:
        """The local day of a moment."""
        return moment.astimezone(self.timezone).date()

    def end_of(self, day: date) -> datetime:
        """The last second of a local day."""
        return datetime.combine(day, END_OF_DAY, self.timezone)


def due(rule: ClockRule, start: datetime, length: int, unit: str, frame: Frame) -> tuple[datetime, list[Segment], bool]:
    """When a period ends, the lines that explain it, and whether a calendar notice may still move it."""
    if unit in CLOCK_UNITS:
        due_at = start.astimezone(UTC) + timedelta(**{f"{unit}s": length})
        return due_at.astimezone(frame.timezone), [], False
    first = frame.day(start)
    if unit == "working_day":
        last, provisional = frame.calendar.add_workdays(first, length)
        return frame.end_of(last), _skipped(rule, first, last, frame), provisional
    counted = first + timedelta(days=length) if unit == "day" else add_months(first, length)
    last = frame.calendar.next_workday(counted)
    rolled = []
    if last != counted:
        rolled = [segment(rule, "roll", frame.end_of(counted), frame, counted=counted, last=last)]
    return frame.end_of(last), rolled, _any_provisional(counted, last, frame)


def add_months(day: date, count: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day.

    >>> add_months(date(2026, 12, 31), 2)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


def _any_provisional(first: date, last: date, frame: Frame) -> bool:
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return any(frame.calendar.is_provisional(day) for day in days)


def _skipped(rule: ClockRule, first: date, last: date, frame: Frame) -> list[Segment]:
    """One line for each stretch of days off between start and end."""
    notes, day = [], first + timedelta(days=1)
    while day < last:
        if frame.calendar.is_workday(day):
            day += timedelta(days=1)
            continue
        until = frame.calendar.next_workday(day) - timedelta(days=1)
        notes.append(_skip(rule, day, until, frame))
        day = until + timedelta(days=1)
    return notes


def _skip(rule: ClockRule, day: date, until: date, frame: Frame) -> Segment:
    days = [day + timedelta(days=number) for number in range((until - day).days + 1)]
    names = dict.fromkeys(frame.calendar.name(one) for one in days if frame.calendar.name(one))
    spoken = [rule.words.get(f"holiday.{name}") or Words(name, name) for name in names]
    name = joined(spoken, rule.words["trace.joiner"]) if spoken else rule.words["trace.weekend"]
    at = datetime.combine(day, time(), frame.timezone)
    return segment(rule, "skip_day" if day == until else "skip", at, frame, first=day, last=until, name=name)


def happening_words(rule: ClockRule, name: str) -> Words:
    """What a happening is called, in words."""
    return rule.words.get(f"happening.{name}") or Words(name, name)


def segment(rule: ClockRule, key: str, at: datetime, frame: Frame, **params: object) -> Segment:
    """A line of the trace: the text `trace.<key>` of the pack, filled in; dates are spelt out."""
    spoken = {name: _spelt(rule, value) if isinstance(value, date) else value for name, value in params.items()}
    return Segment(at.astimezone(frame.timezone), rule.words[f"trace.{key}"].format(**spoken), key.split("_")[0])


def _spelt(rule: ClockRule, day: date) -> Words:
    return rule.words["date.day"].format(month=day.month, day=day.day, name=months.month_name[day.month])
