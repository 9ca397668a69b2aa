"""Recomputes chains of events from nothing but their rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from landwatch.core.outbox import digest_of


def broken(rows: Iterable[Any]) -> list[tuple[str, int]]:
    """Where chains do not hold: (stream, seq) of every event that does not follow from the one before it."""
    heads: dict[str, tuple[int, bytes | None]] = {}
    faults = []
    for row in sorted(rows, key=lambda row: (row.stream, row.seq)):
        seq, prev = heads.get(row.stream, (0, None))
        kept = bytes(row.prev_digest) if row.prev_digest is not None else None
        expected = digest_of(row.stream, row.seq, row.name, row.at, row.person, row.data, prev)
        if row.seq != seq + 1 or kept != prev or bytes(row.digest) != expected:
            faults.append((row.stream, row.seq))
        heads[row.stream] = (row.seq, bytes(row.digest))
    return faults
