"""What the chain of a case tells its clocks: events turned into happenings. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from landwatch.cases.rules.clocks import Happening
from landwatch.cases.rules.machine import Machine

SPECIAL = {
    "assign": "case.assigned",
    "reassign": "case.assigned",
    "onsite_check": "case.onsite_check",
    "reopen": "case.reopened",
}
UNLAWFUL = "illegal"


def happenings(events: Iterable[tuple[str, datetime, Mapping[str, Any]]], machine: Machine) -> list[Happening]:
    """Happenings of a case from its events (name, moment, data), in the order they were told."""
    found: list[Happening] = []
    for name, at, data in events:
        if name == "case.opened":
            found += [Happening("case.opened", at), Happening(f"state.{machine.initial}", at)]
        elif name == "case.moved":
            found += [Happening(told, at) for told in _moved(data, machine)]
    return found


def _moved(data: Mapping[str, Any], machine: Machine) -> list[str]:
    told = [f"move.{data['move']}"]
    if data["move"] in SPECIAL:
        told.append(SPECIAL[data["move"]])
    if data["move"] == "conclude":
        told.append("case.concluded")
        if data.get("outcome") == UNLAWFUL:
            told.append("case.concluded_unlawful")
    if data["to"] != data["from"]:
        told.append(f"state.{data['to']}")
        if machine.states[data["to"]].final:
            told.append("case.closed")
    return told
