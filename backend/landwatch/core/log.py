"""Logs: one JSON object a line with the request's id, and never a word about a person."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import EventDict, Processor


def _briefly(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """An exception as one short field each: what it was and where in our code; values never."""
    given = line.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else sys.exc_info()[1] if given is True else given
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        ours = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames if "landwatch" in f.filename]
        line["error"] = f"{type(error).__name__}: {(str(error).splitlines() or [''])[0][:300]}"
        line["where"] = (ours or [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames])[-6:]
    return line


def configure(level: str) -> None:
    """Send structlog and the standard library's logs to stderr as JSON lines."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _briefly,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for noisy in ("rq.worker", "PIL", "exifread", "alembic.runtime.migration"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))


def get(name: str) -> structlog.stdlib.BoundLogger:
    """A logger of a module. Log ids, counts and durations; never names, contacts, texts or positions."""
    return structlog.stdlib.get_logger(name)
