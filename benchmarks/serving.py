"""gunicorn's settings for both sides, those of `landwatch.serving`; each answer says which process gave it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from landwatch.serving import (  # noqa: F401 - gunicorn reads the names of this module
    control_socket_disable,
    keepalive,
    preload_app,
    threads,
    worker_class,
    workers,
)

graceful_timeout = 5


def post_worker_init(worker: Any) -> None:
    """Keep-alive clients may all land on one process: the load writes down how they were split."""
    worker.wsgi = _signed(worker.wsgi, str(os.getpid()))


def _signed(app: Callable[..., Iterable[bytes]], pid: str) -> Callable[..., Iterable[bytes]]:
    def answering(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, ("Served-By", pid)], *rest)

        return app(environ, start)

    return answering
