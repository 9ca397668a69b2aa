"""The worker: light steps one after the other in one process, hostile bytes in forked jobs with limits.

`carry` is the only job. It does deliveries that PostgreSQL owes; a job lost with Valkey costs seconds, never work.
"""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

from flask import current_app
from rq import SimpleWorker, Worker
from rq.job import Job
from rq.queue import Queue

from landwatch.core import carrier, outbox
from landwatch.core.db import db

if TYPE_CHECKING:
    from flask import Flask

MEMORY_BYTES = 2 * 1024**3
"""A photo of 120 megapixels decodes within this; a bomb does not."""
CPU_SECONDS = 60


def carry(deliveries: list[int]) -> None:
    """Carry deliveries through all their light steps, one commit a step; what wants a job of its own gets one."""
    apart = outbox.carry_all(deliveries)
    db.session.remove()
    if apart:
        carrier.nudge(apart)


class ForkedWorker(Worker):
    """A fork per job: memory and processor time are limited, and what a hostile photo breaks dies with the fork."""

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
        super().main_work_horse(job, queue)

    def fork_work_horse(self, job: Job, queue: Queue) -> None:
        db.engine.dispose(close=True)  # no connection is shared with the child
        super().fork_work_horse(job, queue)


def run(app: Flask, name: str, *, burst: bool = False) -> None:
    """Work on a queue until told to stop: `steps` in this process, `alone` in forked ones."""
    kind = SimpleWorker if name == carrier.STEPS else ForkedWorker
    with app.app_context():
        redis = carrier.connect(current_app.extensions["landwatch_settings"].redis_url, patient=True)
        kind([carrier.queues(redis)[name]], connection=redis).work(burst=burst, logging_level="WARNING")
