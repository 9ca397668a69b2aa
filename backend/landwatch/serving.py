"""How gunicorn serves the app, here and in containers: `gunicorn --config python:landwatch.serving landwatch.wsgi:app`.

Two processes with four threads each suit two cores; the app is loaded once and forked, so that a start is quick,
memory is shared, and the metrics of all processes lie in one directory.
"""

from __future__ import annotations

from typing import Any

worker_class = "gthread"
workers = 2
threads = 4
preload_app = True
graceful_timeout = 20
keepalive = 30
control_socket_disable = True


def child_exit(_server: Any, worker: Any) -> None:
    """A process that ended is no longer counted among the living in the metrics."""
    from prometheus_client import multiprocess  # not above: it must be imported after app.py has named its directory

    multiprocess.mark_process_dead(worker.pid)
