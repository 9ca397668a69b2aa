"""The nudge: RQ jobs on Valkey that carry deliveries. Losing one costs seconds, never work."""

from __future__ import annotations

from collections.abc import Sequence

from flask import current_app
from redis import Redis, RedisError
from redis.client import Pipeline
from rq import Queue

from landwatch.core import log, outbox

STEPS, ALONE = "steps", "alone"
JOB_SECONDS = {STEPS: 60, ALONE: 120}
_log = log.get(__name__)


def connect(url: str, *, patient: bool = False) -> Redis:
    """A client that gives up quickly, since nobody waits on the queue; a worker's is patient: it waits for jobs."""
    return Redis.from_url(
        url, socket_timeout=None if patient else 5, socket_connect_timeout=2, health_check_interval=30
    )


def nudge(owed: Sequence[outbox.Owed]) -> None:
    """Queue a job for deliveries that have been committed. When Valkey is away the relay does it later."""
    light = [delivery.id for delivery in owed if not delivery.alone]
    redis: Redis = current_app.extensions["landwatch_redis"]
    try:
        with redis.pipeline(transaction=False) as pipe:  # all jobs in one round trip; each is whole before it is pushed
            if light:
                _enqueue(STEPS, light, pipe)
            for delivery in owed:
                if delivery.alone:
                    _enqueue(ALONE, [delivery.id], pipe)
            pipe.execute()
    except RedisError as error:
        _log.warning("queue away, the relay will carry this", deliveries=len(owed), error=type(error).__name__)


def _enqueue(name: str, deliveries: list[int], pipe: Pipeline) -> None:
    queue: Queue = current_app.extensions["landwatch_queues"][name]
    queue.enqueue_call(
        "landwatch.worker.carry",
        args=(deliveries,),
        timeout=JOB_SECONDS[name],
        result_ttl=0,
        failure_ttl=86_400,
        description="carry",
        pipeline=pipe,
    )


def queues(redis: Redis) -> dict[str, Queue]:
    """The two queues: light steps one after the other, and steps that want a forked job of their own."""
    return {name: Queue(name, connection=redis) for name in (STEPS, ALONE)}
