"""The limit of the flow: RQ workers that do nothing, with the whole app loaded as the real worker has it."""

from __future__ import annotations

import sys

from rq import Queue, SimpleWorker, Worker

from landwatch.app import create_app
from landwatch.core import carrier
from landwatch.core.installation import settings

WORKERS = {"noop-forked": Worker, "noop-simple": SimpleWorker}


def nothing(_deliveries: list[int]) -> None:
    """The job that does nothing."""


def main() -> None:
    """Work on the queue of that name."""
    name = sys.argv[1]
    with create_app().app_context():
        redis = carrier.connect(settings().redis_url, patient=True)
        WORKERS[name]([Queue(name, connection=redis)], connection=redis).work(logging_level="WARNING")


if __name__ == "__main__":
    main()
