"""Intake: a whole report taken in, against a bare view that does one INSERT and a commit, under the same gunicorn."""

from __future__ import annotations

import sys

from benchmarks.processes import Load, loading, served
from benchmarks.rows import Row, compared
from benchmarks.sizes import Size

REACH = 0.5
CLIENTS = (1, 8)


def measure(size: Size) -> list[Row]:
    """One row for one client, one for eight."""
    ours_served, bare_served = served("intake", "landwatch.wsgi:app"), served("bare", "benchmarks.bare:app")
    with ours_served as ours, bare_served as bare, loading() as load:
        for port in (ours, bare):
            load.send(port, 8, count=200)  # both workers are up, statements prepared, the area read
        return [_compared(load, ours, bare, clients, size) for clients in CLIENTS]


def _compared(load: Load, ours: int, bare: int, clients: int, size: Size) -> Row:
    rates: dict[int, list[float]] = {ours: [], bare: []}
    for _ in size.turns(1 / len(CLIENTS)):
        for port in (ours, bare):
            found = load.send(port, clients, seconds=size.seconds)
            rates[port].append(found["count"] / found["seconds"])
            side = "report" if port == ours else "bare"
            print(f"  {clients} clients, {side}: {rates[port][-1]:.0f}/s, split {found['split']}", file=sys.stderr)
    who = "1 client" if clients == 1 else f"{clients} clients"
    what = f"PUT /reports (report, event and delivery) against a bare INSERT, {who}"
    return compared(f"intake-{clients}", what, rates[ours], rates[bare], REACH)
