"""One round trip: everything that lies under a point with its accuracy, or under an outline, on a given day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import distinct_on

from landwatch.core.db import db
from landwatch.matching.models import Match
from landwatch.matching.rules import Part

_LAY = text("""
    with given as materialized (
        select ST_SetSRID(ST_MakePoint(:lon, :lat), 4326) as point,
               ST_SetSRID(ST_GeomFromGeoJSON(cast(:shape as text)), 4326) as shape
    ), place as materialized (
        select point, shape, coalesce(shape, ST_Buffer(point::geography, :accuracy_m)::geometry) as geom from given
    ), whole as materialized (
        select point, shape, geom, ST_Area(geom::geography) as m2 from place
    ), live as materialized (
        select distinct on (layer) layer, id, name, valid_from from atlas.releases
        where state in ('published', 'superseded') and (valid_from <= :day or state = 'published')
        order by layer, (valid_from <= :day) desc, valid_from desc, id desc
    ), part as (
        select 'parcel' as layer, parcel.id::text as id, parcel.code, parcel.land_class as kind, parcel.scheme,
               parcel.village as name, null::date as valid_from, null::date as valid_to,
               ST_Area(ST_Intersection(parcel.geom, whole.geom)::geography) as m2,
               ST_Distance(parcel.geom::geography, whole.point::geography) as distance
        from whole, atlas.parcels parcel
        where parcel.release_id = (select id from live where layer = 'parcels')
          and ST_Intersects(parcel.geom, whole.geom)
        union all
        select 'zone', piece.zone_id::text, piece.kind, piece.kind, null,
               min(zone.name->>'zh') || '|' || min(zone.name->>'en'), null, null,
               sum(ST_Area(ST_Intersection(piece.geom, whole.geom)::geography)),
               min(ST_Distance(piece.geom::geography, whole.point::geography))
        from whole, atlas.zone_pieces piece
        join atlas.zones zone on zone.release_id = piece.release_id and zone.id = piece.zone_id
        where piece.release_id = (select id from live where layer = 'zones')
          and zone.release_id = (select id from live where layer = 'zones') and ST_Intersects(piece.geom, whole.geom)
        group by piece.zone_id, piece.kind
        union all
        select 'approval', approval.id::text, approval.number, approval.kind, null, approval.number,
               approval.valid_from, approval.valid_to,
               ST_Area(ST_Intersection(approval.geom, whole.geom)::geography),
               ST_Distance(approval.geom::geography, whole.point::geography)
        from whole, atlas.approvals approval
        where approval.release_id = (select id from live where layer = 'approvals')
          and ST_Intersects(approval.geom, whole.geom)
        union all
        select 'district', piece.code, piece.code, min(district.level), null,
               min(district.name->>'zh') || '|' || min(district.name->>'en'),
               null, null, sum(ST_Area(ST_Intersection(piece.geom, whole.geom)::geography)),
               min(ST_Distance(piece.geom::geography, whole.point::geography))
        from whole, atlas.district_pieces piece
        join atlas.districts district on district.release_id = piece.release_id and district.code = piece.code
        where piece.release_id = (select id from live where layer = 'districts')
          and district.release_id = (select id from live where layer = 'districts')
          and ST_Intersects(piece.geom, whole.geom)
        group by piece.code
    )
    select (select m2 from whole) as place_m2,
           (select jsonb_object_agg(layer, jsonb_build_object('id', id, 'name', name, 'date', valid_from)) from live)
               as releases,
           (select jsonb_agg(to_jsonb(part) order by layer, m2 desc) from part) as parts
""")


@dataclass(frozen=True)
class Laid:
    """What lies under a place: parts, largest first in each layer, and the releases that say so."""

    parts: tuple[Part, ...]
    releases: dict[str, Any]
    place_m2: float

    @property
    def district(self) -> str | None:
        """The code of the smallest district with the largest share."""
        found = [part for part in self.parts if part.layer == "district"]
        return max(found, key=lambda part: (len(part.code), part.share)).code if found else None

    @property
    def village(self) -> str:
        """The village of the parcel that holds most of the place, or nothing."""
        found = [part for part in self.parts if part.layer == "parcel"]
        return max(found, key=lambda part: part.share).name if found else ""


def lay(lon: float, lat: float, accuracy_m: float, shape: str | None, day: dt.date) -> Laid:
    """Lay a place over the map as valid on a day. `shape` is a GeoJSON Polygon as text; areas on the ellipsoid."""
    values = {"lon": lon, "lat": lat, "accuracy_m": accuracy_m, "shape": shape, "day": day}
    row = db.session.execute(_LAY, values).one()
    parts = tuple(_part(said, row.place_m2) for said in row.parts or ())
    return Laid(parts, row.releases or {}, row.place_m2)


def _part(said: dict[str, Any], whole: float) -> Part:
    return Part(
        layer=said["layer"],
        id=said["id"],
        code=said["code"],
        kind=said["kind"],
        name=said["name"] or "",
        area_m2=round(said["m2"], 2),
        share=round(min(1.0, said["m2"] / whole), 5) if whole else 0.0,
        distance_m=round(said["distance"], 2),
        valid_from=_date(said["valid_from"]),
        valid_to=_date(said["valid_to"]),
        scheme=said["scheme"],
    )


def _date(said: str | None) -> dt.date | None:
    return dt.date.fromisoformat(said) if said else None


def plain(part: Part) -> dict[str, Any]:
    """A part as it is stored."""
    said = {field.name: getattr(part, field.name) for field in fields(part)}
    return {
        key: value.isoformat() if isinstance(value, dt.date) else value
        for key, value in said.items()
        if value is not None
    }


def part_of(said: dict[str, Any]) -> Part:
    """A stored part, read again."""
    dates = {key: _date(said.get(key)) for key in ("valid_from", "valid_to")}
    return Part(**{**said, **dates})


def by_id(match_id: int) -> Match | None:
    """One match."""
    return db.session.get(Match, match_id)


def latest(report_ids: list[UUID]) -> dict[UUID, Match]:
    """The newest match of each report."""
    found = (
        select(Match)
        .where(Match.report_id.in_(report_ids))
        .order_by(Match.report_id, Match.id.desc())
        .ext(distinct_on(Match.report_id))
    )
    return {match.report_id: match for match in db.session.scalars(found)}
