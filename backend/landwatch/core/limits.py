"""Rate limits by address; kept in Valkey, in memory while that is away."""

from __future__ import annotations

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, in_memory_fallback_enabled=True, headers_enabled=False, strategy="fixed-window")
