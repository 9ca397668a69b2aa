"""Vector tiles (MVT 2.1) straight from PostGIS, one statement a tile."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import TextClause, text

from landwatch.core.db import db


@dataclass(frozen=True)
class TileLayer:
    """What a tile of this layer carries and from which zoom on it is worth drawing."""

    columns: str
    table: str
    minzoom: int
    public: bool = False


LAYERS = {
    "districts": TileLayer("code, level, name->>'zh' as name, name->>'en' as name_en", "districts", 0, public=True),
    "zones": TileLayer("id, kind, name->>'zh' as name, name->>'en' as name_en", "zones", 8),
    "parcels": TileLayer("id, code, land_class as kind", "parcels", 13),
    "approvals": TileLayer("id, number, kind, valid_to::text as valid_to", "approvals", 12),
}
MAXZOOM = 22
_MARGIN_PX = 64


def _statement(name: str, layer: TileLayer) -> TextClause:
    return text(f"""
        with edge as materialized (
            select ST_TileEnvelope(:z, :x, :y) as tile,
                   ST_Transform(ST_TileEnvelope(:z, :x, :y, margin => {_MARGIN_PX}.0 / 4096), 4326) as box
        ), feature as (
            select {layer.columns}, ST_AsMVTGeom(
                ST_Transform(case when :tolerance > 0 then ST_SimplifyPreserveTopology(geom, :tolerance)
                                  else geom end, 3857),
                edge.tile, 4096, {_MARGIN_PX}) as geom
            from atlas.{layer.table} feature, edge
            where feature.release_id =
                (select id from atlas.releases where layer = '{layer.table}' and state = 'published')
              and feature.geom && edge.box
        )
        select ST_AsMVT(feature, '{name}', 4096, 'geom') from feature where geom is not null
    """)  # noqa: S608 - layer names and columns are the constants above


_STATEMENTS = {name: _statement(name, layer) for name, layer in LAYERS.items()}


def tile(layer: str, z: int, x: int, y: int) -> bytes:
    """The bytes of one tile; empty when nothing is there. Generalised below zoom 13 to about half a pixel."""
    degrees_a_pixel = 360 / 256 / 2**z
    values = {"z": z, "x": x, "y": y, "tolerance": degrees_a_pixel / 2 if z < 13 else 0}
    found = db.session.scalar(_STATEMENTS[layer], values)
    return bytes(found or b"")


def release_mark(layer: str) -> str:
    """What an ETag of this layer's tiles must change with: the release in force."""
    mark = text(
        "select id || '-' || coalesce(left(digest, 12), '') from atlas.releases"
        " where layer = :layer and state = 'published'"
    )
    return db.session.scalar(mark, {"layer": LAYERS[layer].table}) or "none"
