"""A CSV of working days, read strictly: every fault is named with its line and field, all of them at once."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from landwatch.core.workdays import OFFICIAL, PROVISIONAL, Day

FIELDS = ("date", "is_workday", "name", "status")
SOURCE = "source"
YES_OR_NO = {"true": True, "1": True, "false": False, "0": False}
YEARS = range(2000, 2101)
"""A year outside is a slip of the keyboard."""
LONGEST = 200
"""Characters of a name or source."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in one field of one line; line 1 is the head."""

    line: int
    field: str
    detail: str

    def __str__(self) -> str:
        return f"line {self.line}, field {self.field}: {self.detail}"


class CalendarFaults(ValueError):
    """A calendar file that was refused, with everything that is wrong in it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in faults))


@dataclass(frozen=True)
class Dated:
    """A day of the file and the notice it stands in; an empty source means that the file did not say."""

    day: Day
    source: str


def read(file: Path) -> list[Dated]:
    """The days of a CSV `date,is_workday,name,status[,source]` in UTF-8. Raises CalendarFaults."""
    try:
        content = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise CalendarFaults([Fault(line, "-", "is not UTF-8: save the sheet as “CSV UTF-8”")]) from error
    return parse(content)


def parse(content: str) -> list[Dated]:
    """The days in the text of such a file. Raises CalendarFaults."""
    lines = csv.reader(io.StringIO(content, newline=""), strict=True)
    reading = _Reading()
    try:
        head = [name.strip() for name in next(lines, [])]
        if tuple(head) not in (FIELDS, (*FIELDS, SOURCE)):
            raise CalendarFaults([Fault(1, "-", f"the head must be {','.join(FIELDS)} and may end with ,{SOURCE}")])
        for values in lines:
            if any(value.strip() for value in values):
                reading.take(lines.line_num, head, [value.strip() for value in values])
    except csv.Error as error:
        reading.fault(lines.line_num, "-", f"is not CSV: {error}")
    if not reading.days and not reading.faults:
        reading.fault(1, "-", "there are no days below the head")
    if reading.faults:
        raise CalendarFaults(reading.faults)
    return reading.days


class _Reading:
    """What was read so far: days, faults, and on which line each date stood."""

    def __init__(self) -> None:
        self.days: list[Dated] = []
        self.faults: list[Fault] = []
        self._line_of: dict[dt.date, int] = {}

    def fault(self, line: int, field: str, detail: str) -> None:
        self.faults.append(Fault(line, field, detail))

    def take(self, line: int, head: Sequence[str], values: Sequence[str]) -> None:
        """Check every field of a line; the line becomes a day when all are right."""
        if len(values) != len(head):
            self.fault(line, "-", f"has {len(values)} fields, {len(head)} expected")
            return
        row, before = dict(zip(head, values, strict=True)), len(self.faults)
        date, workday = self._date(line, row["date"]), self._workday(line, row["is_workday"])
        if row["status"] not in (OFFICIAL, PROVISIONAL):
            self.fault(line, "status", f"is {row['status']!r}, expected {OFFICIAL} or {PROVISIONAL}")
        for field in ("name", SOURCE):
            self._words(line, field, row.get(field, ""))
        if len(self.faults) == before and date is not None and workday is not None:
            self.days.append(Dated(Day(date, workday, row["name"], row["status"]), row.get(SOURCE, "")))

    def _date(self, line: int, value: str) -> dt.date | None:
        try:
            date = dt.datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day of the calendar has no zone
        except ValueError:
            self.fault(line, "date", f"is {value!r}, a date such as 2027-01-01 expected")
            return None
        if date.year not in YEARS:
            self.fault(line, "date", f"is {value!r}, a year from {YEARS[0]} to {YEARS[-1]} expected")
        elif (first := self._line_of.setdefault(date, line)) != line:
            self.fault(line, "date", f"{value} stands on line {first} already")
        return date

    def _workday(self, line: int, value: str) -> bool | None:
        found = YES_OR_NO.get(value.lower())
        if found is None:
            self.fault(line, "is_workday", f"is {value!r}, true or false expected (or 1, 0)")
        return found

    def _words(self, line: int, field: str, value: str) -> None:
        if len(value) > LONGEST or not value.isprintable():
            self.fault(line, field, f"at most {LONGEST} printable characters expected")
