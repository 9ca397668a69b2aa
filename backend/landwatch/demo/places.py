"""Demo spots put on the ground: each story finds land that fits it, the same land every time."""

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import shapely
import shapely.ops
from shapely.affinity import rotate, translate
from shapely.geometry.base import BaseGeometry

from landwatch.demo.approvals import flat_approvals
from landwatch.demo.corridors import banks, county_road, river
from landwatch.demo.ground import Array, flat, round_earth
from landwatch.demo.parcels import land
from landwatch.demo.records import Place
from landwatch.demo.spots import SPOTS, Spot
from landwatch.demo.townships import home
from landwatch.demo.zones import flat_zones

CROPLAND = ("0102", "0103")
Found = tuple[shapely.Point, shapely.Polygon | None]


@cache
def zone_area(seed: int, kind: str) -> BaseGeometry:
    """All zones of a kind as one geometry (metres)."""
    area = shapely.union_all([zone.shape for zone in flat_zones(seed) if zone.kind == kind])
    shapely.prepare(area)
    return area


def lean(shape: BaseGeometry) -> float:
    """The direction of the longer side of a piece of land, degrees counted from east."""
    ring = shapely.get_coordinates(shape.minimum_rotated_rectangle)
    step = max(ring[1] - ring[0], ring[2] - ring[1], key=lambda side: float(np.hypot(*side)))
    return float(np.degrees(np.arctan2(step[1], step[0])))


def patch(middle: shapely.Point, size: tuple[float, float], degrees: float) -> shapely.Polygon:
    """The outline of something built: a rectangle with one corner cut away."""
    w, d = size[0] / 2, size[1] / 2
    plain = shapely.Polygon([(-w, -d), (w, -d), (w, 0.4 * d), (0.55 * w, d), (-w, d)])
    return translate(rotate(plain, degrees, origin=(0, 0)), middle.x, middle.y)


def _nearest(shapes: Array, spot: Spot) -> BaseGeometry:
    return shapes[shapely.distance(shapes, shapely.Point(spot.near)).argmin()]


def _upon(shape: BaseGeometry, spot: Spot) -> Found:
    """A spot in the middle of a piece of land, lying as the land lies."""
    middle = shape.centroid
    return middle, patch(middle, spot.size, lean(shape)) if spot.size else None


def _free(seed: int, classes: tuple[str, ...], least_m2: float = 1500) -> Array:
    """Parcels of these classes that no approval touches."""
    shapes, _, found = land(seed)
    # Whole parcels only: one cut in two by a road has its middle on the road.
    whole = (shapely.area(shapes) > least_m2) & (shapely.get_num_geometries(shapes) == 1)
    mine = shapes[np.isin(found, classes) & whole]
    approved = shapely.union_all([row.shape for row in flat_approvals(seed)])
    shapely.prepare(approved)
    return mine[~shapely.intersects(approved, mine)]


def _basic(spot: Spot, seed: int) -> Found:
    shapes = _free(seed, CROPLAND)
    return _upon(_nearest(shapes[shapely.contains(zone_area(seed, "PBF").buffer(1), shapes)], spot), spot)


def _field(spot: Spot, seed: int) -> Found:
    shapes = _free(seed, CROPLAND)
    outside = ~shapely.intersects(zone_area(seed, "PBF"), shapes) & ~shapely.intersects(zone_area(seed, "ERL"), shapes)
    return _upon(_nearest(shapes[outside], spot), spot)


def _roadside(spot: Spot, seed: int) -> Found:
    """The first stretch of county road, walking away from `near`, whose northern side is basic farmland."""
    road, farmland = county_road(), zone_area(seed, "PBF")
    start = road.project(shapely.Point(spot.near))
    width, depth = spot.size or (60, 50)
    for step in sorted(np.arange(-4000, 4000, 20.0), key=abs):
        here, there = road.interpolate(start + step), road.interpolate(start + step + 10)
        turn = np.arctan2(there.y - here.y, there.x - here.x)
        middle = shapely.Point(here.x - np.sin(turn) * (depth / 2 + 4), here.y + np.cos(turn) * (depth / 2 + 4))
        outline = patch(middle, (width, depth), float(np.degrees(turn)))
        if outline.intersection(farmland).area > 0.8 * outline.area:
            return middle, outline
    raise LookupError(f"no basic farmland along the county road near {spot.near}")


def _village_edge(spot: Spot, seed: int) -> Found:
    shapes, _, classes = land(seed)
    fields = _free(seed, CROPLAND)
    houses = shapely.STRtree(shapes[classes == "0702"])
    beside = np.unique(houses.query(fields, "dwithin", 30)[0])
    return _upon(_nearest(fields[beside], spot), spot)


def _of_class(*classes: str) -> Callable[[Spot, int], Found]:
    def find(spot: Spot, seed: int) -> Found:
        return _upon(_nearest(_free(seed, classes, 200), spot), spot)

    return find


def _bank(spot: Spot, seed: int) -> Found:
    dry = banks().difference(river().buffer(50)).buffer(-45)
    middle = shapely.ops.nearest_points(dry, shapely.Point(spot.near))[0]
    return middle, patch(middle, spot.size or (30, 30), 12)


def _slope(spot: Spot, seed: int) -> Found:
    middle = shapely.ops.nearest_points(zone_area(seed, "ERL").buffer(-150), shapely.Point(spot.near))[0]
    return middle, patch(middle, spot.size or (80, 60), 30)


def _border(spot: Spot, seed: int) -> Found:
    middle = shapely.ops.nearest_points(flat(home().geometry).buffer(-18).boundary, shapely.Point(spot.near))[0]
    return middle, patch(middle, spot.size or (40, 40), 20)


def _outside(spot: Spot, seed: int) -> Found:
    return shapely.Point(spot.near), None


def _approved(kind: str, *, ended: bool) -> Callable[[Spot, int], Found]:
    def find(spot: Spot, seed: int) -> Found:
        rows = [row for row in flat_approvals(seed) if row.sort.kind == kind and ((row.to_days or 1) < 0) == ended]
        shape = _nearest(np.array([row.shape for row in rows], dtype=object), spot)
        inner = shape.buffer(-4)
        return shape.centroid, max(shapely.get_parts(inner), key=lambda part: float(part.area))

    return find


GROUNDS: dict[str, Callable[[Spot, int], Found]] = {
    "roadside": _roadside,
    "bank": _bank,
    "village_edge": _village_edge,
    "basic": _basic,
    "field": _field,
    "facility": _approved("facility_agriculture", ended=False),
    "expired": _approved("temporary", ended=True),
    "slope": _slope,
    "border": _border,
    "outside": _outside,
    "settlement": _of_class("0702"),
    "town": _of_class("0701"),
    "orchard": _of_class("0201"),
}


def place_records(seed: int) -> Iterator[Place]:
    """All demo spots in degrees, in the order of the table."""
    for spot in SPOTS:
        middle, outline = GROUNDS[spot.ground](spot, seed)
        point = round_earth(middle)
        shown = round_earth(outline) if outline else None
        texts = (spot.label_zh, spot.label_en, spot.text_zh, spot.text_en)
        yield Place(spot.code, spot.kind, spot.scene, *texts, point.x, point.y, shown, spot.ground != "outside")
