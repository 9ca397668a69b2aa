"""What is asked of the map: releases in force, districts of a place, whether it is ours, tiles."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select, text

from landwatch.atlas.models import Release
from landwatch.core.db import db


def published() -> list[Release]:
    """The releases in force, one a layer."""
    return list(db.session.scalars(select(Release).where(Release.state == "published").order_by(Release.layer)))


_DISTRICTS = text("""
    select district.code, district.level, district.name
    from atlas.district_pieces piece
    join atlas.districts district on district.release_id = piece.release_id and district.code = piece.code
    where piece.release_id = (select id from atlas.releases where layer = 'districts' and state = 'published')
      and ST_Intersects(piece.geom, ST_SetSRID(ST_MakePoint(:lon, :lat), 4326))
    order by length(district.code)
""")


def districts_at(lon: float, lat: float) -> list[dict[str, Any]]:
    """The chain of districts that hold a place, largest first: code, level, name {zh, en}."""
    return [dict(row) for row in db.session.execute(_DISTRICTS, {"lon": lon, "lat": lat}).mappings()]


def names_of(codes: list[str]) -> dict[str, dict[str, str]]:
    """Names {zh, en} of districts by code, from the release in force."""
    rows = db.session.execute(
        text(
            "select code, name from atlas.districts where code = any(:codes) and release_id = "
            "(select id from atlas.releases where layer = 'districts' and state = 'published')"
        ),
        {"codes": codes},
    )
    return {row.code: row.name for row in rows}


@dataclass
class _Area:
    shape: BaseGeometry | None
    read_at: float


_area = _Area(None, -1e9)
AREA_SECONDS = 30
"""So long a process may go on with the outline of the area before it looks again."""


def area() -> BaseGeometry | None:
    """The outline of all districts in force, prepared for quick questions; None while no districts are loaded."""
    if time.monotonic() - _area.read_at > AREA_SECONDS:
        raw = db.session.scalar(
            text(
                "select ST_AsBinary(ST_Union(ST_SnapToGrid(geom, 1e-7))) from atlas.districts where release_id = "
                "(select id from atlas.releases where layer = 'districts' and state = 'published')"
                " and length(code) = (select min(length(code)) from atlas.districts where release_id ="
                " (select id from atlas.releases where layer = 'districts' and state = 'published'))"
            )
        )
        _area.shape = shapely.from_wkb(bytes(raw)) if raw else None
        if _area.shape is not None:
            shapely.prepare(_area.shape)
        _area.read_at = time.monotonic()
    return _area.shape


def forget_area() -> None:
    """Read the area anew at the next question (after publishing, and in tests)."""
    _area.read_at = -1e9


def is_ours(lon: float, lat: float) -> bool:
    """Whether a place lies in a district of this deployment. Without districts every place does."""
    shape = area()
    return shape is None or bool(shapely.contains_xy(shape, lon, lat))
