"""Doors for machines: is it alive, is it ready, how does it go?"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, jsonify, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)
from sqlalchemy import text

from landwatch.core import log
from landwatch.core.db import db
from landwatch.core.installation import storage

blueprint = Blueprint("health", __name__)
REQUESTS = Counter("landwatch_requests_total", "Requests by endpoint and status", ["endpoint", "status"])
SECONDS = Histogram("landwatch_request_seconds", "Seconds a request took", ["endpoint"])
_log = log.get(__name__)

_OWED = text("""
    select coalesce(extract(epoch from now() - min(event.at) filter (where state = 'owed')), 0) as oldest,
           count(*) filter (where state = 'owed') as owed, count(*) filter (where state = 'parked') as parked
    from core.deliveries join core.events event on event.id = event_id where state <> 'done'
""")


def measure(app: Flask) -> None:
    """Count requests and their time by endpoint; never by address or person."""
    app.before_request(lambda: setattr(g, "began", time.perf_counter()))

    @app.after_request
    def _count(answer: Response) -> Response:
        endpoint = request.endpoint or "none"
        REQUESTS.labels(endpoint, answer.status_code).inc()
        SECONDS.labels(endpoint).observe(time.perf_counter() - g.get("began", time.perf_counter()))
        return answer


@blueprint.get("/health/live")
def live() -> Response:
    """The process answers."""
    return jsonify({"state": "alive"})


@blueprint.get("/health/ready")
def ready() -> tuple[Response, int]:
    """Database, queue and storage answer; and how old the oldest owed delivery is, in seconds."""
    parts = {"database": _answers(_owed), "redis": _answers(_redis), "storage": _answers(storage().answers)}
    owed = _owed() if parts["database"] else None
    body = {"ready": all(parts.values()), **parts, "oldest_owed_s": round(float(owed.oldest), 1) if owed else None}
    return jsonify(body), 200 if body["ready"] else 503


def _owed() -> Any:
    return db.session.execute(_OWED).one()


def _redis() -> bool:
    return bool(current_app.extensions["landwatch_redis"].ping())


def _answers(question: Callable[[], object]) -> bool:
    try:
        question()
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a part, the answer is "not ready" and a line in the log
        _log.error("not ready", part=question.__name__, exc_info=error)
        db.session.rollback()
        return False
    return True


@blueprint.get("/metrics")
def metrics() -> Response:
    """Prometheus metrics: requests of all processes, and the work that is owed."""
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    owed = _owed()
    for name, value in (("owed", owed.owed), ("parked", owed.parked), ("oldest_seconds", owed.oldest)):
        Gauge(f"landwatch_deliveries_{name}", f"Deliveries: {name}", registry=registry).set(float(value))
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
