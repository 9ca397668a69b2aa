"""Rate limits by address: fixed windows counted in Valkey, in memory while that is away."""

from __future__ import annotations

import functools

from flask import current_app, request
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from redis import RedisError

from landwatch.core.problems import TooManyRequests

_while_away = FixedWindowRateLimiter(MemoryStorage())


def counter(redis_url: str) -> FixedWindowRateLimiter:
    """What counts for an app."""
    return FixedWindowRateLimiter(storage_from_string(redis_url))


@functools.cache
def _windows(limits: str) -> list[RateLimitItem]:
    return sorted(parse_many(limits))


def spend(what: str, limits: str) -> None:
    """Count a call against the caller's address: windows as in "30/minute;300/day". Raises TooManyRequests."""
    address = request.remote_addr or "unknown"
    counting: FixedWindowRateLimiter = current_app.extensions["landwatch_limits"]
    for window in _windows(limits):
        try:
            within = counting.hit(window, what, address)
        except RedisError:
            within = _while_away.hit(window, what, address)
        if not within:
            raise TooManyRequests(wait=window.get_expiry())
