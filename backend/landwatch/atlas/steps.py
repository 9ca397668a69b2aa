"""A release of a layer is drafted, filled and published."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import text

from landwatch.atlas.models import LAYERS, Release
from landwatch.core import clock, outbox
from landwatch.core.db import actor, db

COLUMNS = {
    "districts": ("code", "level", "name", "geom"),
    "parcels": ("id", "code", "scheme", "land_class", "village", "area_stated_m2", "geom"),
    "zones": ("id", "kind", "name", "geom"),
    "approvals": ("id", "number", "kind", "valid_from", "valid_to", "geom"),
}
_CUT = {
    "districts": """insert into {schema}.district_pieces_r{id} (release_id, id, code, geom)
        select {id}, row_number() over (), code, piece.geom
        from {schema}.districts_r{id}, lateral (select (ST_Dump(ST_Subdivide(geom, 128))).geom) piece""",
    "zones": """insert into {schema}.zone_pieces_r{id} (release_id, id, zone_id, kind, geom)
        select {id}, row_number() over (), id, kind, piece.geom
        from {schema}.zones_r{id}, lateral (select (ST_Dump(ST_Subdivide(geom, 128))).geom) piece""",
}
DATA = "atlas_data"


def draft(layer: str, name: str, source: str, valid_from: dt.date, crs: str = "EPSG:4326") -> Release:
    """Begin a release: its tables exist, but nobody sees them yet."""
    if layer not in LAYERS:
        raise LookupError(f"no layer {layer!r}; there are {', '.join(LAYERS)}")
    who = actor()
    release = Release(
        layer=layer,
        name=name,
        source=source,
        crs=crs,
        valid_from=valid_from,
        person=who.person if who else None,
        created_at=clock.now(),
    )
    db.session.add(release)
    db.session.flush()
    db.session.execute(text("select atlas.prepare_release(:id)"), {"id": release.id})
    return release


def fill(release: Release, rows: Iterable[Sequence[Any]]) -> int:
    """Stream rows (in the order of COLUMNS, geometry as hex EWKB) into a draft; answers how many there were."""
    columns = ("release_id", *COLUMNS[release.layer])
    digest, count = hashlib.sha256(), 0
    cursor = db.session.connection().connection.cursor()
    with cursor.copy(f"copy {DATA}.{release.layer}_r{release.id} ({', '.join(columns)}) from stdin") as copy:
        for row in rows:
            copy.write_row((release.id, *row))
            digest.update(repr(row).encode())
            count += 1
    release.features, release.digest = count, digest.hexdigest()
    return count


def publish(release: Release) -> None:
    """Put a filled draft in the place of the release before it, in one moment for all readers."""
    if cut := _CUT.get(release.layer):
        db.session.execute(text(cut.format(schema=DATA, id=release.id)))
    db.session.execute(text("select atlas.attach_release(:id)"), {"id": release.id})
    earlier = text("update atlas.releases set state = 'superseded' where layer = :layer and state = 'published'")
    db.session.execute(earlier, {"layer": release.layer})
    release.state, release.published_at = "published", clock.now()
    outbox.record("release.published", f"release:{release.id}", layer=release.layer, features=release.features)
