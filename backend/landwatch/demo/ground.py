"""A flat ground in metres around the middle of the demo county, and the way back to longitude and latitude."""

from math import cos, radians
from typing import Any, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Array = NDArray[Any]
"""Numbers or, where a name says so, shapes."""

Shape = TypeVar("Shape", bound=BaseGeometry)

MIDDLE_LON, MIDDLE_LAT = 109.55, 34.60
"""A plain in Linwei, north of the Wei river."""

GRID_M = 0.001
"""Cutting and joining happens on a grid of a millimetre: neighbours keep exactly the same corners."""

_PHI = radians(MIDDLE_LAT)
# Metres per degree on GRS80 (the ellipsoid of CGCS2000): the usual cosine series, exact to a centimetre.
METRES_LAT = 111132.95 - 559.82 * cos(2 * _PHI) + 1.18 * cos(4 * _PHI)
METRES_LON = 111412.84 * cos(_PHI) - 93.5 * cos(3 * _PHI)


def to_metres(lonlat: Array) -> Array:
    """Metres east and north of the middle, for an array (…, 2) of degrees."""
    return (np.asarray(lonlat) - (MIDDLE_LON, MIDDLE_LAT)) * (METRES_LON, METRES_LAT)


def to_degrees(metres: Array) -> Array:
    """Longitude and latitude, rounded to 1e-8 degree (a millimetre), for an array (…, 2) of metres."""
    return np.round(np.asarray(metres) / (METRES_LON, METRES_LAT) + (MIDDLE_LON, MIDDLE_LAT), 8)


def flat(shape: Shape) -> Shape:
    """A geometry in degrees, laid on the flat ground."""
    return shapely.transform(shape, to_metres)


def round_earth(shape: Shape) -> Shape:
    """A geometry of the flat ground, in degrees."""
    return shapely.transform(shape, to_degrees)


def bend(metres: Array) -> Array:
    """Ground as people walked it: straight lines drawn on paper, bent by a few metres, alike for all neighbours."""
    x, y = metres[..., 0], metres[..., 1]
    east = 9 * np.sin(y / 520 + 1.3 * np.sin(x / 2100)) + 22 * np.sin(y / 2300)
    north = 8 * np.sin(x / 560 + 1.1 * np.sin(y / 1900)) + 18 * np.sin(x / 2700)
    return np.stack([x + east, y + north], -1)


def multi(shape: BaseGeometry, least_area: float = 0.0) -> shapely.MultiPolygon:
    """The polygons of any geometry as one multipolygon; lines, points and the smallest crumbs fall away."""
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon)]
    return shapely.MultiPolygon([part for part in parts if part.area > least_area])


def settled(shape: BaseGeometry, crumbs_m2: float = 5.0) -> shapely.MultiPolygon:
    """A geometry of the flat ground as a valid multipolygon in degrees, on the grid of 1e-8 degree."""
    clean = shapely.set_precision(shape, GRID_M)
    return multi(shapely.set_precision(round_earth(multi(clean, crumbs_m2)), 1e-8))
