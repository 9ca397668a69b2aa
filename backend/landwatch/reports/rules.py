"""Is this a repeat, a revision or a contradiction; is the time believable: decisions without a database."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Literal

CLOCK_SKEW = dt.timedelta(minutes=10)
"""Phones' clocks run this much ahead without anybody noticing (PWA.md: a clock wrong by a day is told, not hidden)."""
OLDEST = dt.timedelta(days=3 * 366)
"""Nothing older is taken: the limitation of a penalty is two years (行政处罚法 art. 36), and a margin."""

_SECRET = re.compile(r"^[0-9A-HJKMNP-TV-Z]{16}\Z")
Standing = Literal["same", "revision", "differs", "committed"]


def secret_is_strong(secret: str) -> bool:
    """Whether a secret is 16 characters of Crockford base32: 80 bits.

    >>> secret_is_strong("7K3MX0PZ9QWT2BVA")
    True
    >>> secret_is_strong("hello")
    False
    """
    return bool(_SECRET.match(secret))


def secret_digest(secret: str) -> bytes:
    """What is kept of a secret."""
    return hashlib.sha256(b"landwatch secret " + secret.encode()).digest()


def payload_digest(payload: Mapping[str, Any], salt: bytes) -> bytes:
    """A salted digest of all that a phone said, to recognise a repeat; the salt protects short texts from guessing."""
    plain = json.dumps(payload, sort_keys=True, separators=(",", ":"), default=str, ensure_ascii=False)
    return hashlib.sha256(salt + plain.encode()).digest()


def standing(kept_revision: int, kept_digest: bytes, committed: bool, revision: int, digest: bytes) -> Standing:
    """How a PUT stands to the report that is already there."""
    if kept_digest == digest and kept_revision == revision:
        return "same"
    if revision <= kept_revision:
        return "differs"
    return "committed" if committed else "revision"


def time_fault(seen_at: dt.datetime, now: dt.datetime) -> str | None:
    """The code of what is wrong with a time of sighting, or None."""
    if seen_at > now + CLOCK_SKEW:
        return "in-the-future"
    return "too-old" if seen_at < now - OLDEST else None
