"""The built app, served by the API itself where no other web server does it."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Flask, Response, request, send_from_directory
from werkzeug.utils import safe_join

from landwatch.core.problems import NotFound

CSP = (
    "default-src 'self'; img-src 'self' blob: data:; worker-src 'self'; connect-src 'self'; style-src 'self'; "
    "font-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
UNCACHED = {"index.html", "sw.js", "manifest.webmanifest", "registerSW.js"}
DOORS = ("api/", "health/", "metrics")


def serve(app: Flask, directory: Path) -> None:
    """Serve the files below a directory at /; every other address is the app's own and gets its index page."""
    blueprint = Blueprint("pwa", __name__)

    @blueprint.get("/", defaults={"path": "index.html"})
    @blueprint.get("/<path:path>")
    def file(path: str) -> Response:
        if path.startswith(DOORS):
            raise NotFound()
        found = safe_join(str(directory), path)
        name = path if found and Path(found).is_file() else "index.html"
        if name == "index.html" and "." in path.rpartition("/")[2] and path != "index.html":
            raise NotFound()  # a file of an older build: its absence must be seen, not papered over with a page
        answer = send_from_directory(directory, name, conditional=True)
        answer.headers["Cache-Control"] = _keep(name)
        answer.headers["Content-Security-Policy"] = CSP
        answer.headers["Permissions-Policy"] = "geolocation=(self), camera=(self), microphone=()"
        if request.is_secure:
            answer.headers["Strict-Transport-Security"] = "max-age=31536000"
        return answer

    app.register_blueprint(blueprint)


def _keep(name: str) -> str:
    if name in UNCACHED:
        return "no-cache"
    return "public, max-age=31536000, immutable" if name.startswith("assets/") else "public, max-age=3600"
