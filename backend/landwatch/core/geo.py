"""Places on the wire: WGS 84 longitude and latitude in degrees, GeoJSON polygons, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geoalchemy2 import WKBElement
from geoalchemy2.shape import to_shape
from shapely import get_x, get_y, is_valid
from shapely.geometry import shape as to_geometry

MOST_VERTICES = 2000


def position_fault(lon: float, lat: float) -> str | None:
    """The code of what is wrong with a position, or None.

    >>> position_fault(34.5, 109.5)
    'swapped'
    >>> position_fault(109.5, 34.5) is None
    True
    """
    if abs(lat) > 90 >= abs(lon) and abs(lat) <= 180:
        return "swapped"
    if abs(lon) > 180 or abs(lat) > 90:
        return "out-of-range"
    if abs(lon) < 1e-6 and abs(lat) < 1e-6:
        return "null-island"
    return None


def polygon_fault(geojson: Mapping[str, Any]) -> str | None:
    """The code of what is wrong with a GeoJSON Polygon, or None: closed rings, in range, not crossing itself."""
    rings = geojson.get("coordinates")
    if geojson.get("type") != "Polygon" or not isinstance(rings, list) or not rings:
        return "bad-polygon"
    if sum(len(ring) for ring in rings if isinstance(ring, list)) > MOST_VERTICES:
        return "too-many"
    try:
        if any(ring[0] != ring[-1] or any(position_fault(p[0], p[1]) for p in ring) for ring in rings):
            return "bad-polygon"
        return None if is_valid(to_geometry(dict(geojson))) else "bad-polygon"
    except (TypeError, ValueError, IndexError, KeyError):
        return "bad-polygon"


def point(lon: float, lat: float) -> str:
    """A point as EWKT, as PostGIS takes it."""
    return f"SRID=4326;POINT({lon} {lat})"


def lon_lat(place: WKBElement) -> tuple[float, float]:
    """Longitude and latitude of a point from the database, degrees."""
    found = to_shape(place)
    return float(get_x(found)), float(get_y(found))
