"""A worker whose jobs are let through all at once: held while they are queued, then timed from first to last."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

from redis import Redis
from rq import Worker
from rq.queue import Queue

PATIENCE_S = 60.0


@dataclass(frozen=True)
class Drain:
    """A worker process and its queue."""

    process: subprocess.Popen[str]
    queue: Queue

    @property
    def redis(self) -> Redis:
        """The connection to count with."""
        return self.queue.connection

    def rate(self, fill: Callable[[], None], jobs: int) -> float:
        """Jobs a second: `fill` queues so many while a signal holds the worker, then it runs until all are done."""
        goal = self.done() + jobs
        os.kill(self.process.pid, signal.SIGSTOP)
        try:
            fill()
            began = time.perf_counter()
        finally:
            os.kill(self.process.pid, signal.SIGCONT)
        self.wait(goal)
        return jobs / (time.perf_counter() - began)

    def wait(self, goal: int) -> None:
        """Until so many jobs were done. Raises RuntimeError when the worker ended, a job failed or nothing moves."""
        until = time.perf_counter() + PATIENCE_S
        while self.done() < goal:
            if self.process.poll() is not None or time.perf_counter() > until:
                raise RuntimeError(f"the worker of {self.queue.name} stopped working; see its log")
            time.sleep(0.002)

    def done(self) -> int:
        """How many jobs the worker has done since it started."""
        (name,) = self.redis.smembers(f"rq:workers:{self.queue.name}")
        counts = self.redis.hmget(name, "successful_job_count", "failed_job_count")
        succeeded, failed = (int(count or 0) for count in counts)
        if failed:
            raise RuntimeError(f"{failed} jobs failed on {self.queue.name}")
        return succeeded

    def ready(self) -> None:
        """Wait until the worker has said that it is there."""
        until = time.perf_counter() + PATIENCE_S
        while not Worker.count(queue=self.queue):
            if self.process.poll() is not None or time.perf_counter() > until:
                raise RuntimeError(f"the worker of {self.queue.name} did not start; see its log")
            time.sleep(0.05)
