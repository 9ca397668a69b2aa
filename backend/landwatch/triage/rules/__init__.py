"""Decisions of triage, pure: how serious a report is, and whose desk it belongs to."""

from landwatch.triage.rules.facts import Facts, facts
from landwatch.triage.rules.routing import DeskRef, Routed, Routing, read_routing, route
from landwatch.triage.rules.severity import SeverityRow, Verdict, weigh
from landwatch.triage.rules.table import Table, read

__all__ = [
    "DeskRef",
    "Facts",
    "Routed",
    "Routing",
    "SeverityRow",
    "Table",
    "Verdict",
    "facts",
    "read",
    "read_routing",
    "route",
    "weigh",
]
