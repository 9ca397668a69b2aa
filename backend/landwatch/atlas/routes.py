"""The map over HTTP: layers and vector tiles."""

from __future__ import annotations

import gzip
from typing import Any

from flask import Response, make_response, request
from flask_smorest import Blueprint

from landwatch.accounts.guard import caller
from landwatch.atlas import queries, schemas, tiles
from landwatch.core.problems import LoginNeeded, NotFound

blueprint = Blueprint("atlas", __name__, url_prefix="/api/v1", description="The one map")
PARCEL_SECONDS = 3600


def _may_see(layer: str) -> bool:
    found = caller()
    return tiles.LAYERS[layer].public or (found is not None and found.may("atlas.see"))


@blueprint.get("/atlas/layers")
@blueprint.response(200, schemas.LayersOut)
def layers() -> dict[str, Any]:
    """The layers the caller may see, each with its release in force and its tiles."""
    items = []
    for release in queries.published():
        if release.layer in tiles.LAYERS and _may_see(release.layer):
            items.append(
                {
                    "code": release.layer,
                    "release": {"id": release.id, "name": release.name, "date": release.valid_from},
                    "tiles": f"/api/v1/tiles/{release.layer}/{{z}}/{{x}}/{{y}}.mvt",
                    "minzoom": tiles.LAYERS[release.layer].minzoom,
                    "maxzoom": 16,
                }
            )
    return {"items": items}


@blueprint.get("/tiles/<layer>/<int:z>/<int:x>/<int:y>.mvt")
@blueprint.response(200, content_type="application/vnd.mapbox-vector-tile")
def tile(layer: str, z: int, x: int, y: int) -> Response:
    """One vector tile; 204 when nothing is there."""
    if layer not in tiles.LAYERS or z > tiles.MAXZOOM or not (0 <= x < 2**z and 0 <= y < 2**z):
        raise NotFound()
    if not _may_see(layer):
        raise LoginNeeded()
    mark = f"{layer}-{tiles.release_mark(layer)}-{z}-{x}-{y}"
    answer = make_response(b"", 204)
    if request.if_none_match.contains(mark):
        answer = make_response(b"", 304)
    elif content := tiles.tile(layer, z, x, y) if z >= tiles.LAYERS[layer].minzoom else b"":
        answer = make_response(_packed(content), 200)
        answer.content_type = "application/vnd.mapbox-vector-tile"
        if request.accept_encodings["gzip"] > 0:
            answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(mark)
    answer.headers["Cache-Control"] = (
        f"{'public' if tiles.LAYERS[layer].public else 'private'}, max-age={PARCEL_SECONDS}"
    )
    answer.headers["Vary"] = "Accept-Encoding" if tiles.LAYERS[layer].public else "Accept-Encoding, Cookie"
    return answer


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 5) if request.accept_encodings["gzip"] > 0 else content
