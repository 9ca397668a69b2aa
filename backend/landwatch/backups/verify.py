"""Whether a database and a storage are what was backed up: originals hashed anew, chains worked out anew, rows counted.

Everything is streamed: a million events need no more memory than a thousand. The generators answer once for each thing
looked at: what is wrong with it, or None. `Tally` counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, func, select

from landwatch.backups.database import row_counts
from landwatch.core.models import Event
from landwatch.core.outbox import digest_of
from landwatch.core.storage import Storage
from landwatch.evidence.models import Photo

AT_ONCE = 1000
"""Rows fetched at once from the server's cursor."""


@dataclass
class Tally:
    """How much was looked at."""

    originals: int = 0
    events: int = 0
    chains: int = 0
    tables: int = 0

    def __str__(self) -> str:
        events = f"{self.events} events in {self.chains} chains"
        return f"{self.originals} originals, {events}, rows of {self.tables} tables"


def originals(connection: Connection, storage: Storage, tally: Tally) -> Iterator[str | None]:
    """Originals that are missing or whose bytes are not those that the photos were taken in with."""
    photos = func.array_agg(Photo.id)
    wanted = select(Photo.original, Photo.sha256, Photo.size, photos.label("photos"))
    grouped = wanted.group_by(Photo.original, Photo.sha256, Photo.size).order_by(Photo.original)
    for row in connection.execution_options(yield_per=AT_ONCE).execute(grouped):
        tally.originals += 1
        fault = _fault_of(row, storage)
        yield fault and f"{row.original} {fault} (photo {', '.join(map(str, row.photos))})"


def _fault_of(row: Row, storage: Storage) -> str | None:
    digest, size = hashlib.sha256(), 0
    try:
        for chunk in storage.stream(row.original):
            digest.update(chunk)
            size += len(chunk)
    except FileNotFoundError:
        return "is missing"
    if digest.hexdigest() != row.sha256:
        return f"was changed: its bytes have SHA-256 {digest.hexdigest()}"
    return None if size == row.size else f"has {size} bytes, {row.size} were taken in"


def chains(connection: Connection, tally: Tally) -> Iterator[str | None]:
    """Events that are not as they were written, or do not follow the one before them."""
    said = (Event.stream, Event.seq, Event.name, Event.at, Event.person, Event.data, Event.prev_digest, Event.digest)
    before: Row | None = None
    for row in connection.execution_options(yield_per=AT_ONCE).execute(select(*said).order_by(Event.stream, Event.seq)):
        if before is None or before.stream != row.stream:
            tally.chains, before = tally.chains + 1, None
        tally.events += 1
        fault = _break(row, before)
        yield fault and f"event {row.seq} of {row.stream} ({row.name}) {fault}"
        before = row


def _break(row: Row, before: Row | None) -> str | None:
    """What is wrong with an event after the one before it in its chain, None when nothing is."""
    if row.seq != (before.seq + 1 if before else 1):
        return f"does not follow: the one before it is {before.seq if before else 'none'}"
    if _bytes(row.prev_digest) != (_bytes(before.digest) if before else None):
        return "points at another event than the one before it"
    prev = _bytes(row.prev_digest)
    if digest_of(row.stream, row.seq, row.name, row.at, row.person, row.data, prev) != bytes(row.digest):
        return "was changed after it was written"
    return None


def _bytes(value: bytes | memoryview | None) -> bytes | None:
    return None if value is None else bytes(value)


def counts(connection: Connection, expected: Mapping[str, int], tally: Tally) -> Iterator[str]:
    """Tables that hold more or fewer rows than were backed up."""
    found = row_counts(connection)
    tally.tables = len(found)
    for table in sorted({*expected, *found}):
        if expected.get(table) != found.get(table):
            yield f"{table} has {found.get(table, 'no')} rows, {expected.get(table, 'no')} were backed up"
