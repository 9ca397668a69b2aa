"""The app: settings, database, rooms, the flow, the doors. `create_app` is what gunicorn, worker and commands share."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from landwatch.core.settings import Settings, from_environment

os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="landwatch-metrics-"))

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from landwatch.accounts.job_routes import blueprint as jobs
from landwatch.accounts.routes import blueprint as accounts
from landwatch.atlas.routes import blueprint as atlas
from landwatch.cases.routes import blueprint as cases
from landwatch.core import app_files, carrier, docs, health, keys, log, outbox, rulebook, web
from landwatch.core.db import db
from landwatch.core.limits import counter
from landwatch.core.storage import Storage
from landwatch.evidence.routes import blueprint as evidence
from landwatch.flow import FLOW
from landwatch.notices.routes import blueprint as notices
from landwatch.pack_check import faults
from landwatch.reports.routes import BODY_BYTES
from landwatch.reports.routes import blueprint as reports
from landwatch.triage.routes import blueprint as triage

ROOMS = (accounts, jobs, atlas, reports, evidence, triage, cases, notices)
POOL = {"pool_size": 8, "max_overflow": 8, "pool_recycle": 1800, "hide_parameters": True}
"""Connections are kept: a new one costs 20 ms. Values stay out of error texts, they may be personal."""


def create_app(settings: Settings | None = None) -> Flask:
    """A wired app. Raises PackError or KeysMissing rather than start half."""
    settings = settings or from_environment()
    log.configure(settings.log_level)
    app = Flask("landwatch", static_folder=None)
    _configure(app, settings)
    db.init_app(app)
    outbox.wire(FLOW)
    for fault in faults(app.extensions["landwatch_pack"]):
        raise fault
    web.install(app)
    health.measure(app)
    _open_doors(app, settings)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=POOL,
        MAX_CONTENT_LENGTH=None,
        MAX_FORM_MEMORY_SIZE=BODY_BYTES,
        API_TITLE="Landwatch",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    if proxies := int(settings.trusted_proxies):
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    redis = carrier.connect(settings.redis_url)
    app.extensions.update(
        landwatch_settings=settings,
        landwatch_keys=keys.load(settings.keys_dir),
        landwatch_pack=rulebook.open_pack(settings.pack),
        landwatch_storage=Storage(settings.storage_url, settings.var_dir / "storage"),
        landwatch_redis=redis,
        landwatch_limits=counter(settings.redis_url),
        landwatch_queues=carrier.queues(redis),
    )


def _open_doors(app: Flask, settings: Settings) -> None:
    api = web.ProblemApi(app)
    for room in ROOMS:
        api.register_blueprint(room)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(docs.blueprint)
    if settings.pwa:
        app_files.serve(app, Path(settings.pwa).absolute())
