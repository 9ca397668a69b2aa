"""Deadlines of a case: a pure function of what happened, the rows of the pack and the calendar, each with its trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from landwatch.cases.rules.clock_rules import ClockRule, read
from landwatch.cases.rules.counting import Frame, Segment, due, happening_words, segment
from landwatch.core.workdays import Calendar

__all__ = ["Clock", "ClockRule", "Happening", "Segment", "clocks", "read", "used"]


@dataclass(frozen=True)
class Happening:
    """Something that happened to the case: `case.opened`, `case.onsite_check`, `state.verifying`, `move.refer`…"""

    name: str
    at: datetime


@dataclass(frozen=True)
class Clock:
    """One run of a clock. `round` is 2 when it started again after it was stopped, as with a second recheck."""

    rule: ClockRule
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None
    state: Literal["running", "met", "missed"]
    provisional: bool
    trace: tuple[Segment, ...]
    length: int
    unit: str
    round: int = 1

    @property
    def key(self) -> str:
        """What tells the runs of a case apart: `onsite`, then `onsite.2`."""
        return self.rule.id if self.round == 1 else f"{self.rule.id}.{self.round}"


def clocks(
    rules: Iterable[ClockRule],
    severity: str,
    happenings: Sequence[Happening],
    calendar: Calendar,
    timezone: ZoneInfo,
    now: datetime,
) -> tuple[Clock, ...]:
    """All clocks that have started, in the order of the rules. All times aware; `now` decides running or missed."""
    ordered = sorted(happenings, key=lambda happening: happening.at)
    return tuple(
        _clock(rule, severity, number, start, stop, Frame(calendar, timezone, now))
        for rule in rules
        for number, (start, stop) in enumerate(_runs(rule, ordered), start=1)
    )


def used(clock: Clock, now: datetime) -> float:
    """The part of its time that a clock has used: 0 at the start, 1 when due, more when overdue."""
    whole = (clock.due_at - clock.started_at).total_seconds()
    spent = ((clock.stopped_at or now) - clock.started_at).total_seconds()
    return max(0.0, spent / whole) if whole > 0 else 1.0


def _runs(rule: ClockRule, ordered: Iterable[Happening]) -> list[tuple[Happening, Happening | None]]:
    """Start and stop of each run. A start while it runs changes nothing, nor does a stop while it does not."""
    runs: list[tuple[Happening, Happening | None]] = []
    running: Happening | None = None
    for happening in ordered:
        if running is None and happening.name in rule.start:
            running = happening
        elif running is not None and happening.name in rule.stop:
            runs.append((running, happening))
            running = None
    return [*runs, (running, None)] if running is not None else runs


def _clock(
    rule: ClockRule, severity: str, number: int, start: Happening, stop: Happening | None, frame: Frame
) -> Clock:
    length, unit = rule.by_severity[severity]
    due_at, notes, provisional = due(rule, start.at, length, unit, frame)
    ended = stop.at if stop else None
    late = (ended or frame.now) > due_at
    clock = Clock(
        rule=rule,
        started_at=start.at,
        due_at=due_at,
        stopped_at=ended,
        state="missed" if late else "met" if ended else "running",
        provisional=provisional,
        trace=(),
        length=length,
        unit=unit,
        round=number,
    )
    return replace(clock, trace=_trace(clock, severity, start, stop, notes, frame))


def _trace(
    clock: Clock, severity: str, start: Happening, stop: Happening | None, notes: list[Segment], frame: Frame
) -> tuple[Segment, ...]:
    rule = clock.rule
    period = rule.words[f"period.{clock.unit}" + (".one" if clock.length == 1 else "")].format(length=clock.length)
    begun = segment(
        rule,
        "start",
        start.at,
        frame,
        what=happening_words(rule, start.name),
        period=period,
        severity=severity,
        id=rule.id,
        calendar=frame.calendar.version,
    )
    lines = [begun, *notes]
    if clock.provisional:
        lines.append(segment(rule, "provisional", clock.due_at, frame))
    lines.append(segment(rule, "due", clock.due_at, frame))
    if stop is not None:
        outcome = "met" if clock.state == "met" else "missed"
        lines.append(segment(rule, f"stop_{outcome}", stop.at, frame, what=happening_words(rule, stop.name)))
    return tuple(lines)
