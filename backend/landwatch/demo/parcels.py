"""Blocks cut into parcels: land classes, 19-digit codes, and areas as a register states them."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from landwatch.demo.blocks import CORE_VILLAGES, blocks
from landwatch.demo.corridors import river, roads
from landwatch.demo.fields import CUTS, strips
from landwatch.demo.ground import GRID_M, Array, bend, multi, settled, to_degrees
from landwatch.demo.records import Parcel
from landwatch.demo.townships import HOME, villages

SCHEME = "SD3"
"""Working classification of the Third National Land Survey (TD/T 1055-2019)."""

CLASSES: dict[str, tuple[tuple[str, ...], tuple[float, ...]]] = {
    "field": (("0102", "0103", "0201", "1202", "1104"), (0.79, 0.185, 0.015, 0.005, 0.005)),
    "orchard": (("0201", "1202"), (0.97, 0.03)),
    "settlement": (("0702", "0809", "08H2", "05H1"), (0.94, 0.02, 0.02, 0.02)),
    "town": (("0701", "05H1", "08H1", "0601"), (0.62, 0.22, 0.1, 0.06)),
    "wood": (("0301", "0305", "0404"), (0.6, 0.1, 0.3)),
    "yard": (("0601", "1202"), (0.5, 0.5)),
    "water": (("1104", "1107"), (0.8, 0.2)),
}
FEATURES = {"0102": "JD", "0103": "JD", "0201": "JD", "1202": "JD", "0301": "JE", "0305": "JE", "0404": "JF"}
FEATURES |= {"0702": "JC", "0601": "JB", "0809": "JB", "08H2": "JB", "05H1": "JB", "1104": "JA", "1107": "JA"}
FEATURES |= {"0701": "GB", "08H1": "GB", "1003": "GB", "1101": "GY"}
"""Kind of right: G state or J collective; A ownership, B construction, C house plot, D–F contracted land."""

CRUMB_M2 = 60.0
HOLE_SHARE = 0.004
"""Fields with a pump house or an old grave plot of its own inside."""


def _cut_blocks(seed: int) -> tuple[Array, Array, Array]:
    """Rings (count, 8, 2) in metres, the village of each, its land class."""
    rings, owners, classes = [], [], []
    for index, block in enumerate(blocks(seed)):
        rng = np.random.default_rng([seed, 3, index])
        pieces = strips(block.quad, CUTS[block.use], rng)
        codes, shares = CLASSES[block.use]
        rings.append(pieces)
        owners.append(np.full(len(pieces), block.village))
        classes.append(rng.choice(codes, p=shares, size=len(pieces)))
    quads = np.concatenate(rings)
    # A point in the middle of each side lets the side follow the bend of the ground.
    ring = np.stack([quads, (quads + np.roll(quads, -1, 1)) / 2], 2).reshape(len(quads), 8, 2)
    return bend(ring), np.concatenate(owners), np.concatenate(classes)


def _without_corridors(shapes: Array) -> Array:
    """Parcels with the river and the roads taken out of them."""
    taken = shapely.union(river(), roads())
    shapely.prepare(taken)
    hit = np.flatnonzero(shapely.intersects(taken, shapes))
    shapes[hit] = shapely.difference(shapes[hit], taken, grid_size=GRID_M)
    return shapes


def _corridor_pieces(seed: int) -> Iterator[tuple[BaseGeometry, int, str]]:
    """River and roads are parcels too: one a village."""
    for index, village in enumerate(villages(seed)[:CORE_VILLAGES]):
        for ground, land_class in ((river(), "1101"), (shapely.difference(roads(), river()), "1003")):
            piece = shapely.intersection(ground, village.outline, grid_size=GRID_M)
            if piece.area > CRUMB_M2:
                yield piece, index, land_class


def _with_holes(shapes: Array, classes: Array, seed: int) -> tuple[Array, Array, Array]:
    """Some large fields get a plot of their own inside: the fields with holes, the plots, and whose field it was."""
    rng = np.random.default_rng([seed, 4])
    wide = np.isin(classes, ("0102", "0103", "0201")) & (shapely.area(shapes) > 3500)
    chosen = np.flatnonzero(wide & (rng.random(len(shapes)) < HOLE_SHARE))
    middles = shapely.centroid(shapes[chosen])
    corners = shapely.get_coordinates(middles)
    plots = np.asarray(shapely.box(*(corners - 4).T, *(corners + 4).T))
    inside = shapely.contains_properly(shapes[chosen], plots)
    chosen, plots = chosen[inside], plots[inside]
    shapes[chosen] = shapely.difference(shapes[chosen], plots)
    return shapes, plots, chosen


@cache
def land(seed: int) -> tuple[Array, Array, Array]:
    """All parcels on the flat ground: shapes (metres), village indexes, land classes."""
    rings, owners, classes = _cut_blocks(seed)
    shapes = _without_corridors(np.asarray(shapely.polygons(rings)))
    shapes, plots, chosen = _with_holes(shapes, classes, seed)
    extra = list(_corridor_pieces(seed))
    shapes = np.concatenate([shapes, plots, np.array([piece for piece, _, _ in extra], dtype=object)])
    owners = np.concatenate([owners, owners[chosen], [index for _, index, _ in extra]]).astype(int)
    classes = np.concatenate([classes, np.full(len(plots), "0809"), [code for _, _, code in extra]])
    kept = shapely.area(shapes) > CRUMB_M2
    order = np.argsort(owners[kept], kind="stable")
    return shapes[kept][order], owners[kept][order], classes[kept][order]


def _stated(areas: Array, seed: int) -> Array:
    """Areas of an older survey: mostly within one percent, now and then far off."""
    rng = np.random.default_rng([seed, 5])
    off = rng.normal(0, 0.006, len(areas)) + rng.choice([0, 0.15, -0.12], p=[0.985, 0.008, 0.007], size=len(areas))
    return np.round(areas * (1 + off), 2)


def _on_earth(shapes: Array) -> Array:
    """Multipolygons in degrees: plain ones in one go, cut ones cleaned one by one."""
    plain = (shapely.get_num_coordinates(shapes) == 9) & (shapely.get_type_id(shapes) == 3)
    found = shapes.copy()
    single = shapely.transform(shapes[plain], to_degrees)
    found[plain] = shapely.multipolygons(single, indices=np.arange(len(single)))
    found[~plain] = [settled(multi(shape)) for shape in shapes[~plain]]
    return found


def parcel_records(seed: int) -> Iterator[Parcel]:
    """Every parcel of the demo county, village by village."""
    shapes, owners, classes = land(seed)
    every, serial = villages(seed), Counter[str]()
    stated = _stated(shapely.area(shapes), seed)
    rows = zip(_on_earth(shapes), owners.tolist(), classes.tolist(), stated.tolist(), strict=True)
    for shape, owner, land_class, area_m2 in rows:
        village = every[owner]
        head = f"{HOME}{village.code[6:9]}{village.code[9:12]}{FEATURES[land_class]}"
        serial[head] += 1
        yield Parcel(f"{head}{serial[head]:05d}", land_class, SCHEME, village.name_zh, area_m2, shape)
