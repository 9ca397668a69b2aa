"""The interface description, browsable without any foreign host."""

from __future__ import annotations

from pathlib import Path

import swagger_ui_bundle  # type: ignore[import-untyped]
from flask import Blueprint, Response, send_from_directory

from landwatch.core.problems import every, words
from landwatch.core.web import locale

blueprint = Blueprint("docs", __name__, url_prefix="/api")
_FILES = next(path.parent for path in sorted(Path(swagger_ui_bundle.__file__).parent.rglob("swagger-ui-bundle.js")))
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Landwatch API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head><body><div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>"""
_START = 'SwaggerUIBundle({url: "/api/openapi.json", dom_id: "#swagger-ui", deepLinking: true});'
_CSP = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"


def _answer(body: str, kind: str) -> Response:
    return Response(body, content_type=kind, headers={"Content-Security-Policy": _CSP})


@blueprint.get("/docs")
def page() -> Response:
    """The page."""
    return _answer(_PAGE, "text/html; charset=utf-8")


@blueprint.get("/docs/start.js")
def start() -> Response:
    """What starts the page: a file of its own, so that no inline script is needed."""
    return _answer(_START, "text/javascript")


@blueprint.get("/docs/<any('swagger-ui.css', 'swagger-ui-bundle.js'):name>")
def file(name: str) -> Response:
    """The page's parts."""
    return send_from_directory(_FILES, name, max_age=86400)


@blueprint.get("/problems/<slug>")
def problem(slug: str) -> tuple[dict[str, object], int]:
    """What a problem's `type` leads to: its title, its next step and what it means."""
    found = next((one for one in every() if one.slug == slug), None)
    if found is None:
        return {"code": "not-found"}, 404
    return {"code": slug, "status": found.status, "meaning": found.__doc__, **words(slug, locale())}, 200
