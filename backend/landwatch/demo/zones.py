"""The three zones of the demo county: basic farmland by field blocks, red line by river and slope, urban boundaries."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely

from landwatch.demo.blocks import Block, blocks
from landwatch.demo.corridors import banks, roads
from landwatch.demo.ground import GRID_M, Array, bend, flat, multi, settled
from landwatch.demo.names import TOWNSHIPS
from landwatch.demo.records import Zone
from landwatch.demo.townships import bent_ring, home, villages

FARMLAND_SHARE = 0.57
"""How much of the field blocks is permanent basic farmland; river banks take a little of it away again."""

LIVED_IN = ("settlement", "town")


@dataclass(frozen=True)
class FlatZone:
    """A zone on the flat ground (metres)."""

    kind: str
    name_zh: str
    name_en: str
    shape: shapely.MultiPolygon


def _worth(fields: list[Block], lived: Array) -> Array:
    """How well a field suits protection: far from houses, in clumps of several hundred metres."""
    middles = np.array([block.middle for block in fields])
    far = np.linalg.norm(middles[:, None] - lived, axis=2).min(1)
    x, y = middles.T
    return far + 260 * np.sin(x / 380 + 0.7) * np.sin(y / 430) + 120 * np.sin(x / 170) * np.sin(y / 210 + 2)


def _protected(seed: int) -> list[Block]:
    """The field blocks that become basic farmland, best ones first until the share is reached."""
    fields = [block for block in blocks(seed) if block.use == "field"]
    lived = np.array([block.middle for block in blocks(seed) if block.use in LIVED_IN])
    areas = np.array([shapely.Polygon(block.quad).area for block in fields])
    order = np.argsort(-_worth(fields, lived))
    within = np.cumsum(areas[order]) <= FARMLAND_SHARE * areas.sum()
    return [fields[index] for index in sorted(order[within].tolist())]


def _basic_farmland(seed: int) -> Iterator[FlatZone]:
    taken = shapely.union(banks(), roads())
    every, counts = villages(seed), dict[int, int]()
    for block in _protected(seed):
        left = multi(shapely.difference(shapely.Polygon(bent_ring(block.quad, 8)), taken, grid_size=GRID_M), 2000)
        if left.is_empty:
            continue
        village = every[block.village]
        number = counts[block.village] = counts.get(block.village, 0) + 1
        town_zh, town_en = TOWNSHIPS[village.township]
        yield FlatZone(
            "PBF",
            f"{town_zh}{village.name_zh}永久基本农田{number}号",
            f"Permanent basic farmland {number}, {village.name_en}, {town_en}",
            left,
        )


def _red_lines() -> Iterator[FlatZone]:
    county = flat(home().geometry)
    river_side = multi(shapely.intersection(banks(), county, grid_size=GRID_M))
    yield FlatZone("ERL", "渭河滩生态保护红线", "Ecological red line of the Wei river flats", river_side)
    x = np.arange(-20_000, 24_000, 25.0)
    edge = -32_500 + 900 * np.sin(x / 2900) + 310 * np.sin(x / 640) + 70 * np.sin(x / 130)
    slope = shapely.Polygon(np.concatenate([np.stack([x, edge], -1), [[24_000, -45_000], [-20_000, -45_000]]]))
    hills = multi(shapely.intersection(slope, county, grid_size=GRID_M))
    yield FlatZone("ERL", "秦岭北麓生态保护红线", "Ecological red line of the northern Qinling slope", hills)


def _blob(middle: tuple[float, float], radius_m: float, rng: np.random.Generator) -> shapely.Polygon:
    """A rounded outline with bays, as urban boundaries have around suburbs."""
    turn = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    waves = sum(rng.normal(0, 0.09) * np.cos(k * turn + rng.uniform(0, 6.3)) / k**0.7 for k in range(2, 12))
    radius = radius_m * np.exp(waves)
    ring = np.asarray(middle) + radius[:, None] * np.stack([np.cos(turn), 0.75 * np.sin(turn)], -1)
    return shapely.Polygon(bend(ring))


def _urban(seed: int) -> Iterator[FlatZone]:
    rng = np.random.default_rng([seed, 6])
    city = multi(shapely.intersection(_blob((-4000, -10_800), 4300, rng), flat(home().geometry), grid_size=GRID_M))
    yield FlatZone("UDB", "渭南中心城区城镇开发边界", "Urban boundary of central Weinan", city)
    for index, village in enumerate(villages(seed)):
        built = [shapely.Polygon(bent_ring(b.quad, 8)) for b in blocks(seed) if b.village == index and b.use == "town"]
        if built:
            # Closing by eight metres joins the blocks across their streets.
            shape = shapely.union_all(built).buffer(8, join_style="mitre").buffer(-4, join_style="mitre")
            zh, en = TOWNSHIPS[village.township]
            yield FlatZone("UDB", f"{zh}城镇开发边界", f"Urban boundary of {en}", multi(shape))


@cache
def flat_zones(seed: int) -> tuple[FlatZone, ...]:
    """All zones on the flat ground."""
    return (*_basic_farmland(seed), *_red_lines(), *_urban(seed))


def zone_records(seed: int) -> Iterator[Zone]:
    """All zones, in degrees."""
    for zone in flat_zones(seed):
        yield Zone(zone.kind, zone.name_zh, zone.name_en, settled(zone.shape))
