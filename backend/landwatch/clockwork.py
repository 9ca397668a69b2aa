"""The periodic questions: what was left behind, what is overdue? Nothing is lost while nobody asks."""

from __future__ import annotations

import signal
import threading
import time
from typing import TYPE_CHECKING

from sqlalchemy import text

from landwatch.cases.clockwork import tell_overdue
from landwatch.core import carrier, clock, jobs, log, outbox
from landwatch.core.db import Actor, acting, db

if TYPE_CHECKING:
    from flask import Flask

SECONDS = 5
_log = log.get(__name__)
_MINE = text("select pg_try_advisory_xact_lock(hashtextextended('clockwork', 0))")


def tick() -> int:
    """Ask once; answers how many deliveries were nudged. Two clockworks at once do the work once."""
    with acting(Actor(person=None, system=True)):
        if db.session.scalar(_MINE):
            tell_overdue()
        db.session.commit()
        jobs.abandoned(clock.now())
        owed = outbox.take_owed() + outbox.forgotten()
        carrier.nudge(owed)
        db.session.remove()
        return len(owed)


def run(app: Flask) -> None:
    """Ask every few seconds until told to stop. A failed round is logged; the next one asks again."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with app.app_context():
        while not stop.is_set():
            began = time.monotonic()
            _round()
            stop.wait(max(0.0, SECONDS - (time.monotonic() - began)))


def _round() -> None:
    try:
        tick()
    except Exception as error:  # noqa: BLE001 - the database may be away for a while: say so and ask again
        _log.error("clockwork round failed", exc_info=error)
        db.session.rollback()
        outbox.take_owed()
        db.session.remove()
