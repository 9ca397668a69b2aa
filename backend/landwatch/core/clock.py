"""What time it is: one place to ask, so that tests and the demo can move it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_moved: ContextVar[datetime | None] = ContextVar("landwatch_now", default=None)


def now() -> datetime:
    """The present, in UTC with microseconds; the moved time inside `standing_at`."""
    return _moved.get() or datetime.now(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let `now()` answer `moment` inside the block. For tests and the demo only."""
    token = _moved.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _moved.reset(token)
